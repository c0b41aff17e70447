import type { SeriesRow } from '../../../shared/contract/engine';
import { formatValue } from '../../../shared/model/format';
import { tellShell } from '../../bridge/shellBridge';
import { showAnswer } from '../../store/choiceStore';
import { texts } from '../../texts/catalogue';
import { claimText, copyClaim } from './claim';
import { AgeOf } from './FactTable';
import type { ShownFamily } from './familyOrder';
import { promSelector } from './promSelector';

const words = texts.inspector.metrics;

interface SeriesLineProps {
  readonly row: SeriesRow;
  readonly family: ShownFamily;
  readonly answerId: string;
  readonly index: number;
  readonly tabIndex: number;
  readonly onFocus: (index: number) => void;
}

/** One series: its labels, its value as written (and in its unit), the sample's age; its line, and copies. */
export function SeriesLine({ row, family, answerId, index, tabIndex, onFocus }: SeriesLineProps) {
  const readable = inUnit(row, family);
  const claim = claimText(row.text, { request: family.request, at: family.at, line: row.line, says: '' });
  return (
    <article onFocus={() => onFocus(index)} onKeyDown={(event) => copyClaim(event, claim)} data-testid="series">
      <p className="hs-series-labels">
        <Labels row={row} family={family} />
      </p>
      {row.inferred === undefined ? null : <Inferred labels={row.inferred} />}
      <div className="hs-series-do">
        <span className="hs-series-value">
          <b data-testid="series-value">{row.value}</b>
          {readable === undefined ? null : <span className="hs-t3"> {readable}</span>}
          {row.atMs === undefined ? null : (
            <>
              {' '}
              <span className="hs-t3 hs-nowrap">
                · <AgeOf at={new Date(row.atMs).toISOString()} />
              </span>
            </>
          )}
        </span>
        <button
          type="button"
          className="hs-link"
          data-row={index}
          tabIndex={tabIndex}
          onClick={() => showAnswer(answerId, row.line)}
          aria-label={words.showLine(row.line)}
        >
          {words.line(row.line)}
        </button>
        <Copy text={promSelector(row)} words={words.copySelector} label={words.copySelectorOf} tabIndex={tabIndex} />
        <Copy text={row.text} words={words.copyLine} label={words.copyLineOf} tabIndex={tabIndex} />
      </div>
    </article>
  );
}

function Labels({ row, family }: { readonly row: SeriesRow; readonly family: ShownFamily }) {
  const suffix = row.name === family.name ? '' : row.name.startsWith(family.name) ? row.name.slice(family.name.length) : row.name;
  if (row.labels.length === 0) return <span className="hs-t3">{suffix === '' ? words.noLabels : suffix}</span>;
  return (
    <>
      {suffix === '' ? null : <span className="hs-t3">{suffix} </span>}
      {row.labels.map(([name, value]) => (
        <span key={name} className="hs-series-label">
          <span className="hs-t3">{name}=</span>
          <bdi>{value}</bdi>{' '}
        </span>
      ))}
    </>
  );
}

/** What its labels do not say: set apart, so that nobody takes it for what was scraped. */
function Inferred({ labels }: { readonly labels: NonNullable<SeriesRow['inferred']> }) {
  return (
    <p className="hs-series-labels hs-series-inferred" title={words.inferredHow} data-testid="series-inferred">
      <span className="hs-t3">{words.inferred} </span>
      {labels.map(([name, value]) => (
        <span key={name} className="hs-series-label">
          <span className="hs-t3">{name}=</span>
          <bdi>{value}</bdi>{' '}
        </span>
      ))}
    </p>
  );
}

interface CopyProps {
  readonly text: string;
  readonly words: string;
  readonly label: string;
  readonly tabIndex: number;
}

function Copy({ text, words: shown, label, tabIndex }: CopyProps) {
  return (
    <button
      type="button"
      className="hs-link"
      tabIndex={tabIndex}
      onClick={() => tellShell({ type: 'copy', text })}
      aria-label={label}
      title={`${label}\n${text}`}
    >
      {shown}
    </button>
  );
}

/** "202.6 MiB" for bytes, "3 h 5 min" for seconds, as the names say by convention; nothing where it would repeat the value. */
function inUnit({ name, value }: SeriesRow, { unit }: ShownFamily): string | undefined {
  const number = Number(value);
  if (!Number.isFinite(number) || /_(bucket|count)$/.test(name)) return undefined;
  const stem = name.replace(/_(total|sum)$/, '');
  if (unit === 'bytes' || stem.endsWith('_bytes')) return Math.abs(number) < 1024 ? undefined : formatValue(number, 'bytes');
  if ((unit === 'seconds' || stem.endsWith('_seconds')) && !/timestamp|_time_seconds$/.test(stem))
    return Math.abs(number) < 60 ? undefined : formatValue(number, 'seconds');
  return undefined;
}
