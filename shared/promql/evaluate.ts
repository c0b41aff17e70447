import { failed, ok, type Result } from '../model/result';
import type { Expr } from './ast';
import { type EvalContext, evaluateAt } from './evaluateAt';
import { compareLabels, type Labels, labelsKey } from './labels';
import { parseQuery, type QueryError } from './parse';
import type { SeriesStorage } from './storage';
import { ExecutionFailure, type MatrixSeries, type Value } from './value';

export interface QueryOptions {
  /** How far back an instant selector looks; Prometheus' own default is 5 minutes. */
  readonly lookbackMs?: number;
  /** Step of a subquery that gives none: the global evaluation interval, 1 minute by default. */
  readonly defaultStepMs?: number;
}

const LOOKBACK_MS = 300_000;
const DEFAULT_STEP_MS = 60_000;

/** The query at one moment. A matrix comes for range selectors: raw samples, sorted by labels. */
export function queryInstant(storage: SeriesStorage, query: string, timeMs: number, options: QueryOptions = {}): Result<Value, QueryError> {
  const parsed = parseQuery(query);
  return parsed.ok ? evaluateInstant(storage, parsed.value, timeMs, options) : parsed;
}

export function evaluateInstant(storage: SeriesStorage, expr: Expr, timeMs: number, options: QueryOptions = {}): Result<Value, QueryError> {
  const context = contextOf(storage, { startMs: timeMs, endMs: timeMs }, options);
  return guarded(() => {
    const value = evaluateAt(expr, timeMs, context);
    if (value.kind === 'matrix') return { kind: 'matrix', series: sorted(value.series) };
    if (value.kind === 'vector') refuseDuplicates(value.samples);
    return value;
  });
}

/** The query at start, start + step, ... up to end: one series for each label set, sorted by labels. */
export function queryRange(
  storage: SeriesStorage,
  query: string,
  range: { readonly startMs: number; readonly endMs: number; readonly stepMs: number },
  options: QueryOptions = {},
): Result<readonly MatrixSeries[], QueryError> {
  const parsed = parseQuery(query);
  if (!parsed.ok) return parsed;
  const context = contextOf(storage, range, options);
  return guarded(() => {
    const collected = new Map<string, { labels: Labels; times: number[]; values: number[] }>();
    for (let timeMs = range.startMs; timeMs <= range.endMs; timeMs += range.stepMs) {
      collect(evaluateAt(parsed.value, timeMs, context), timeMs, collected);
    }
    return sorted(
      [...collected.values()].map(({ labels, times, values }) => ({
        labels,
        timesMs: Float64Array.from(times),
        values: Float64Array.from(values),
      })),
    );
  });
}

function contextOf(storage: SeriesStorage, bounds: { startMs: number; endMs: number }, options: QueryOptions): EvalContext {
  return {
    storage,
    ...bounds,
    lookbackMs: options.lookbackMs ?? LOOKBACK_MS,
    defaultStepMs: options.defaultStepMs ?? DEFAULT_STEP_MS,
    selected: new Map(),
  };
}

function collect(value: Value, timeMs: number, into: Map<string, { labels: Labels; times: number[]; values: number[] }>): void {
  if (value.kind === 'string' || value.kind === 'matrix') throw new ExecutionFailure(rangeTypeMessage(value.kind));
  const samples = value.kind === 'scalar' ? [{ labels: {}, value: value.value }] : value.samples;
  refuseDuplicates(samples);
  for (const sample of samples) {
    const key = labelsKey(sample.labels);
    const series = into.get(key) ?? { labels: sample.labels, times: [], values: [] };
    into.set(key, series);
    series.times.push(timeMs);
    series.values.push(sample.value);
  }
}

/** What a range query says of expressions that give no vector or scalar. */
export function rangeTypeMessage(kind: 'string' | 'matrix'): string {
  const type = kind === 'matrix' ? 'range vector' : 'string';
  return `invalid expression type ${JSON.stringify(type)} for range query, must be Scalar or instant Vector`;
}

function refuseDuplicates(samples: readonly { readonly labels: Labels }[]): void {
  const seen = new Set<string>();
  for (const { labels } of samples) {
    const key = labelsKey(labels);
    if (seen.has(key)) throw new ExecutionFailure('vector cannot contain metrics with the same labelset');
    seen.add(key);
  }
}

function sorted(series: readonly MatrixSeries[]): readonly MatrixSeries[] {
  return [...series].sort((a, b) => compareLabels(a.labels, b.labels));
}

function guarded<T>(evaluation: () => T): Result<T, QueryError> {
  try {
    return ok(evaluation());
  } catch (error) {
    if (error instanceof ExecutionFailure) return failed({ kind: 'execution', message: error.message });
    throw error;
  }
}
