import type { BenchRow } from '../../../shared/contract/bench';
import { texts } from '../../texts/catalogue';
import { FateGlyph } from './FateGlyph';

const t = texts.bench;

interface BenchRowCellsProps {
  readonly row: BenchRow;
  readonly index: number;
  readonly of: number;
  readonly isChosen: boolean;
  readonly top: number;
  readonly height: number;
  readonly onChoose: (row: BenchRow) => void;
}

/** One series or target: what becomes of it, by which rule, and what the cluster's own rules make of it where that differs. */
export function BenchRowCells({ row, index, of, isChosen, top, height, onChoose }: BenchRowCellsProps) {
  const { now, rule, text, after, because } = row;
  const differs = differsWords(row);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list around it has the keys.
    <div
      id={`bench-row-${index}`}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      aria-setsize={of}
      aria-posinset={index + 1}
      className={isChosen ? 'hs-bench-row hs-bench-chosen' : 'hs-bench-row'}
      style={{ transform: `translateY(${top}px)`, height }}
      onClick={() => onChoose(row)}
      title={[text, after, because].filter(Boolean).join('\n')}
      data-state={now}
    >
      <span className="hs-bench-fate">
        <FateGlyph fate={now} />
        {t.states[now]}
        {rule === undefined ? null : <span className="hs-t3">{t.byRule(rule + 1)}</span>}
      </span>
      <span className="hs-bench-text">
        <code className="hs-ellipsis">{text}</code>
        {after === undefined ? null : (
          <code className="hs-ellipsis hs-t2">
            <span aria-hidden="true">→ </span>
            <span className="hs-hidden">{t.becomes} </span>
            {after}
          </code>
        )}
      </span>
      {row.collides ? <b className="hs-bench-mark hs-is-degraded">{t.collides}</b> : null}
      {differs === undefined ? null : <b className="hs-bench-mark hs-bench-differs">{differs}</b>}
    </div>
  );
}

/** What the cluster's own rules make of it; undefined: the same. */
function differsWords({ differs, now, own }: BenchRow): string | undefined {
  if (!differs) return undefined;
  return now === own ? t.wasOther : t.was(t.states[own]);
}
