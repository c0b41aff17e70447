import { formatDuration } from '../../../shared/model/format';
import type { Report } from '../../../shared/report/schema';

const HEADS = ['GAP', 'FROM', 'LENGTH', 'MISSED', 'CAUSE', 'BECAUSE'] as const;
/** In a terminal; the JSON has them all. */
const MOST_LINES = 60;

/** Gaps as a table for a terminal, in their order, with what each cost below it. */
export function gapLines(gaps: Report['gaps']): readonly string[] {
  const shown = gaps.slice(0, MOST_LINES);
  const rows = shown.map((gap) => [
    gap.target ?? gap.series ?? 'every target',
    gap.from.slice(11, 19),
    gap.to === undefined ? 'open' : formatDuration((Date.parse(gap.to) - Date.parse(gap.from)) / 1_000),
    String(gap.missed),
    gap.cause,
    [gap.because, ...gap.cost.windows.slice(0, 1), ...gap.cost.rules.slice(0, 2), ...gap.cost.hpas.slice(0, 1)].join(' | '),
  ]);
  const widths = HEADS.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === HEADS.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  const more = gaps.length > shown.length ? [`and ${gaps.length - shown.length} more (--json has them all)`] : [];
  return [line(HEADS), ...rows.map(line), ...more];
}
