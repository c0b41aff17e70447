import { middleOf } from '../../series/middle';
import { findGaps } from '../gaps';
import { type IntervalStretch, intervalStretches } from './intervals';
import { jitterMs } from './jitter';
import type { GapScene, Scrape } from './scene';

/** One gap of a target before its cause is looked for. */
export type TargetGap = Pick<
  GapScene,
  'fromMs' | 'toMs' | 'openBefore' | 'openAfter' | 'intervalMs' | 'gone' | 'missed' | 'failed' | 'before' | 'after'
>;

/** How a target was scraped over a stretch of time. */
export interface TargetTicks {
  readonly expected: number;
  readonly onTime: number;
  readonly late: number;
  /** No scrape recorded. */
  readonly missed: number;
  /** Scrapes that failed: up 0. */
  readonly failed: number;
  /** Scraped well, and half of its samples or more not there. */
  readonly emptied: number;
  /** Learnt: how far scrapes are from their ticks. */
  readonly jitterMs: number;
  readonly intervalMs: number;
  readonly gaps: readonly TargetGap[];
}

export interface TargetLook {
  /** In order of time. */
  readonly scrapes: readonly Scrape[];
  /** As configured now. */
  readonly intervalMs: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** A scrape that keeps less than this part of the usual is a gap of the series, not their coming and going. */
const EMPTIED = 0.5;

/** What of a target's scrapes came, came late, failed or is missing. Without an interval nothing is expected. */
export function targetTicks({ scrapes, intervalMs, startMs, endMs }: TargetLook): TargetTicks {
  const seen = scrapes.filter(({ atMs }) => atMs >= startMs && atMs <= endMs);
  const times = seen.map(({ atMs }) => atMs);
  const stretches = intervalMs > 0 && endMs > startMs ? intervalStretches(times, intervalMs, startMs, endMs) : [];
  const unscraped = stretches.flatMap((stretch) => notScraped(seen, times, stretch, { startMs, endMs }));
  const stopped = unscraped.filter(({ missed }) => missed > 0);
  const failed = runs(seen, stopped, ({ up }) => up === 0, 'answers', intervalMs, { startMs, endMs });
  const usual = usualKept(seen);
  const isEmptied = ({ up, kept }: Scrape) => up === 1 && kept !== undefined && usual > 1 && kept < EMPTIED * usual;
  const emptied = runs(seen, stopped, isEmptied, 'samples', intervalMs, { startMs, endMs }).filter(
    ({ before, after }) => before?.up === 1 && after?.up === 1,
  );
  const gaps = [...stopped, ...failed, ...emptied].sort((a, b) => a.fromMs - b.fromMs);
  const sum = (some: readonly TargetGap[]) => some.reduce((total, { missed }) => total + missed, 0);
  const [missed, lost, empty] = [sum(stopped), sum(failed), sum(emptied)];
  const late = unscraped.length - stopped.length;
  return {
    expected: seen.length + missed,
    onTime: seen.length - lost - empty - late,
    late,
    missed,
    failed: lost,
    emptied: empty,
    jitterMs: jitterMs(times, intervalMs, 1.5 * intervalMs) / 4,
    intervalMs,
    gaps,
  };
}

/** A gap on the edge between two intervals belongs to the one it begins in: the other side only sees its own samples. */
function notScraped(
  seen: readonly Scrape[],
  times: readonly number[],
  { fromMs, toMs, intervalMs }: IntervalStretch,
  whole: { readonly startMs: number; readonly endMs: number },
): readonly TargetGap[] {
  return findGaps({ samplesMs: times, intervalMs, startMs: fromMs, endMs: toMs }).map((gap) => {
    const before = seen.find(({ atMs }) => atMs === gap.lastBeforeMs);
    const after = seen.find(({ atMs }) => atMs === gap.firstAfterMs);
    const [from, to] = [gap.lastBeforeMs ?? fromMs, gap.firstAfterMs ?? toMs];
    return {
      fromMs: from,
      toMs: to,
      openBefore: gap.lastBeforeMs === undefined && fromMs === whole.startMs,
      openAfter: gap.firstAfterMs === undefined && toMs === whole.endMs,
      intervalMs,
      gone: 'scrapes',
      missed: gap.cause === 'late' ? 0 : gap.missed,
      failed: [],
      ...(before ? { before } : {}),
      ...(after ? { after } : {}),
    };
  });
}

/** Scrapes in a row that all are so, not parted by a time without scrapes. */
function runs(
  seen: readonly Scrape[],
  stopped: readonly TargetGap[],
  is: (scrape: Scrape) => boolean,
  gone: TargetGap['gone'],
  intervalMs: number,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
): readonly TargetGap[] {
  const found: TargetGap[] = [];
  const breaks = new Set(stopped.flatMap(({ before }) => before?.atMs ?? []));
  let run: Scrape[] = [];
  let firstAt = 0;
  seen.forEach((scrape, i) => {
    if (is(scrape)) {
      if (run.length === 0) firstAt = i;
      run.push(scrape);
    }
    const next = seen[i + 1];
    if (run.length === 0 || (next !== undefined && is(next) && !breaks.has(scrape.atMs))) return;
    const before = seen[firstAt - 1];
    const broken = breaks.has(scrape.atMs);
    found.push({
      fromMs: before?.atMs ?? Math.max(startMs, (run[0]?.atMs ?? startMs) - intervalMs),
      toMs: broken ? scrape.atMs : (next?.atMs ?? endMs),
      openBefore: before === undefined,
      openAfter: next === undefined,
      intervalMs,
      gone,
      missed: run.length,
      failed: run,
      ...(before ? { before } : {}),
      ...(next ? { after: next } : {}),
    });
    run = [];
  });
  return found;
}

/** The middle of what the good scrapes kept. */
function usualKept(seen: readonly Scrape[]): number {
  const kept = seen.flatMap(({ up, kept: some }) => (up === 1 && some !== undefined ? [some] : []));
  return middleOf(kept) ?? 0;
}
