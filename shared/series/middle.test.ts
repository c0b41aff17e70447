import { describe, expect, it } from 'vitest';
import { middleOf, middleStep } from './middle';

describe('the middle of numbers', () => {
  it.each<[readonly number[], number | undefined]>([
    [[], undefined],
    [[7], 7],
    [[10, 9, 100], 10],
    [[1, 2, 3, 4], 3],
    [[3, Number.NaN, 1], 3],
  ])('of %j', (numbers, middle) => {
    expect(middleOf(numbers)).toBe(middle);
    expect(middleOf(new Set(numbers))).toBe(middle);
  });

  it('of distances, not of times', () => {
    expect(middleStep([0, 15, 30, 75])).toBe(15);
    expect(middleStep([4])).toBeUndefined();
  });
});
