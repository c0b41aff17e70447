import { formatClock } from '../../../shared/model/format';
import { zoneOffsetMinutes } from '../../store/clock';
import { showFindings } from '../../store/findingStore';
import type { Cause, Finding } from '../../store/findings';
import { useDiagnosed } from '../../store/useDiagnosed';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { RowButton } from './RowButton';
import { holdsWords } from './sortRows';

const t = texts.list;

interface FindingRow {
  readonly finding: Finding;
  /** Key of the cause to open. */
  readonly cause: string;
  readonly follows: string;
}

/** What is broken and why, above what was seen: each root, and below it what follows. Nothing is drawn where there is none. */
export function FindingTable({ filter }: { readonly filter: string }) {
  const { causes } = useDiagnosed();
  const rows = causes
    .flatMap(rowsOf)
    .filter(({ finding, follows }) => holdsWords([finding.title, finding.subject, finding.rule, follows], filter));
  if (rows.length === 0) return null;
  return (
    <>
      <h2 className="hs-list-title">
        {t.findings} <span className="hs-t3">{rows.length}</span>
      </h2>
      <table className="hs-list hs-list-findings" data-testid="list-findings">
        <caption className="hs-hidden">{t.findings}</caption>
        <thead>
          <tr>
            {[t.heads.finding, t.heads.severity, t.heads.subject, t.heads.since, t.heads.causes].map((head) => (
              <th key={head} scope="col">
                <span className="hs-list-head">{head}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <FindingLine key={row.finding.id} row={row} />
          ))}
        </tbody>
      </table>
    </>
  );
}

/** What follows from two roots stands below the first. */
function rowsOf({ key, findings, effects }: Cause, at: number, all: readonly Cause[]): readonly FindingRow[] {
  const before = new Set(all.slice(0, at).flatMap((cause) => cause.effects.map(({ finding }) => finding.id)));
  const titles = new Map([...findings, ...effects.map(({ finding }) => finding)].map(({ id, title }) => [id, title]));
  return [
    ...findings.map((finding) => ({ finding, cause: key, follows: t.root })),
    ...effects
      .filter(({ finding }) => !before.has(finding.id))
      .map(({ finding }) => ({ finding, cause: key, follows: finding.causedBy.flatMap((id) => titles.get(id) ?? []).join('; ') })),
  ];
}

function FindingLine({ row: { finding, cause, follows } }: { readonly row: FindingRow }) {
  const { id, title, severity, subject, since } = finding;
  const open = () => showFindings(cause);
  const state = severity === 'error' ? 'broken' : 'degraded';
  return (
    <tr onClick={open} data-testid="list-finding" data-rule={finding.rule}>
      <th scope="row">
        <RowButton id={id} chosen={false} onOpen={open}>
          {title}
        </RowButton>
      </th>
      <td className="hs-nowrap">
        <span className="hs-list-state">
          <Glyph state={state} /> <span className={`hs-is-${state}`}>{severity}</span>
        </span>
      </td>
      <td className="hs-list-wide">{subject.replace('/', ' ')}</td>
      <td className="hs-list-num">{since === undefined ? '' : formatClock(Date.parse(since), zoneOffsetMinutes())}</td>
      <td className="hs-list-wide hs-t2">{follows}</td>
    </tr>
  );
}
