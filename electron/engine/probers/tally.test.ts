import { describe, expect, it } from 'vitest';
import { BucketsBy, Copies, Tally } from './tally';

describe('Tally', () => {
  it('adds up by name', () => {
    const tally = new Tally();
    for (const [name, value] of [
      ['a', 1],
      ['b', 2],
      ['a', 3],
    ] as const)
      tally.add(name, value);
    expect([...tally.values]).toEqual([
      ['a', 4],
      ['b', 2],
    ]);
  });

  it('keeps names whole, whatever they are', () => {
    const names = ['', 'ü', '🧭 pod', '‫שלום‬', 'x'.repeat(253)];
    const tally = new Tally(new Copies().of);
    for (const name of names) tally.add(name, 1);
    expect([...tally.values.keys()]).toEqual(names);
  });
});

describe('BucketsBy', () => {
  it('adds up each bucket of the histograms of one name', () => {
    const buckets = new BucketsBy();
    for (const [name, le, count] of [
      ['GET', '1', 2],
      ['GET', '+Inf', 3],
      ['LIST', '1', 1],
      ['GET', '1', 5],
    ] as const)
      buckets.add(name, le, count);
    expect([...buckets.values].map(([name, counts]) => [name, Object.fromEntries(counts)])).toEqual([
      ['GET', { '1': 7, '+Inf': 3 }],
      ['LIST', { '1': 1 }],
    ]);
  });
});
