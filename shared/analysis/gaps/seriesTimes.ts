export interface SeriesTimes {
  /** Times of the samples, in any order; what is no number is left out. */
  readonly samplesMs: readonly number[];
  /** The scrape interval. */
  readonly intervalMs: number;
  /** What is looked at, both ends included; samples outside are left out. */
  readonly startMs: number;
  readonly endMs: number;
  /** The target's own `up`, scraped at the same ticks. */
  readonly up?: readonly { readonly atMs: number; readonly value: 0 | 1 }[];
  /** Another series of the same target. */
  readonly siblingsMs?: readonly number[];
  /** Ticks whose samples the scraper refused: out of order, duplicate, too old, limit. */
  readonly rejectedMs?: readonly number[];
  /** Explicit timestamps: the longest healthy period of the producer (cAdvisor: 30 s), not the median. */
  readonly producerPeriodMs?: number;
}

export type GapCause = 'target-down' | 'series-vanished' | 'scraper-stopped' | 'late' | 'rejected' | 'unknown';

/** Where samples are missing. A side that is absent is open: the start or the end of what was looked at stands in for it. */
export interface Gap {
  readonly lastBeforeMs?: number;
  readonly firstAfterMs?: number;
  /** Samples that should be there; a lower bound where a side is open; 0 where the sample was only late. */
  readonly missed: number;
  readonly cause: GapCause;
}
