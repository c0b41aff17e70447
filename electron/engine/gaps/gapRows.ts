import type { GapFrame, GapMark, GapRow, GapStop } from '../../../shared/contract/gaps';
import type { Health } from '../../../shared/model/health';
import { middleOf } from '../../../shared/series/middle';
import type { TargetCount } from './readPlan';
import type { Scan, ScannedTarget } from './scan';

/** More scrapes than this are no ticks on a lane any more: it is drawn as a bar. */
export const MOST_TICKS = 400;
/** A producer of containers' numbers looks up to 30 s apart: scraped more often than this it brings the same again. */
const CADVISOR_PACE_MS = 10_000;

/** The rows of a scan, worst first. */
export function gapRows(scan: Scan): readonly GapRow[] {
  return scan.targets.map((target) => rowOf(target, scan)).sort(worseFirst);
}

function worseFirst(a: GapRow, b: GapRow): number {
  return b.own - a.own || b.longestMs - a.longestMs || a.job.localeCompare(b.job) || a.name.localeCompare(b.name);
}

function rowOf({ known, ticks, gaps, wellMs }: ScannedTarget, { fromMs, toMs }: Scan): GapRow {
  const counted = gaps.filter(({ cause, openAfter }) => !(cause === 'pod-replaced' && openAfter));
  const lost = counted.reduce((sum, { missed }) => sum + missed, 0);
  const own = counted.reduce((sum, { missed, ofAll }) => sum + (ofAll ? 0 : missed), 0);
  const inSpan = wellMs.filter((atMs) => atMs >= fromMs && atMs <= toMs);
  return {
    key: known.key,
    job: known.job,
    name: known.target.name,
    instance: known.target.instance,
    // Listed, and never scraped in this time: nothing was seen of it.
    state: wellMs.length === 0 && gaps.length === 0 ? 'unknown' : stateOf(gaps, own, toMs),
    intervalMs: ticks.intervalMs,
    expected: ticks.expected,
    onTime: ticks.onTime,
    late: ticks.late,
    lost,
    own,
    longestMs: gaps.reduce((most, gap) => Math.max(most, gap.toMs - gap.fromMs), 0),
    gaps: gaps.map((gap) => markOf(gap, toMs)),
    ...(inSpan.length <= MOST_TICKS ? { ticks: inSpan } : {}),
    ...noteOf(known.card, ticks.intervalMs),
  };
}

/** An open gap goes on to the end of the lane: its newest scrape is not in yet. */
export function markOf(
  { id, fromMs, toMs, missed, cause, ofAll, openAfter }: GapMark & { readonly openAfter: boolean },
  endMs: number,
): GapMark {
  return { id, fromMs, toMs: openAfter ? Math.max(toMs, endMs) : toMs, missed, cause, ofAll };
}

/** Broken while it fails now, degraded where it lost something of its own. */
function stateOf(gaps: ScannedTarget['gaps'], own: number, toMs: number): Health {
  const last = gaps[gaps.length - 1];
  const openNow = last?.openAfter === true && toMs - last.toMs < 2 * last.intervalMs + 1_000;
  if (openNow && last.cause === 'pod-replaced') return 'absent';
  if (openNow && last.missed > 1) return 'broken';
  return own > 0 ? 'degraded' : 'ok';
}

function noteOf(card: string | undefined, intervalMs: number): { readonly note?: string } {
  if (card !== 'cadvisor' || intervalMs >= CADVISOR_PACE_MS) return {};
  return { note: 'cAdvisor looks at containers 10 to 30 s apart: scraped more often it brings the same samples again, which is no gap.' };
}

export function gapStops(scan: Scan): readonly GapStop[] {
  return scan.stops.map(({ fromMs, toMs, gap, targets }) => ({ id: gap.id, fromMs, toMs, cause: gap.cause, targets }));
}

/** What most targets have. */
export function usualPace(scan: Scan): Pick<GapFrame, 'intervalMs' | 'jitterMs'> {
  const intervals = scan.targets.map(({ ticks }) => ticks.intervalMs).filter((ms) => ms > 0);
  if (intervals.length === 0) return {};
  const counts = new Map<number, number>();
  for (const ms of intervals) counts.set(ms, (counts.get(ms) ?? 0) + 1);
  const [intervalMs = 0] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  const jitters = Float64Array.from(scan.targets.flatMap(({ ticks }) => (ticks.intervalMs === intervalMs ? [ticks.jitterMs] : []))).sort();
  return { intervalMs, jitterMs: jitters[Math.floor(jitters.length * 0.9)] ?? 0 };
}

/** Targets that were only counted stand between those that were read, by what they lost. */
export function allRows(
  rows: readonly GapRow[],
  counts: readonly TargetCount[] | undefined,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): GapRow[] {
  if (counts === undefined) return [...rows];
  const read = new Set(rows.map(({ key }) => key));
  const usual = middleOf(counts.map(({ scrapes }) => scrapes)) ?? 0;
  const counted = counts
    .filter(({ key }) => !read.has(key))
    .map(({ key, labels, scrapes, well }): GapRow => {
      const own = Math.max(0, scrapes - well);
      return {
        key,
        job: labels['job'] ?? '',
        name: labels['node'] ?? labels['pod'] ?? labels['instance'] ?? '',
        instance: labels['instance'] ?? '',
        state: own > 0 ? 'degraded' : 'ok',
        intervalMs: scrapes === 0 ? 0 : (toMs - fromMs) / scrapes,
        expected: Math.max(scrapes, usual),
        onTime: well,
        late: 0,
        lost: Math.max(own, usual - well),
        own,
        longestMs: 0,
        gaps: [],
        counted: true,
      };
    });
  return [...rows, ...counted].sort(worseFirst);
}
