import { describe, expect, it } from 'vitest';
import { type Buckets, bucketIncrease, partOf, quantile, quantileBetween } from './histogramQuantile';

const buckets = (counts: Readonly<Record<string, number>>): Buckets => new Map(Object.entries(counts));

describe('quantile', () => {
  it.each<[string, number, Buckets, number]>([
    // Rank 50 of 100: 10 below 0.1 and 60 below 0.5, so (50 - 10) / 50 of the way from 0.1 to 0.5.
    ['is interpolated within its bucket', 0.5, buckets({ '0.1': 10, '0.5': 60, '1': 100, '+Inf': 100 }), 0.42],
    // Rank 5 of 100 in the first bucket, which begins at 0: 5 / 10 of 0.1.
    ['begins at zero in the first bucket', 0.05, buckets({ '0.1': 10, '0.5': 60, '1': 100, '+Inf': 100 }), 0.05],
    // Rank 99 of 100 is above every finite bound: the highest finite bound is all that is known.
    ['is the last finite bound above it', 0.99, buckets({ '0.1': 10, '0.5': 90, '+Inf': 100 }), 0.5],
    ['takes buckets in any order', 0.5, buckets({ '+Inf': 100, '1': 100, '0.5': 60, '0.1': 10 }), 0.42],
    ['is exact at a bound', 0.6, buckets({ '0.1': 10, '0.5': 60, '1': 100, '+Inf': 100 }), 0.5],
  ])('%s', (_name, q, counts, expected) => expect(quantile(q, counts)).toBeCloseTo(expected, 12));

  it.each<[string, Buckets]>([
    ['nothing was observed', buckets({ '0.1': 0, '+Inf': 0 })],
    ['there is no +Inf', buckets({ '0.1': 10, '0.5': 60 })],
    ['there are no buckets', buckets({})],
  ])('is not there when %s', (_name, counts) => expect(quantile(0.99, counts)).toBeUndefined());
});

describe('between two reads', () => {
  const before = { atMs: 0, value: buckets({ '0.1': 100, '0.5': 100, '+Inf': 100 }) };

  it('only what was observed since counts', () => {
    // 0, 8 and 10 more: rank 5 of 10, 5 / 8 of the way from 0.1 to 0.5.
    const now = { atMs: 1, value: buckets({ '0.1': 100, '0.5': 108, '+Inf': 110 }) };
    expect(quantileBetween(0.5, { now, before })).toBeCloseTo(0.35, 12);
  });

  it('after a restart everything counts, also buckets that are higher than before', () => {
    const now = buckets({ '0.1': 0, '0.5': 120, '+Inf': 120 });
    expect(bucketIncrease(now, before.value)).toBe(now);
  });

  it('without observations since, or before a second read, there is none', () => {
    expect(quantileBetween(0.99, { now: { ...before, atMs: 1 }, before })).toBeUndefined();
    expect(quantileBetween(0.99, { now: before })).toBeUndefined();
  });

  it('a part of what was read keeps the times', () => {
    expect(partOf({ now: { atMs: 5, value: { a: 1 } } }, (value) => value.a)).toEqual({ now: { atMs: 5, value: 1 }, before: undefined });
  });
});
