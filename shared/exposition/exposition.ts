import type { Result } from '../model/result';

/** What a component exposes, read: families by the name on their TYPE, HELP or UNIT line, samples in their order. */
export interface Exposition {
  readonly families: ReadonlyMap<string, Family>;
  /** Made anew on each call. */
  samples(): Iterable<Sample>;
  readonly sampleCount: number;
}

/** An exposition that was read from a text, which it can quote. */
export interface ReadExposition extends Exposition {
  readonly columns: SampleColumns;
  /** What the series in the columns are called. */
  readonly catalogue: SeriesCatalogue;
  /** Only those whose name is wanted, which is asked once for each name. */
  samplesNamed(wanted: (name: string) => boolean): Iterable<Sample>;
  /** How many samples have each name, in the order of the first of each. */
  counts(): ReadonlyMap<string, number>;
  /** Which line (from 1) the samples at these indexes (ascending, as samples() counts) begin on, and that line as written. */
  linesOf(indexes: readonly number[]): readonly ExposedLine[];
  /** What OpenMetrics samples show beside their value, in their order. */
  readonly exemplars: readonly Exemplar[];
}

/** Samples in columns, in their order: the first `count` places of each. */
export interface SampleColumns {
  readonly count: number;
  /** Of each sample its series' number. */
  readonly series: Int32Array;
  readonly values: Float64Array;
  /** Milliseconds, NaN where a sample has none; undefined where none has. */
  readonly timestampsMs: Float64Array | undefined;
}

export interface SeriesCatalogue {
  nameOf(series: number): string;
  /** Without __name__. */
  labelsOf(series: number): Record<string, string>;
}

/** What came of reading an exposition: whole or not at all. */
export type Reading = Result<ReadExposition, ParseError>;

export interface Exemplar {
  /** Which sample it stands on, as samples() counts. */
  readonly sample: number;
  readonly labels: Record<string, string>;
  readonly value: number;
  readonly timestampMs?: number;
}

export interface ExposedLine {
  readonly line: number;
  readonly text: string;
}

export interface Family {
  /** counter, gauge, histogram, summary, gaugehistogram, info, stateset or unknown (which the text format calls untyped). */
  readonly type?: string;
  readonly help?: string;
  readonly unit?: string;
}

export interface Sample {
  readonly name: string;
  /** Without __name__; values as written, `le` and `quantile` too. */
  readonly labels: Record<string, string>;
  readonly value: number;
  readonly timestampMs?: number;
}

export interface ParseError {
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  readonly message: string;
}
