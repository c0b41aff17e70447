import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader, ByteWriter } from './bytes';
import { MOST_VALUES, readColumn, writeColumn } from './column';
import { isStale, writeNaN, writeStale } from './stale';

function packed(halves: Uint32Array): Uint8Array {
  const out = new ByteWriter();
  writeColumn(out, halves, halves.length / 2);
  return out.finish();
}

function unpacked(bytes: Uint8Array, count: number): Uint32Array {
  const halves = new Uint32Array(count * 2);
  readColumn(new ByteReader(bytes), halves, count);
  return halves;
}

const halvesOf = (values: readonly number[]) => new Uint32Array(Float64Array.from(values).buffer);
function expectSame(halves: Uint32Array): void {
  expect([...unpacked(packed(halves), halves.length / 2)]).toEqual([...halves]);
}

const upTo = (count: number, value: (i: number) => number) => Array.from({ length: count }, (_, i) => value(i));

describe('a column of values', () => {
  it.each([
    ['one value', [7]],
    ['a gauge that stands still', upTo(120, () => 0.25)],
    ['zero and minus zero', [0, -0, 0, -0, -0]],
    ['infinities', [1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2]],
    ['the smallest and largest doubles', [Number.MIN_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE, Number.EPSILON]],
    ['a counter', upTo(240, (i) => i * 17)],
    ['a counter that began anew', [...upTo(100, (i) => 1e12 + i), ...upTo(100, (i) => i)]],
    ['nanoseconds of CPU', upTo(120, (i) => Number((1353.123456789 + i * 0.314159265).toFixed(9)))],
    ['pages of memory', upTo(120, (i) => 4096 * (1000 + ((i * 7919) % 13)))],
    ['the limit that means none', [2 ** 63 - 2 ** 12, 2 ** 63 - 2 ** 12]],
    ['sums of many digits', upTo(120, (i) => 0.1 * i + 1e-7 / (i + 1))],
    ['whole numbers at the edge of what is exact', [2 ** 50, -(2 ** 50), 2 ** 50, 2 ** 53, 2 ** 53 + 2, -(2 ** 53)]],
    ['a few changes in a long rest', upTo(MOST_VALUES, (i) => (i % 1000 === 999 ? i : 3))],
    ['many digits after the point', [1e-18, 2e-18, 1e-20, 3e-300]],
  ])('%s comes back to the bit', (_name, values) => expectSame(halvesOf(values)));

  it('NaNs keep their payload: the stale marker, the NaN of a text, and any other', () => {
    const halves = halvesOf([1, 2, 3, 4, 5]);
    writeStale(halves, 1);
    writeNaN(halves, 2);
    halves[6] = 0xdead_beef;
    halves[7] = 0xfff7_1234;
    expectSame(halves);
    expect([1, 2].map((index) => isStale(unpacked(packed(halves), 5), index))).toEqual([true, false]);
  });

  it('any bits come back', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer(), fc.integer()), { minLength: 1, maxLength: 300 }), (pairs) =>
        expectSame(Uint32Array.from(pairs.flat())),
      ),
      { seed: 42, numRuns: 300 },
    ));

  it('any numbers come back, repeated and with few digits too', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.double(),
            fc.integer(),
            fc.constantFrom(0, 0, 1),
            fc.integer().map((whole) => whole / 1e6),
          ),
          { minLength: 1, maxLength: 300 },
        ),
        (values) => expectSame(halvesOf(values)),
      ),
      { seed: 43, numRuns: 300 },
    ));

  it.each([
    ['a value that stands still takes no more than its first', upTo(120, () => 42), 2],
    ['a steady counter takes a byte in a hundred', upTo(120, (i) => 1000 + 15 * i), 30],
    ['one of 4096 values that changes takes few bytes', upTo(MOST_VALUES, (i) => (i < 2000 ? 1 : 2)), 12],
    ['one reset does not make the rest dear', [...upTo(60, (i) => 1e9 + i), ...upTo(60, (i) => i)], 45],
  ])('%s', (_name, values, most) => expect(packed(halvesOf(values)).length).toBeLessThanOrEqual(most));
});
