import type { Labels } from './labels';
import { matchesAll } from './matcher';
import type { Point, Samples, SeriesStorage, StoredSeries } from './storage';

/** A series as plain arrays, times ascending; `undefined` for a value is a stale marker. */
export interface ArraySeries {
  readonly labels: Labels;
  readonly timesMs: readonly number[];
  readonly values: readonly (number | undefined)[];
}

/** A storage over values at hand: for tests, and for evaluating a query on what another Prometheus answered. */
export function arrayStorage(all: readonly ArraySeries[]): SeriesStorage {
  const series = all.map(storedSeries);
  return { select: (matchers) => series.filter(({ labels }) => matchesAll(labels, matchers)) };
}

function storedSeries({ labels, timesMs, values }: ArraySeries): StoredSeries {
  return {
    labels,
    latest: (atMs, lookbackMs) => latest(timesMs, values, atMs, lookbackMs),
    window: (afterMs, untilMs) => windowOf(timesMs, values, afterMs, untilMs),
  };
}

function latest(timesMs: readonly number[], values: readonly (number | undefined)[], atMs: number, lookbackMs: number): Point | undefined {
  for (let i = timesMs.length - 1; i >= 0; i--) {
    const timeMs = timesMs[i] ?? 0;
    if (timeMs > atMs) continue;
    const value = values[i];
    return timeMs <= atMs - lookbackMs || value === undefined ? undefined : { timeMs, value };
  }
  return undefined;
}

function windowOf(timesMs: readonly number[], values: readonly (number | undefined)[], afterMs: number, untilMs: number): Samples {
  const inside = timesMs
    .map((time, i) => ({ time, value: values[i] }))
    .filter(({ time, value }) => time > afterMs && time <= untilMs && value !== undefined);
  return { timesMs: Float64Array.from(inside, ({ time }) => time), values: Float64Array.from(inside, ({ value }) => value ?? Number.NaN) };
}
