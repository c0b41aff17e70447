import type { TermId } from '../../../shared/knowledge/glossary';
import type { Hop } from '../../../shared/model/architecture';
import { formatAge, formatCount, formatDuration, formatOf } from '../../../shared/model/format';
import type { ReportEdge, ReportEvidence } from '../../../shared/report/schema';
import { texts } from '../../texts/catalogue';
import { TermText } from '../../ui/TermText';
import { useReportAge } from '../../ui/useReportAge';
import { termsAbove } from '../../ui/writtenTerms';
import { claimText, copyClaim } from './claim';
import { ProofLink } from './FactTable';

const words = texts.inspector.hop;

interface HopTimingProps {
  readonly edge: ReportEdge | undefined;
  readonly cadence: Hop['cadence'] | undefined;
  readonly name: string;
}

/** Period, age, lag, expected and missed, each with what it means and its proof. */
export function HopTiming({ edge, cadence, name }: HopTimingProps) {
  const add = useReportAge();
  const rows = edge === undefined ? [] : timingRows(edge, add);
  const above = termsAbove(rows.map(({ explains }) => explains));
  const proof = edge?.evidence.find((each) => each.answerId !== undefined) ?? edge?.evidence[0];
  return (
    <div className="hs-tab-body" data-testid="timing">
      <p className="hs-t2">
        <TermText text={cadence === undefined ? '' : words.cadence[cadence]} />
      </p>
      {rows.length === 0 ? (
        <p className="hs-t2">{words.untimed}</p>
      ) : (
        <table className="hs-table hs-timing">
          <caption className="hs-hidden">{`${texts.inspector.tabs.timing}: ${name}`}</caption>
          <tbody>
            {rows.map((row, at) => (
              <TimingRow key={row.label} row={row} proof={proof} name={name} marked={above[at] ?? []} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

interface Timing {
  readonly label: string;
  readonly value: string;
  readonly explains: string;
}

function timingRows(edge: ReportEdge, add: number): readonly Timing[] {
  const { periodSeconds, ageSeconds, lagSeconds, expected, missed } = edge;
  const { explain } = words;
  return [
    ...(periodSeconds === undefined ? [] : [{ label: words.period, value: formatDuration(periodSeconds), explains: explain.period }]),
    ...(ageSeconds === undefined ? [] : [{ label: words.newest, value: words.old(formatAge(ageSeconds + add)), explains: explain.age }]),
    ...(lagSeconds === undefined ? [] : [{ label: words.lag, value: formatDuration(lagSeconds), explains: explain.lag }]),
    ...(expected === undefined ? [] : [{ label: words.expected, value: formatCount(expected), explains: explain.expected }]),
    ...(missed === undefined
      ? []
      : [
          {
            label: words.missed,
            value: expected === undefined ? formatCount(missed) : formatOf(missed, expected),
            explains: explain.missed,
          },
        ]),
  ];
}

interface TimingRowProps {
  readonly row: Timing;
  readonly marked: readonly TermId[];
  readonly proof: ReportEvidence | undefined;
  readonly name: string;
}

function TimingRow({ row, proof, name, marked }: TimingRowProps) {
  const { label, value, explains } = row;
  return (
    <tr onKeyDown={(event) => copyClaim(event, claimText(`${name}: ${label}: ${value}`, proof))}>
      <th scope="row">{label}</th>
      <td>
        <b>{value}</b>
        <span className="hs-timing-explains hs-small hs-t3">
          <TermText text={explains} leaveOut={marked} />
        </span>
      </td>
      <td className="hs-num">{proof === undefined ? null : <ProofLink evidence={proof} label={label} />}</td>
    </tr>
  );
}
