import type { GapDetail } from '../../../shared/contract/gaps';
import { formatCount } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';
import { TermText } from '../../ui/TermText';
import { termsAbove } from '../../ui/writtenTerms';

const t = texts.gaps.panel;
/** Alerts named one by one. */
const MOST_ALERTS = 6;

/** Rates without a value, rules over it, decisions of HPAs. */
export function GapCostTable({ detail: { cost, query } }: { readonly detail: GapDetail }) {
  if (cost === undefined)
    return (
      <p className="hs-small hs-t3">
        <TermText text={query === undefined ? t.noCost : t.costAsked} />
      </p>
    );
  const recording = cost.rules.filter(({ kind }) => kind === 'recording');
  const alerts = cost.rules.filter(({ kind }) => kind === 'alerting');
  const rows = [
    ...cost.rates
      .filter(({ lost }, i) => lost > 0 || i === cost.rates.length - 1)
      .map(({ range, lost, evaluations }) => [t.rate(range), t.rates(formatCount(lost), formatCount(evaluations))] as const),
    [t.recording, recording.length === 0 ? t.noRules : formatCount(recording.length)] as const,
    ...alerts.slice(0, MOST_ALERTS).map(({ name, evaluations }) => [t.alert(name), t.evaluations(formatCount(evaluations))] as const),
    ...cost.hpas.map(({ name, says }) => [t.hpa(name), says] as const),
  ];
  const above = termsAbove(rows.map(([words]) => words));
  return (
    <>
      <table className="hs-gap-cost" data-testid="gap-cost">
        <tbody>
          {rows.map(([words, value], at) => (
            <tr key={words}>
              <th scope="row">
                <TermText text={words} leaveOut={above[at]} />
              </th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {cost.unknown === undefined ? null : (
        <p className="hs-micro hs-t3">
          <TermText text={cost.unknown} />
        </p>
      )}
    </>
  );
}
