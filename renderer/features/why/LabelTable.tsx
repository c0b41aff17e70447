import type { WhyStep } from '../../../shared/contract/why';
import { texts } from '../../texts/catalogue';

const t = texts.why;

type Change = NonNullable<Extract<WhyStep, { state: 'lost' }>['change']>;

/** Labels of one series before and after the rule; what differs is marked. The name stands first. */
export function LabelTable({ change }: { readonly change: Change }) {
  const { before, after } = change;
  const names = [...new Set([...Object.keys(before), ...Object.keys(after ?? {})])].sort(nameFirst);
  return (
    <section>
      <h3 className="hs-label">{t.labels}</h3>
      <table className="hs-why-labels" data-testid="why-labels">
        <thead>
          <tr>
            <th scope="col">{t.label}</th>
            <th scope="col">{t.before}</th>
            <th scope="col">{t.after}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name, at) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td className={after === undefined || before[name] === after[name] ? '' : 'hs-why-differs'}>
                <code>{before[name] ?? ''}</code>
              </td>
              {after === undefined ? (
                at === 0 ? (
                  <td rowSpan={names.length} className="hs-why-dropped">
                    <b className="hs-is-broken">{t.dropped}</b>
                  </td>
                ) : null
              ) : (
                <td className={before[name] === after[name] ? '' : 'hs-why-differs'}>
                  {after[name] === undefined ? <i className="hs-t2">{t.removed}</i> : <code>{after[name]}</code>}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function nameFirst(a: string, b: string): number {
  return Number(b === '__name__') - Number(a === '__name__') || (a < b ? -1 : Number(a > b));
}
