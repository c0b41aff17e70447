import type { Samples } from './storage';
import { mean, preciseSum, variance } from './sums';

/** The window that a range function looks at: (startMs, endMs]. */
export interface Window extends Samples {
  readonly startMs: number;
  readonly endMs: number;
}

/** Undefined: no result for this series. */
export type RangeFunction = (window: Window) => number | undefined;

/**
 * rate, increase and delta: the difference of the last and first sample, counter resets added back, extrapolated to the
 * borders of the window as Prometheus does: at most 1.1 average distances beyond the samples, else half of one, and a
 * counter never below zero (promql/functions.go extrapolatedRate).
 */
function extrapolated(window: Window, counter: boolean, perSeconds = 1): number | undefined {
  const { timesMs, values } = window;
  const last = values.length - 1;
  if (last < 1) return undefined;
  const firstValue = values[0] ?? 0;
  const difference = (values[last] ?? 0) - firstValue + (counter ? resetSum(values) : 0);
  const sampled = ((timesMs[last] ?? 0) - (timesMs[0] ?? 0)) / 1000;
  const average = sampled / last;
  const start = clipped(((timesMs[0] ?? 0) - window.startMs) / 1000, average);
  const end = clipped((window.endMs - (timesMs[last] ?? 0)) / 1000, average);
  const toZero = counter && difference > 0 && firstValue >= 0 ? sampled * (firstValue / difference) : start;
  return difference * ((sampled + Math.min(start, toZero) + end) / sampled / perSeconds);
}

function clipped(distance: number, average: number): number {
  return distance >= average * 1.1 ? average / 2 : distance;
}

/** What the counter had counted before each reset. */
function resetSum(values: Float64Array): number {
  let sum = 0;
  for (let i = 1; i < values.length; i++) {
    const previous = values[i - 1] ?? 0;
    if ((values[i] ?? 0) < previous) sum += previous;
  }
  return sum;
}

/** irate and idelta: the last two samples alone. */
function instant(window: Window, rate: boolean): number | undefined {
  const { timesMs, values } = window;
  const last = values.length - 1;
  if (last < 1) return undefined;
  const seconds = ((timesMs[last] ?? 0) - (timesMs[last - 1] ?? 0)) / 1000;
  if (seconds === 0) return undefined;
  const now = values[last] ?? 0;
  const before = values[last - 1] ?? 0;
  if (!rate) return now - before;
  return (now < before ? now : now - before) / seconds;
}

function count(values: Float64Array, differs: (now: number, before: number) => boolean): number {
  let found = 0;
  for (let i = 1; i < values.length; i++) if (differs(values[i] ?? 0, values[i - 1] ?? 0)) found++;
  return found;
}

/** Least squares; `interceptMs` is the moment whose value is asked for. */
export function regression(window: Window, interceptMs: number): { slope: number; value: number } | undefined {
  const { timesMs, values } = window;
  const n = values.length;
  if (n < 2) return undefined;
  const seconds = Array.from(timesMs, (time) => (time - interceptMs) / 1000);
  if (values.every((value) => value === values[0])) return { slope: 0, value: values[0] ?? 0 };
  const sumX = preciseSum(seconds);
  const sumY = preciseSum(values);
  const covariance = preciseSum(seconds.map((x, i) => x * (values[i] ?? 0))) - (sumX * sumY) / n;
  const slope = covariance / (preciseSum(seconds.map((x) => x * x)) - (sumX * sumX) / n);
  return { slope, value: sumY / n - (slope * sumX) / n };
}

function extreme(values: Float64Array, better: (a: number, b: number) => boolean): number {
  let best = values[0] ?? Number.NaN;
  for (const value of values) if (better(value, best) || Number.isNaN(best)) best = value;
  return best;
}

function overTime(fold: (values: Float64Array) => number): RangeFunction {
  return (window) => (window.values.length === 0 ? undefined : fold(window.values));
}

const changed = (now: number, before: number): boolean => now !== before && !(Number.isNaN(now) && Number.isNaN(before));

/** Functions of one range vector, by name. `quantile_over_time`, `predict_linear` and `absent_over_time` take more and stand elsewhere. */
export const RANGE_FUNCTIONS: Readonly<Record<string, RangeFunction>> = {
  rate: (window) => extrapolated(window, true, (window.endMs - window.startMs) / 1000),
  increase: (window) => extrapolated(window, true),
  delta: (window) => extrapolated(window, false),
  irate: (window) => instant(window, true),
  idelta: (window) => instant(window, false),
  deriv: (window) => regression(window, window.timesMs[0] ?? 0)?.slope,
  changes: overTime((values) => count(values, changed)),
  resets: overTime((values) => count(values, (now, before) => now < before)),
  avg_over_time: overTime(mean),
  sum_over_time: overTime(preciseSum),
  min_over_time: overTime((values) => extreme(values, (a, b) => a < b)),
  max_over_time: overTime((values) => extreme(values, (a, b) => a > b)),
  count_over_time: overTime((values) => values.length),
  last_over_time: overTime((values) => values[values.length - 1] ?? Number.NaN),
  present_over_time: overTime(() => 1),
  stddev_over_time: overTime((values) => Math.sqrt(variance(values))),
  stdvar_over_time: overTime(variance),
};
