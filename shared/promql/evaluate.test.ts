import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type ArraySeries, arrayStorage } from './arrayStorage';
import { queryInstant, queryRange } from './evaluate';
import type { Labels } from './labels';
import { labelsKey } from './labels';
import { parseNumber } from './number';
import type { Value } from './value';

/** Raw samples which a real Prometheus 3.10 stored, queries, and what it answered. */
type Pair = [number, string];
type Series = { metric: Record<string, string>; value?: Pair; values?: Pair[] };
interface Recorded {
  time: number;
  series: { metric: Record<string, string>; values: [number, string | null][] }[];
  instant: { query: string; data?: { resultType: string; result: unknown }; error?: [string, string] }[];
  range: { start: number; end: number; step: number; cases: { query: string; data?: Series[]; error?: [string, string] }[] };
}
const recorded: Recorded = JSON.parse(gunzipSync(readFileSync('e2e/fixtures/prometheus/promql-3.10.json.gz')).toString());

const stored: ArraySeries[] = recorded.series.map(({ metric, values }) => ({
  labels: metric,
  timesMs: values.map(([seconds]) => Math.round(seconds * 1000)),
  values: values.map(([, value]) => (value === null ? undefined : number(value))),
}));
const storage = arrayStorage(stored);

function number(text: string): number {
  return parseNumber(text) ?? Number.NaN;
}

type Comparable = { kind: string; rows: Map<string, [number, number][]> };

function fromApi(data: { resultType: string; result: unknown }): Comparable {
  if (data.resultType === 'scalar' || data.resultType === 'string') {
    const [time, value] = data.result as Pair;
    return {
      kind: data.resultType,
      rows: new Map([['', [[Math.round(time * 1000), data.resultType === 'string' ? value.length : number(value)]]]]),
    };
  }
  return { kind: data.resultType, rows: rowsOf(data.result as Series[]) };
}

function rowsOf(series: Series[]): Map<string, [number, number][]> {
  const points = (one: Series): Pair[] => one.values ?? (one.value === undefined ? [] : [one.value]);
  return new Map(
    series.map((one) => [labelsKey(one.metric), points(one).map(([t, v]): [number, number] => [Math.round(t * 1000), number(v)])]),
  );
}

function fromOurs(value: Value, timeMs: number): Comparable {
  if (value.kind === 'scalar') return { kind: 'scalar', rows: new Map([['', [[timeMs, value.value]]]]) };
  if (value.kind === 'string') return { kind: 'string', rows: new Map([['', [[timeMs, value.value.length]]]]) };
  if (value.kind === 'vector')
    return { kind: 'vector', rows: new Map(value.samples.map((s) => [labelsKey(s.labels), [[timeMs, s.value]]])) };
  return { kind: 'matrix', rows: matrixRows(value.series) };
}

function matrixRows(series: readonly { labels: Labels; timesMs: Float64Array; values: Float64Array }[]): Map<string, [number, number][]> {
  return new Map(
    series.map((s) => [labelsKey(s.labels), Array.from(s.timesMs, (t, i): [number, number] => [t, s.values[i] ?? Number.NaN])]),
  );
}

function expectSame(ours: Map<string, [number, number][]>, theirs: Map<string, [number, number][]>): void {
  expect([...ours.keys()].sort()).toEqual([...theirs.keys()].sort());
  for (const [key, points] of theirs) {
    const mine = ours.get(key) ?? [];
    expect(mine.map(([time]) => time)).toEqual(points.map(([time]) => time));
    for (const [i, [, value]] of points.entries()) expectClose(mine[i]?.[1] ?? Number.NaN, value);
  }
}

/** Equal up to the last bits: Go and JavaScript round logarithms and powers differently there. */
function expectClose(mine: number, theirs: number): void {
  if (!Number.isFinite(theirs) || theirs === 0) expect(mine).toBe(theirs);
  else expect(Math.abs(mine - theirs) / Math.abs(theirs)).toBeLessThan(1e-12);
}

describe('instant queries answer as Prometheus 3.10 does on the same samples', () => {
  it.each(recorded.instant)('$query', ({ query, data, error }) => {
    const timeMs = Math.round(recorded.time * 1000);
    const answer = queryInstant(storage, query, timeMs);
    if (data === undefined) {
      expect(answer.ok ? 'answered' : answer.error.message).toBe(error?.[1].replace(/^invalid parameter "query": /, ''));
      return;
    }
    if (!answer.ok) throw new Error(answer.error.message);
    const ours = fromOurs(answer.value, timeMs);
    const theirs = fromApi(data);
    expect(ours.kind).toBe(theirs.kind);
    expectSame(ours.rows, theirs.rows);
    if (/^(sort|topk|bottomk)/.test(query)) expect([...ours.rows.keys()]).toEqual([...theirs.rows.keys()]);
  });
});

describe('range queries answer as Prometheus 3.10 does', () => {
  const { start, end, step, cases } = recorded.range;
  it.each(cases)('$query', ({ query, data, error }) => {
    const answer = queryRange(storage, query, { startMs: start * 1000, endMs: end * 1000, stepMs: step * 1000 });
    if (data === undefined) {
      expect(answer.ok ? 'answered' : answer.error.message).toBe(error?.[1].replace(/^invalid parameter "query": /, ''));
      return;
    }
    if (!answer.ok) throw new Error(answer.error.message);
    expectSame(matrixRows(answer.value), rowsOf(data));
    expect(answer.value.map((series) => labelsKey(series.labels))).toEqual(data.map((series) => labelsKey(series.metric)));
  });
});
