import type { Labels } from './labels';
import type { Matcher } from './matcher';

export interface Point {
  readonly timeMs: number;
  readonly value: number;
}

/** Samples of one series, times ascending, as long as each other. No stale markers. */
export interface Samples {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
}

/** One stored series, name included in `labels`. */
export interface StoredSeries {
  readonly labels: Labels;
  /** The last sample in (atMs - lookbackMs, atMs]; none where that is a stale marker. */
  latest(atMs: number, lookbackMs: number): Point | undefined;
  /** The samples in (afterMs, untilMs], stale markers left out. */
  window(afterMs: number, untilMs: number): Samples;
}

/** What queries read. */
export interface SeriesStorage {
  /** Series that match all of the matchers, in the order in which they came to be. */
  select(matchers: readonly Matcher[]): readonly StoredSeries[];
}
