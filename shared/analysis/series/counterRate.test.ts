import { describe, expect, it } from 'vitest';
import { counterRate, counterRates } from './counterRate';

const at = (seconds: number, value: number) => ({ atMs: seconds * 1000, value });

describe('counterRate', () => {
  it.each([
    ['grows by 30 in 15 s', at(15, 130), at(0, 100), 2],
    ['stands still', at(15, 100), at(0, 100), 0],
    ['began anew and counts 30 now', at(15, 30), at(0, 100), 2],
    ['began anew at zero', at(15, 0), at(0, 100), 0],
    ['has fractions', at(2.5, 1.25), at(0, 1), 0.1],
  ])('%s', (_name, now, before, rate) => expect(counterRate(now, before)).toBeCloseTo(rate, 12));

  it.each([
    ['the first read', at(15, 1), undefined],
    ['no read now', undefined, at(0, 1)],
    ['the same read', at(15, 1), at(15, 1)],
    ['a clock that went back', at(10, 2), at(15, 1)],
  ])('has none: %s', (_name, now, before) => expect(counterRate(now, before)).toBeUndefined());
});

describe('counterRates', () => {
  it('counters that appear stood at zero; those that are gone have no rate', () => {
    const now = {
      atMs: 10_000,
      value: new Map([
        ['pods', 20],
        ['metrics', 5],
      ]),
    };
    const before = {
      atMs: 0,
      value: new Map([
        ['pods', 10],
        ['logs', 3],
      ]),
    };
    expect([...counterRates({ now, before })]).toEqual([
      ['pods', 1],
      ['metrics', 0.5],
    ]);
    expect([...counterRates({ now })]).toEqual([]);
  });
});
