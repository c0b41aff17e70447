/** A stretch in which scrapes came at one interval. */
export interface IntervalStretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly intervalMs: number;
}

/** So many steady distances make an interval of their own; fewer are gaps. */
const STEADY = 4;
/** Distances this part apart are one interval. */
const SAME = 0.1;

/**
 * The stretches of one target's scrapes by interval: the one that is configured now, and before it what four or more
 * equal distances in a row show it was. `timesMs` ascend; they are of every scrape, failed ones too. Never empty.
 */
export function intervalStretches(
  timesMs: readonly number[],
  intervalMs: number,
  startMs: number,
  endMs: number,
): readonly IntervalStretch[] {
  const found: { fromMs: number; toMs: number; intervalMs: number }[] = [];
  let from = 0;
  for (let i = 1; i <= timesMs.length; i++) {
    const steady = i < timesMs.length && i > from + 1 && alike(distance(timesMs, i), distance(timesMs, from + 1));
    if (steady || i === from + 1) continue;
    const length = distance(timesMs, from + 1);
    if (i - 1 - from >= STEADY && !alike(length, intervalMs))
      found.push({ fromMs: timesMs[from] ?? 0, toMs: timesMs[i - 1] ?? 0, intervalMs: Math.round(length) });
    from = i - 1;
  }
  return between(found, intervalMs, startMs, endMs);
}

function distance(timesMs: readonly number[], i: number): number {
  return (timesMs[i] ?? 0) - (timesMs[i - 1] ?? 0);
}

function alike(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME * Math.max(a, b);
}

/** What lies between stretches of another interval has the configured one. */
function between(found: readonly IntervalStretch[], intervalMs: number, startMs: number, endMs: number): readonly IntervalStretch[] {
  const all: IntervalStretch[] = [];
  let fromMs = startMs;
  for (const stretch of found) {
    if (stretch.fromMs > fromMs) all.push({ fromMs, toMs: stretch.fromMs, intervalMs });
    all.push(all.length === 0 && stretch.fromMs - startMs < stretch.intervalMs * 1.5 ? { ...stretch, fromMs: startMs } : stretch);
    fromMs = stretch.toMs;
  }
  if (fromMs < endMs || all.length === 0) all.push({ fromMs, toMs: endMs, intervalMs });
  return all;
}
