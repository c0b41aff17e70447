import { middleOf } from '../../series/middle';
/** Samples of one series, times ascending. */
export interface TimedValues {
  readonly timesMs: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

export interface ComparedSources {
  /** As the component itself said it. */
  readonly direct: TimedValues;
  /** As a Prometheus kept it. */
  readonly kept: TimedValues;
  /** When the component was read directly, ascending. */
  readonly readsMs: ArrayLike<number>;
  readonly gap: { readonly fromMs: number; readonly toMs: number };
}

/** What the one source had and the other had not. Times in milliseconds. */
export interface SourceDifference {
  /** Samples strictly inside the gap. */
  readonly inGap: { readonly direct: number; readonly kept: number };
  /** Lowest and highest that was read directly in the gap. */
  readonly range?: { readonly low: number; readonly high: number };
  /** The last that was kept before the gap. */
  readonly lastKept?: number;
  /** The middle age that each source's newest sample had when it was read, outside of the gap. */
  readonly age?: { readonly directMs: number; readonly keptMs: number };
  /** The highest age of what was kept, at a read in the gap. */
  readonly oldestMs?: number;
  /** Samples of one and the same moment in both, and how many of them have another value. */
  readonly same: number;
  readonly differ: number;
}

/** The same series out of two sources: what the gap hid, how old each was, and whether they say the same. */
export function sourceDifference({ direct, kept, readsMs, gap }: ComparedSources): SourceDifference {
  const isIn = (atMs: number) => atMs > gap.fromMs && atMs < gap.toMs;
  const hidden = indexesOf(direct.timesMs, isIn).map((i) => direct.values[i] ?? 0);
  const lastKept = newestUpTo(kept.timesMs, gap.fromMs);
  const ages = Array.from(readsMs, (atMs) => ({ atMs, directMs: ageAt(direct, atMs), keptMs: ageAt(kept, atMs) }));
  const known = ages.filter(({ atMs, directMs, keptMs }) => !isIn(atMs) && directMs !== undefined && keptMs !== undefined);
  const inside = ages.flatMap(({ atMs, keptMs }) => (isIn(atMs) && keptMs !== undefined ? [keptMs] : []));
  return {
    inGap: { direct: hidden.length, kept: indexesOf(kept.timesMs, isIn).length },
    ...(hidden.length === 0 ? {} : { range: { low: Math.min(...hidden), high: Math.max(...hidden) } }),
    ...(lastKept === -1 ? {} : { lastKept: kept.values[lastKept] ?? 0 }),
    ...(known.length === 0
      ? {}
      : {
          age: {
            directMs: middleOf(known.map(({ directMs }) => directMs ?? 0)) ?? 0,
            keptMs: middleOf(known.map(({ keptMs }) => keptMs ?? 0)) ?? 0,
          },
        }),
    ...(inside.length === 0 ? {} : { oldestMs: Math.max(...inside) }),
    ...agreement(direct, kept),
  };
}

function agreement(direct: TimedValues, kept: TimedValues): Pick<SourceDifference, 'same' | 'differ'> {
  const byTime = new Map(Array.from(kept.timesMs, (atMs, i) => [atMs, kept.values[i]] as const));
  const both = indexesOf(direct.timesMs, (atMs) => byTime.has(atMs));
  return { same: both.length, differ: both.filter((i) => !Object.is(direct.values[i], byTime.get(direct.timesMs[i] ?? 0))).length };
}

function ageAt({ timesMs }: TimedValues, atMs: number): number | undefined {
  const newest = newestUpTo(timesMs, atMs);
  return newest === -1 ? undefined : atMs - (timesMs[newest] ?? 0);
}

/** The last index whose time is not after; -1: none. */
function newestUpTo(timesMs: ArrayLike<number>, atMs: number): number {
  let [low, high] = [0, timesMs.length];
  while (low < high) {
    const half = (low + high) >>> 1;
    if ((timesMs[half] ?? 0) <= atMs) low = half + 1;
    else high = half;
  }
  return low - 1;
}

function indexesOf(timesMs: ArrayLike<number>, holds: (atMs: number) => boolean): readonly number[] {
  return Array.from(timesMs, (atMs, i) => (holds(atMs) ? i : -1)).filter((i) => i >= 0);
}
