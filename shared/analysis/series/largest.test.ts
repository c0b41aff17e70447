import { describe, expect, it } from 'vitest';
import { largestAndOthers, largestOf } from './largest';

const counted = (count: number) => new Map(Array.from({ length: count }, (_, i) => [`n${i}`, i] as const));

describe('largestAndOthers', () => {
  it('keeps up to eight as they are, largest first', () => {
    expect(largestAndOthers(counted(8)).map(([name]) => name)).toEqual(['n7', 'n6', 'n5', 'n4', 'n3', 'n2', 'n1', 'n0']);
  });

  it('of more, seven and what is left over', () => {
    const lines = largestAndOthers(counted(100));
    expect(lines).toHaveLength(8);
    expect(lines[0]).toEqual(['n99', 99]);
    expect(lines[7]).toEqual(['others', (92 * 93) / 2]);
  });

  it('leaves out what is no finite number', () => {
    const values = new Map([
      ['nan', Number.NaN],
      ['inf', Number.POSITIVE_INFINITY],
      ['a', 1],
      ['huge', 1e308],
    ]);
    expect(largestAndOthers(values)).toEqual([
      ['huge', 1e308],
      ['a', 1],
    ]);
  });

  it('gathers the rest as told, and equal ones by name', () => {
    expect(largestAndOthers(counted(100), largestOf).at(-1)).toEqual(['others', 92]);
    expect(
      largestAndOthers(
        new Map([
          ['b', 1],
          ['a', 1],
        ]),
      ).map(([name]) => name),
    ).toEqual(['a', 'b']);
  });
});
