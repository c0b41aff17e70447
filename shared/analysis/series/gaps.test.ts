import { describe, expect, it } from 'vitest';
import { unseenStretches, usualStepMs, withGaps } from './gaps';

const every = (stepMs: number, count: number, fromMs = 0) =>
  Array.from({ length: count }, (_, index) => ({ atMs: fromMs + index * stepMs, value: 1 }));

describe('gaps of a line', () => {
  it('stand where looks are much further apart than usual', () => {
    const points = [...every(15_000, 4), ...every(15_000, 4, 600_000)];
    expect(withGaps(points).filter((point) => point.value === null)).toEqual([{ atMs: 45_001, value: null }]);
  });
  it.each([
    ['looks that take turns', [0, 5_000, 10_000, 40_000, 45_000]],
    ['a slow but even pace', [0, 300_000, 600_000, 900_000]],
    ['one point', [7]],
    ['nothing', []],
  ])('are not made of %s', (_name, times) => {
    const points = times.map((atMs) => ({ atMs, value: 1 }));
    expect(withGaps(points)).toEqual(points);
  });
  it('know the usual step', () => {
    expect(usualStepMs(every(5_000, 9))).toBe(5_000);
    expect(usualStepMs(every(5_000, 1))).toBeUndefined();
  });
});

describe('stretches that nobody saw', () => {
  const STRETCH = { fromMs: 0, toMs: 100 };
  it.each([
    [
      'before the first and after the last point',
      [[20, 60]],
      [
        [0, 20],
        [60, 100],
      ],
    ],
    [
      'none where lines follow each other',
      [
        [0, 60],
        [50, 100],
      ],
      [],
    ],
    [
      'between two lines',
      [
        [0, 40],
        [70, 100],
      ],
      [[40, 70]],
    ],
    ['everything without lines', [], [[0, 100]]],
  ])('%s', (_name, seen, unseen) => {
    const lines = seen.map((ends) => ends.map((atMs) => ({ atMs, value: 1 })));
    expect(unseenStretches(lines, STRETCH, 0).map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual(unseen);
  });
  it('from the value before a gap to the value after it, unless it is too short to matter', () => {
    const line = [
      { atMs: 0, value: 1 },
      { atMs: 10, value: 1 },
      { atMs: 20, value: null },
      { atMs: 30, value: 1 },
      { atMs: 100, value: 1 },
    ];
    expect(unseenStretches([line], STRETCH, 0)).toEqual([{ fromMs: 10, toMs: 30 }]);
    expect(unseenStretches([line], STRETCH, 20)).toEqual([]);
  });
});
