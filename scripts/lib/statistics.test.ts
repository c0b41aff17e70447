import { describe, expect, it } from 'vitest';
import { intervals, percentile, slope, workPerFrame } from './statistics.mjs';

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  it.each([
    ['p95 of 1 to 100 in falling order', hundred, 0.95, 95],
    ['the median of an odd number', [30, 10, 20], 0.5, 20],
    ['p95 of few is the highest', [1, 2, 9], 0.95, 9],
    ['one value is all of them', [7], 0.5, 7],
    ['share 0 is the lowest', [3, 1, 2], 0, 1],
    ['share 1 is the highest', [3, 1, 2], 1, 3],
    ['of nothing it is no number', [], 0.95, Number.NaN],
  ])('%s', (_name, values, share, expected) => {
    expect(percentile(values, share)).toBe(expected);
  });

  it('leaves the order of what it was given', () => {
    const values = [3, 1, 2];
    percentile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('slope', () => {
  const line = (rise: number) => [0, 1, 2, 3, 4].map((x) => [x, 100 + rise * x] as const);
  it.each([
    ['a rising line', line(2.5), 2.5],
    ['a falling line', line(-1), -1],
    ['a level line', line(0), 0],
    ['noise round a rising line cancels out', [[0, 1] as const, [1, 0] as const, [2, 3] as const, [3, 2] as const], 0.6],
  ])('%s', (_name, points, expected) => {
    expect(slope(points)).toBeCloseTo(expected, 10);
  });

  it.each([
    ['no point', []],
    ['one point', [[1, 1] as const]],
    ['all at one time', [[1, 1] as const, [1, 2] as const]],
  ])('%s has none', (_name, points) => {
    expect(slope(points)).toBeNaN();
  });
});

it('intervals are one fewer than the times', () => {
  expect(intervals([10, 26, 43])).toEqual([16, 17]);
  expect(intervals([10])).toEqual([]);
});

describe('workPerFrame', () => {
  const task = (ms: number) => ({ ms, frame: false });
  const frame = (ms: number) => ({ ms, frame: true });
  it.each([
    ['what ran before a frame belongs to it', [frame(1), task(2), task(3), frame(4), frame(5)], [9, 5]],
    ['what ran before the first frame is not counted', [task(50), frame(1), frame(2)], [2]],
    ['what follows the last frame is not counted', [frame(1), frame(2), task(50)], [2]],
    ['without frames there is nothing', [task(1), task(2)], []],
  ])('%s', (_name, tasks, expected) => {
    expect(workPerFrame(tasks)).toEqual(expected);
  });
});
