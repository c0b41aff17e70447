import { absentLabels } from './absent';
import { type Call, withoutParens } from './ast';
import { histogramQuantile } from './histogramQuantile';
import { clamp, DATE_FUNCTIONS, roundTo, VALUE_FUNCTIONS } from './instantFunctions';
import { labelJoin, labelReplace } from './labelFunctions';
import { dropName, type Labels } from './labels';
import { RANGE_FUNCTIONS, regression, type Window } from './rangeFunctions';
import { ascending, quantile } from './sums';
import { type Value, type VectorSample, vector } from './value';

/** A call's arguments, evaluated when asked for. */
export interface Arguments {
  readonly timeMs: number;
  value(index: number): Value;
  windows(index: number): readonly (Window & { readonly labels: Labels })[];
}

type Implementation = (args: Arguments, call: Call) => Value;

export function callFunction(call: Call, args: Arguments): Value {
  const implementation = IMPLEMENTATIONS[call.func];
  if (implementation !== undefined) return implementation(args, call);
  const ofValue = VALUE_FUNCTIONS[call.func];
  if (ofValue !== undefined) return mapped(samples(args, 0), ofValue);
  const ofRange = RANGE_FUNCTIONS[call.func];
  if (ofRange !== undefined) return overWindows(args.windows(0), ofRange, call.func === 'last_over_time');
  const ofDate = DATE_FUNCTIONS[call.func];
  if (ofDate !== undefined) return dates(args, call, ofDate);
  throw new Error(`${call.func} stands in the table of functions and is not implemented`);
}

function samples(args: Arguments, index: number): readonly VectorSample[] {
  const value = args.value(index);
  if (value.kind === 'vector') return value.samples;
  throw new Error(`a vector was checked for and is ${value.kind}`);
}

function scalar(args: Arguments, index: number): number {
  const value = args.value(index);
  if (value.kind === 'scalar') return value.value;
  throw new Error(`a scalar was checked for and is ${value.kind}`);
}

function text(args: Arguments, index: number): string {
  const value = args.value(index);
  if (value.kind === 'string') return value.value;
  throw new Error(`a string was checked for and is ${value.kind}`);
}

function mapped(input: readonly VectorSample[], change: (value: number) => number): Value {
  return vector(input.map(({ labels, value }) => ({ labels: dropName(labels), value: change(value) })));
}

function overWindows(
  windows: readonly (Window & { readonly labels: Labels })[],
  fold: (window: Window) => number | undefined,
  keepName: boolean,
): Value {
  const results: VectorSample[] = [];
  for (const window of windows) {
    const value = fold(window);
    if (value !== undefined) results.push({ labels: keepName ? window.labels : dropName(window.labels), value });
  }
  return vector(results);
}

function dates(args: Arguments, call: Call, read: (date: Date) => number): Value {
  if (call.args.length === 0) return vector([{ labels: {}, value: read(new Date(args.timeMs)) }]);
  return mapped(samples(args, 0), (seconds) => read(new Date(Math.trunc(seconds) * 1000)));
}

function sorted(input: readonly VectorSample[], descending: boolean): Value {
  return vector(
    [...input].sort((a, b) =>
      Number.isNaN(a.value) || Number.isNaN(b.value) ? nanLast(a, b) : (descending ? -1 : 1) * ascending(a.value, b.value),
    ),
  );
}

function nanLast(a: VectorSample, b: VectorSample): number {
  return Number(Number.isNaN(a.value)) - Number(Number.isNaN(b.value));
}

function clamped(args: Arguments, min: number, max: number): Value {
  return min > max ? vector([]) : mapped(samples(args, 0), (value) => clamp(value, min, max));
}

const IMPLEMENTATIONS: Readonly<Record<string, Implementation>> = {
  time: (args) => ({ kind: 'scalar', value: args.timeMs / 1000 }),
  pi: () => ({ kind: 'scalar', value: Math.PI }),
  vector: (args) => vector([{ labels: {}, value: scalar(args, 0) }]),
  scalar: (args) => {
    const input = samples(args, 0);
    return { kind: 'scalar', value: input.length === 1 ? (input[0]?.value ?? Number.NaN) : Number.NaN };
  },
  absent: (args, call) => vector(samples(args, 0).length > 0 ? [] : [{ labels: absentLabels(call.args[0]), value: 1 }]),
  absent_over_time: (args, call) => vector(args.windows(0).length > 0 ? [] : [{ labels: absentLabels(call.args[0]), value: 1 }]),
  timestamp: (args, call) => {
    const direct = call.args[0] !== undefined && withoutParens(call.args[0]).kind === 'selector';
    const seconds = (sample: VectorSample): number => (direct ? (sample.timeMs ?? args.timeMs) : args.timeMs) / 1000;
    return vector(samples(args, 0).map((sample) => ({ labels: dropName(sample.labels), value: seconds(sample) })));
  },
  sort: (args) => sorted(samples(args, 0), false),
  sort_desc: (args) => sorted(samples(args, 0), true),
  round: (args, call) => {
    const to = call.args.length > 1 ? scalar(args, 1) : 1;
    return mapped(samples(args, 0), (value) => roundTo(value, to));
  },
  clamp: (args) => clamped(args, scalar(args, 1), scalar(args, 2)),
  clamp_min: (args) => clamped(args, scalar(args, 1), Number.POSITIVE_INFINITY),
  clamp_max: (args) => clamped(args, Number.NEGATIVE_INFINITY, scalar(args, 1)),
  histogram_quantile: (args) => vector(histogramQuantile(scalar(args, 0), samples(args, 1))),
  label_replace: (args) => vector(labelReplace(samples(args, 0), [text(args, 1), text(args, 2), text(args, 3), text(args, 4)])),
  label_join: (args, call) => {
    const sources = call.args.slice(3).map((_, i) => text(args, i + 3));
    return vector(labelJoin(samples(args, 0), text(args, 1), text(args, 2), sources));
  },
  quantile_over_time: (args) => {
    const q = scalar(args, 0);
    return overWindows(args.windows(1), (window) => quantile(q, window.values), false);
  },
  predict_linear: (args) => {
    const ahead = scalar(args, 1);
    const predict = (window: Window): number | undefined => {
      const line = regression(window, args.timeMs);
      return line === undefined ? undefined : line.value + line.slope * ahead;
    };
    return overWindows(args.windows(0), predict, false);
  },
};
