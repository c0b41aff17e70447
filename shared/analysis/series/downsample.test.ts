import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketCount, bucketStart, downsample } from './downsample';
import type { SeriesPoint } from './point';

const SEED = { seed: 42, numRuns: 200 };
const value = fc.oneof(
  { weight: 8, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const line = fc
  .array(value, { minLength: 0, maxLength: 600 })
  .map((values): readonly SeriesPoint[] => values.map((one, index) => ({ atMs: index * 1000, value: one })));
const max = fc.integer({ min: 8, max: 200 });

function bucketsOf(points: readonly SeriesPoint[], most: number): readonly (readonly SeriesPoint[])[] {
  if (points.length <= most) return [points];
  const count = bucketCount(points, most);
  return Array.from({ length: count }, (_, bucket) =>
    points.slice(bucketStart(bucket, count, points.length), bucketStart(bucket + 1, count, points.length)),
  );
}

describe('downsample', () => {
  it('leaves few points alone', () => {
    const points = [{ atMs: 1, value: 2 }];
    expect(downsample(points, 2000)).toBe(points);
  });

  it('never gives more than asked for, and only points that were there, in their order', () =>
    fc.assert(
      fc.property(line, max, (points, most) => {
        const kept = downsample(points, most);
        expect(kept.length).toBeLessThanOrEqual(most);
        let at = -1;
        for (const point of kept) {
          const index = points.indexOf(point, at + 1);
          expect(index).toBeGreaterThan(at);
          at = index;
        }
      }),
      SEED,
    ));

  it('keeps the first and the last point', () =>
    fc.assert(
      fc.property(line, max, (points, most) => {
        const kept = downsample(points, most);
        expect(kept[0]).toBe(points[0]);
        expect(kept[kept.length - 1]).toBe(points[points.length - 1]);
      }),
      SEED,
    ));

  it('keeps lowest and highest of every bucket', () =>
    fc.assert(
      fc.property(line, max, (points, most) => {
        const kept = new Set(downsample(points, most).map((point) => point.value));
        for (const bucket of bucketsOf(points, most)) {
          const values = bucket.flatMap((point) => (point.value === null ? [] : [point.value]));
          if (values.length === 0) continue;
          expect(kept.has(Math.min(...values))).toBe(true);
          expect(kept.has(Math.max(...values))).toBe(true);
        }
      }),
      SEED,
    ));

  it('keeps a gap of every bucket that has one, and makes none', () =>
    fc.assert(
      fc.property(line, max, (points, most) => {
        const kept = new Set(downsample(points, most));
        for (const bucket of bucketsOf(points, most)) {
          const gaps = bucket.filter((point) => point.value === null);
          if (gaps.length > 0) expect(gaps.some((gap) => kept.has(gap))).toBe(true);
        }
      }),
      SEED,
    ));

  it('keeps one spike among 100,000 points', () => {
    const points = Array.from({ length: 100_000 }, (_, index) => ({ atMs: index, value: index === 77_777 ? 9 : 1 }));
    const kept = downsample(points, 2_000);
    expect(kept.length).toBeLessThanOrEqual(2_000);
    expect(kept).toContainEqual({ atMs: 77_777, value: 9 });
  });
});
