import type { GapFrame, GapRow } from '../../../shared/contract/gaps';
import { formatCount } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';

const t = texts.gaps;

export type GapItem =
  | { readonly kind: 'group'; readonly key: string; readonly job: string; readonly count: number; readonly trouble?: string }
  | { readonly kind: 'row'; readonly key: string; readonly row: GapRow }
  /** Rows of a job that lost nothing of their own, as one. */
  | { readonly kind: 'fold'; readonly key: string; readonly job: string; readonly rows: readonly GapRow[]; readonly first: GapRow };

/** Px that a row takes, and the head of a job; gaps.css has them too. */
export const ROW_HEIGHT = 25;
const GROUP_HEIGHT = 24;
/** Fewer than this are not folded. */
const LEAST_FOLDED = 4;

/** Rows of the view: jobs with their targets below, worst first in each, those that are well folded. */
export function gapItems(
  { rows, series }: Pick<GapFrame, 'rows' | 'series'>,
  order: 'worst' | 'job',
  unfolded: ReadonlySet<string>,
): readonly GapItem[] {
  const byJob = new Map<string, GapRow[]>();
  for (const row of rows) {
    const some = byJob.get(row.job);
    if (some === undefined) byJob.set(row.job, [row]);
    else some.push(row);
  }
  const jobs = [...byJob];
  if (order === 'job') jobs.sort(([a], [b]) => a.localeCompare(b));
  const ofJobs = jobs.flatMap(([job, some]): readonly GapItem[] => [
    { kind: 'group', key: `job ${job}`, job, count: some.length },
    ...itemsOf(job, some, unfolded),
  ]);
  return [...seriesItems(series), ...ofJobs];
}

/** The series asked for stand first, none of them folded. */
function seriesItems(series: GapFrame['series']): readonly GapItem[] {
  if (series === undefined) return [];
  const { selector, rows, trouble } = series;
  const head: GapItem = { kind: 'group', key: 'series', job: selector, count: rows.length, ...(trouble === undefined ? {} : { trouble }) };
  return [head, ...rows.map((row) => ({ kind: 'row' as const, key: row.key, row }))];
}

function itemsOf(job: string, rows: readonly GapRow[], unfolded: ReadonlySet<string>): readonly GapItem[] {
  const well = rows.filter(isWell);
  const [first] = well;
  const fold = first !== undefined && well.length >= LEAST_FOLDED && !unfolded.has(job);
  const single = fold ? rows.filter((row) => !isWell(row)) : rows;
  const items = single.map((row) => ({ kind: 'row' as const, key: row.key, row }));
  return fold ? [...items, { kind: 'fold', key: `fold ${job}`, job, rows: well, first }] : items;
}

function isWell({ own, state }: GapRow): boolean {
  return own === 0 && state === 'ok';
}

/** Where each item begins, in px from the first, and where the last one ends. */
export function topsOf(items: readonly GapItem[]): readonly number[] {
  const tops = [0];
  for (const { kind } of items) tops.push((tops[tops.length - 1] ?? 0) + (kind === 'group' ? GROUP_HEIGHT : ROW_HEIGHT));
  return tops;
}

/** Whether the gap that is open is the item's: what all targets lost at once is nobody's. */
export function selectedIn(item: GapItem, open: string | undefined): boolean {
  return item.kind === 'row' && item.row.gaps.some(({ id, ofAll }) => !ofAll && id === open);
}

/** Gaps of a row that are its own, in order of time: what the arrow keys go through. */
export function ownGaps({ gaps }: GapRow): GapRow['gaps'] {
  const own = gaps.filter(({ ofAll }) => !ofAll);
  return own.length > 0 ? own : gaps;
}

/** What stands beside the name of a job. */
export function groupText({ key, count, trouble }: Extract<GapItem, { kind: 'group' }>): string {
  if (trouble !== undefined) return trouble;
  return key === 'series' ? t.seriesFound(formatCount(count)) : t.targets(formatCount(count), count === 1);
}

/** The row of a target; of those that are one, their first with what they lost together. */
export function shownRow(item: Exclude<GapItem, { kind: 'group' }>): GapRow {
  if (item.kind === 'row') return item.row;
  return { ...item.first, name: t.more(formatCount(item.rows.length)), lost: item.rows.reduce((sum, { lost }) => sum + lost, 0) };
}
