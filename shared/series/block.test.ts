import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Block, BlockWriter } from './block';

const START = 1_795_266_412_516;
const scrapes = Float64Array.from({ length: 120 }, (_, i) => START + i * 15_000 + ((i * 7) % 5));

interface Given {
  readonly slot: number;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

function blockOf(base: Float64Array, series: readonly Given[]): Block {
  const writer = new BlockWriter(base);
  for (const { slot, times, values } of series) writer.add(slot, writer.clock(times), new Uint32Array(values.buffer));
  const block = Block.open(writer.finish());
  if (block === undefined) throw new Error('no block');
  return block;
}

function expectSeries(block: Block, { slot, times, values }: Given): void {
  const read = block.read(slot);
  expect(read && [...read.timesMs]).toEqual([...times]);
  expect(read && [...read.values]).toEqual([...values]);
}

const given = (slot: number, times: Float64Array): Given => ({ slot, times, values: times.map((time, i) => (time % 1000) + i + slot) });

describe('a block', () => {
  it.each([
    ['all scrapes', scrapes],
    ['a series that came later', scrapes.subarray(40)],
    ['one that went away and came back', Float64Array.from([...scrapes.subarray(0, 10), ...scrapes.subarray(90)])],
    ['a single sample', scrapes.subarray(60, 61)],
    ['timestamps of its own, before the first scrape too', scrapes.map((time, i) => time - 7_000 - ((i * 131) % 4_000))],
    ['timestamps far away', Float64Array.from([0, 1, START * 2])],
  ])('gives back times and values: %s', (_name, times) => {
    const series = [given(3, times.slice())];
    const block = blockOf(scrapes, series);
    for (const each of series) expectSeries(block, each);
  });

  it('finds each of many series, and none that is not there', () => {
    const series = Array.from({ length: 500 }, (_, i) => given(i * 3 + (i % 2), i % 4 === 0 ? scrapes.subarray(i % 100).slice() : scrapes));
    const block = blockOf(scrapes, series);
    for (const each of series) expectSeries(block, each);
    expect([2, 5, 1_499, 100_000].map((slot) => block.read(slot))).toEqual([undefined, undefined, undefined, undefined]);
    expect(block.seriesCount).toBe(500);
  });

  it('holds the times of a container once, whichever series ask', () => {
    const own = scrapes.map((time) => time - 3_000);
    const one = blockOf(scrapes, [given(0, own)]).bytes.length;
    const many = blockOf(
      scrapes,
      Array.from({ length: 20 }, (_, slot) => ({ slot, times: own, values: own.map(() => 1) })),
    ).bytes.length;
    expect(many - one).toBeLessThan(100);
  });

  it('of another version is none', () => expect(Block.open(Uint8Array.of(99, 1, 2, 3))).toBeUndefined());

  it('with nothing in it reads as empty', () => expect(blockOf(new Float64Array(0), []).read(0)).toBeUndefined());

  it('whatever takes part when comes back', () =>
    fc.assert(
      fc.property(fc.array(fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), { minLength: 1, maxLength: 40 }), (table) => {
        const base = scrapes.slice(0, 30);
        const series = table.flatMap((taken, slot) => {
          const times = base.filter((_time, i) => taken[i]);
          return times.length === 0 ? [] : [given(slot * 2, times)];
        });
        const block = blockOf(base, series);
        for (const each of series) expectSeries(block, each);
      }),
      { seed: 7, numRuns: 100 },
    ));
});
