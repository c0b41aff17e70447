import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_POINTS, onSteps, stepSeconds, stretchOf } from './stretch';

const MINUTE = 60_000;
const DAY = 86_400_000;

describe('the axis of charts', () => {
  it('of a live range ends now, moved on in whole ticks', () => {
    const { fromMs, toMs } = stretchOf({ kind: 'live', ms: 15 * MINUTE }, 1_000_123);
    expect(toMs - fromMs).toBe(15 * MINUTE);
    expect(toMs).toBeGreaterThanOrEqual(1_000_123);
    expect(toMs - 1_000_123).toBeLessThanOrEqual(5_000);
  });
  it('of a zoom is what was dragged over', () =>
    expect(stretchOf({ kind: 'fixed', fromMs: 10_000, toMs: 20_000 }, 999_999)).toEqual({ fromMs: 10_000, toMs: 20_000 }));
  it.each([
    ['of a live range ends there', { kind: 'live', ms: 900_000 }, { fromMs: 100_000, toMs: 1_000_000 }],
    ['of a zoom before it is the zoom', { kind: 'fixed', fromMs: 10_000, toMs: 20_000 }, { fromMs: 10_000, toMs: 20_000 }],
    ['of a zoom over it ends there', { kind: 'fixed', fromMs: 900_000, toMs: 1_200_000 }, { fromMs: 900_000, toMs: 1_000_000 }],
    [
      'of a zoom after it is as long, and ends there',
      { kind: 'fixed', fromMs: 1_100_000, toMs: 1_200_000 },
      { fromMs: 900_000, toMs: 1_000_000 },
    ],
  ] as const)('at a moment of before %s', (_name, span, stretch) => expect(stretchOf(span, 9_999_999, 1_000_000)).toEqual(stretch));
  it('has a length whatever is asked for', () =>
    expect(stretchOf({ kind: 'fixed', fromMs: 10_000, toMs: 10_000 }, 0)).toEqual({ fromMs: 10_000, toMs: 11_000 }));
});

describe('the step of a query', () => {
  it.each([
    ['5 m', 5 * MINUTE, 15],
    ['15 m', 15 * MINUTE, 15],
    ['1 h', 60 * MINUTE, 15],
    ['6 h', 360 * MINUTE, 15],
    ['24 h', DAY, 60],
    ['7 d', 7 * DAY, 300],
    ['30 d', 30 * DAY, 1_200],
  ])('of %s', (_range, ms, step) => expect(stepSeconds(ms, 15)).toBe(step));
  it('is never finer than the scrapes', () => expect(stepSeconds(5 * MINUTE, 60)).toBe(60));

  it('never asks for more points than a Prometheus gives', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 400 * DAY }), fc.integer({ min: 1, max: 3_600 }), (ms, scrape) => {
        const step = stepSeconds(ms, scrape);
        const { fromMs, toMs } = onSteps({ fromMs: 7, toMs: 7 + ms }, step);
        expect((toMs - fromMs) / (step * 1_000)).toBeLessThanOrEqual(MOST_POINTS);
        expect(fromMs % (step * 1_000)).toBe(0);
      }),
      { seed: 3 },
    ));
});
