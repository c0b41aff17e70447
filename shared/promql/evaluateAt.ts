import { assertNever } from '../model/result';
import { aggregate } from './aggregate';
import {
  type Aggregate,
  type AtModifier,
  type Binary,
  type Call,
  type Expr,
  isComparison,
  isSetOp,
  type VectorSelector,
  withoutParens,
} from './ast';
import { callFunction } from './callFunction';
import { dropName, type Labels, labelsKey } from './labels';
import { operate } from './operators';
import type { Window } from './rangeFunctions';
import type { SeriesStorage, StoredSeries } from './storage';
import { ExecutionFailure, type Value, type VectorSample, vector } from './value';
import { matchVectors } from './vectorMatching';

/** What stays the same during one query. */
export interface EvalContext {
  readonly storage: SeriesStorage;
  /** Of the query: `@ start()` and `@ end()`. */
  readonly startMs: number;
  readonly endMs: number;
  readonly lookbackMs: number;
  readonly defaultStepMs: number;
  /** Series of each selector, looked up once. */
  readonly selected: Map<VectorSelector, readonly StoredSeries[]>;
}

/** One expression at one moment. Throws ExecutionFailure; evaluate.ts turns it into a value. */
export function evaluateAt(expr: Expr, timeMs: number, context: EvalContext): Value {
  switch (expr.kind) {
    case 'number':
      return { kind: 'scalar', value: expr.value };
    case 'string':
      return { kind: 'string', value: expr.value };
    case 'selector':
      return vector(instantSamples(expr, timeMs, context));
    case 'range':
    case 'subquery':
      return { kind: 'matrix', series: windowsOf(expr, timeMs, context) };
    case 'paren':
      return evaluateAt(expr.expr, timeMs, context);
    case 'unary':
      return unary(expr.op, evaluateAt(expr.expr, timeMs, context));
    case 'binary':
      return binary(expr, timeMs, context);
    case 'aggregate':
      return aggregated(expr, timeMs, context);
    case 'call':
      return called(expr, timeMs, context);
    default:
      return assertNever(expr);
  }
}

function seriesOf(selector: VectorSelector, context: EvalContext): readonly StoredSeries[] {
  const known = context.selected.get(selector);
  if (known !== undefined) return known;
  const series = context.storage.select(selector.matchers);
  context.selected.set(selector, series);
  return series;
}

function momentOf(shift: { offsetMs: number; at?: AtModifier }, timeMs: number, context: EvalContext): number {
  const { at } = shift;
  const base = at === undefined ? timeMs : at.kind === 'time' ? at.ms : at.kind === 'start' ? context.startMs : context.endMs;
  return base - shift.offsetMs;
}

function instantSamples(selector: VectorSelector, timeMs: number, context: EvalContext): VectorSample[] {
  const moment = momentOf(selector, timeMs, context);
  const samples: VectorSample[] = [];
  for (const series of seriesOf(selector, context)) {
    const point = series.latest(moment, context.lookbackMs);
    if (point !== undefined) samples.push({ labels: series.labels, value: point.value, timeMs: point.timeMs });
  }
  return samples;
}

type LabelledWindow = Window & { readonly labels: Labels };

function windowsOf(expr: Expr, timeMs: number, context: EvalContext): LabelledWindow[] {
  const inner = withoutParens(expr);
  if (inner.kind === 'subquery') return subqueryWindows(inner, timeMs, context);
  if (inner.kind !== 'range') throw new Error(`a range vector was checked for and is ${inner.kind}`);
  const endMs = momentOf(inner.selector, timeMs, context);
  const startMs = endMs - inner.rangeMs;
  const windows: LabelledWindow[] = [];
  for (const series of seriesOf(inner.selector, context)) {
    const samples = series.window(startMs, endMs);
    if (samples.timesMs.length > 0) windows.push({ labels: series.labels, ...samples, startMs, endMs });
  }
  return windows;
}

/** A subquery's steps are multiples of its step since the epoch, inside (end - range, end]. */
function subqueryWindows(expr: Expr & { kind: 'subquery' }, timeMs: number, context: EvalContext): LabelledWindow[] {
  const endMs = momentOf(expr, timeMs, context);
  const startMs = endMs - expr.rangeMs;
  const stepMs = expr.stepMs ?? context.defaultStepMs;
  const collected = new Map<string, { labels: Labels; times: number[]; values: number[] }>();
  for (let step = (Math.floor(startMs / stepMs) + 1) * stepMs; step <= endMs; step += stepMs) {
    const value = evaluateAt(expr.expr, step, { ...context, startMs, endMs });
    if (value.kind !== 'vector') throw new Error(`a subquery of a vector was checked for and is ${value.kind}`);
    for (const sample of value.samples) {
      const key = labelsKey(sample.labels);
      const series = collected.get(key) ?? { labels: sample.labels, times: [], values: [] };
      collected.set(key, series);
      series.times.push(step);
      series.values.push(sample.value);
    }
  }
  return [...collected.values()].map(({ labels, times, values }) => ({
    labels,
    timesMs: Float64Array.from(times),
    values: Float64Array.from(values),
    startMs,
    endMs,
  }));
}

function unary(op: '-' | '+', value: Value): Value {
  if (op === '+') return value;
  if (value.kind === 'scalar') return { kind: 'scalar', value: -value.value };
  return vector(samplesOf(value).map((sample) => ({ labels: dropName(sample.labels), value: -sample.value })));
}

function samplesOf(value: Value): readonly VectorSample[] {
  if (value.kind === 'vector') return value.samples;
  throw new Error(`a vector was checked for and is ${value.kind}`);
}

function binary(expr: Binary, timeMs: number, context: EvalContext): Value {
  const left = evaluateAt(expr.left, timeMs, context);
  const right = evaluateAt(expr.right, timeMs, context);
  if (left.kind === 'vector' && right.kind === 'vector') return vector(matchVectors(expr, left.samples, right.samples));
  if (left.kind === 'scalar' && right.kind === 'scalar') return { kind: 'scalar', value: scalars(expr, left.value, right.value) };
  if (left.kind === 'vector' && right.kind === 'scalar') return vector(withScalar(expr, left.samples, right.value, false));
  if (left.kind === 'scalar' && right.kind === 'vector') return vector(withScalar(expr, right.samples, left.value, true));
  throw new ExecutionFailure('binary expression must contain only scalar and instant vector types');
}

function scalars(expr: Binary, a: number, b: number): number {
  if (isSetOp(expr.op)) throw new Error('set operators on scalars were checked for');
  const { value, keep } = operate(expr.op, a, b);
  return isComparison(expr.op) ? Number(keep) : value;
}

/** A comparison keeps the vector's value, whichever side it stands on. */
function withScalar(expr: Binary, samples: readonly VectorSample[], scalar: number, scalarIsLeft: boolean): VectorSample[] {
  const { op } = expr;
  if (isSetOp(op)) throw new Error('set operators on scalars were checked for');
  const results: VectorSample[] = [];
  for (const sample of samples) {
    const { value, keep } = scalarIsLeft ? operate(op, scalar, sample.value) : operate(op, sample.value, scalar);
    if (!isComparison(op)) results.push({ labels: dropName(sample.labels), value });
    else if (expr.bool) results.push({ labels: dropName(sample.labels), value: Number(keep) });
    else if (keep) results.push({ labels: sample.labels, value: sample.value });
  }
  return results;
}

function aggregated(expr: Aggregate, timeMs: number, context: EvalContext): Value {
  const param = expr.param === undefined ? undefined : evaluateAt(expr.param, timeMs, context);
  const samples = samplesOf(evaluateAt(expr.expr, timeMs, context));
  const given = param === undefined ? undefined : param.kind === 'scalar' || param.kind === 'string' ? param.value : undefined;
  return vector(aggregate(expr.op, samples, expr, given));
}

function called(call: Call, timeMs: number, context: EvalContext): Value {
  return callFunction(call, {
    timeMs,
    value: (index) => {
      const arg = call.args[index];
      if (arg === undefined) throw new Error(`${call.func} has no argument ${index}: arguments were counted`);
      return evaluateAt(arg, timeMs, context);
    },
    windows: (index) => {
      const arg = call.args[index];
      if (arg === undefined) throw new Error(`${call.func} has no argument ${index}: arguments were counted`);
      return windowsOf(arg, timeMs, context);
    },
  });
}
