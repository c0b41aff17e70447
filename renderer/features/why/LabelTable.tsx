import { useState } from 'react';
import type { WhyStep } from '../../../shared/contract/why';
import { texts } from '../../texts/catalogue';
import { TermText } from '../../ui/TermText';

const t = texts.why;

type Change = NonNullable<Extract<WhyStep, { state: 'lost' }>['change']>;

/** More stand behind a button: what to do must be in sight. */
const SHOWN = 5;
/** What people know a series by. */
const KNOWN_BY = ['__name__', 'namespace', 'pod', 'container', 'node', 'job', 'instance'];

/** Labels of one series before and after the rule; what differs is marked. The name stands first. */
export function LabelTable({ change }: { readonly change: Change }) {
  const { before, after } = change;
  const [all, setAll] = useState(false);
  const sorted = labelNames(change);
  const names = all ? sorted : sorted.slice(0, SHOWN);
  return (
    <section>
      <h3 className="hs-label">{t.labels}</h3>
      <table className="hs-why-labels" data-testid="why-labels">
        <thead>
          <tr>
            <th scope="col">
              <TermText text={t.label} />
            </th>
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
      {names.length === sorted.length ? null : (
        <button type="button" className="hs-link hs-small hs-proof-link" onClick={() => setAll(true)}>
          {t.moreLabels(sorted.length - names.length)}
        </button>
      )}
    </section>
  );
}

/** What the rule changed stands first, then what the series is known by. */
function labelNames({ before, after = before }: Change): readonly string[] {
  const rank = (name: string) => {
    const known = KNOWN_BY.indexOf(name);
    return name === '__name__' ? -2 : before[name] !== after[name] ? -1 : known === -1 ? KNOWN_BY.length : known;
  };
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : Number(a > b)));
}
