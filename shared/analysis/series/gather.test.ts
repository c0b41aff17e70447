import { describe, expect, it } from 'vitest';
import { gatherBy, gatherLines, gatherOf } from './gather';

const line = (...points: readonly (readonly [number, number | null])[]) => points.map(([atMs, value]) => ({ atMs, value }));
const sum = gatherBy('sum');

describe('lines put together', () => {
  it('add up what each has last said, though looks never fall on one moment', () => {
    const one = line([1_000, 1], [11_000, 2], [21_000, 3]);
    const other = line([3_000, 10], [13_000, 20], [23_000, 30]);
    expect(gatherLines([one, other], 10_000, sum)).toEqual(line([3_000, 11], [13_000, 22], [23_000, 33]));
  });
  it('leave out a line that has gone silent or has a gap', () => {
    const silent = line([0, 5]);
    const gap = line([0, 7], [10_000, null]);
    const on = line([0, 1], [10_000, 1], [20_000, 1], [30_000, 1]);
    expect(gatherLines([silent, gap, on], 10_000, sum)).toEqual(line([0, 13], [10_000, 6], [20_000, 6], [30_000, 1]));
  });
  it('begin when all that begin together have begun: half a sum is no sum', () => {
    const early = line([9_000, 1], [19_000, 1]);
    const late = line([11_000, 2], [21_000, 2]);
    expect(gatherLines([early, late], 10_000, sum)[0]).toEqual({ atMs: 19_000, value: 3 });
  });
  it('do not wait for a line that begins much later', () => {
    const lines = [line([0, 1], [10_000, 1]), line([90_000, 5])];
    expect(gatherLines(lines, 10_000, sum)).toEqual(line([0, 1], [10_000, 1], [90_000, 5]));
  });
  it('are a gap where none has a value', () => expect(gatherLines([line([0, null])], 10, sum)).toEqual(line([0, null])));
  it.each([
    ['pods', 'sum'],
    ['requests/s', 'sum'],
    ['bytes', 'sum'],
    ['seconds', 'highest'],
    ['ratio', 'highest'],
  ])('of %s by %s', (unit, how) => expect(gatherOf(unit)).toBe(how));
  it('take the highest of times', () => expect(gatherBy('highest')([1, 3, 2])).toBe(3));
});
