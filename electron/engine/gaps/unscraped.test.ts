import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countUnscraped } from './unscraped';

const INTERVAL = 15;
const gap = (fromMs: number, toMs: number, open: { readonly before?: boolean; readonly after?: boolean } = {}) => ({
  fromMs,
  toMs,
  intervalMs: INTERVAL,
  openBefore: open.before === true,
  openAfter: open.after === true,
});

describe('how many targets were not scraped in a gap', () => {
  it.each([
    ['one alone', [gap(0, 60)], [1]],
    ['a stop: each target at its own offset', [gap(0, 60), gap(5, 65), gap(14, 74)], [3, 3, 3]],
    ['two that follow each other', [gap(0, 60), gap(60, 120)], [1, 1]],
    ['a long one with a stop of another in its middle: it was not that stop alone', [gap(0, 600), gap(300, 360)], [1, 2]],
    ['one that is gone for good, from a stop on', [gap(300, 900, { after: true }), gap(300, 360)], [1, 2]],
    ['both are gone for good', [gap(300, 900, { after: true }), gap(310, 900, { after: true })], [2, 2]],
    ['before the first scrape of any', [gap(0, 100, { before: true }), gap(0, 110, { before: true })], [2, 2]],
  ])('%s', (_name, gaps, expected) => {
    const counts = countUnscraped(gaps);
    expect(gaps.map((each) => counts.get(each))).toEqual(expected);
  });

  it('is what looking at every pair gives', () => {
    const stretch = fc.tuple(fc.nat(300), fc.integer({ min: 30, max: 200 }), fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 30 }), (made) => {
        const gaps = made.map(([from, length, before, after]) => gap(from, from + length, { before, after }));
        const counts = countUnscraped(gaps);
        for (const each of gaps) {
          const first = each.openBefore ? each.fromMs : each.fromMs + INTERVAL;
          const last = each.openAfter ? each.toMs : each.toMs - INTERVAL;
          const over = gaps.filter(
            (other) =>
              (other.openBefore || other.fromMs <= Math.min(first, last) + INTERVAL / 2) &&
              (other.openAfter || other.toMs >= Math.max(first, last) - INTERVAL / 2),
          );
          expect(counts.get(each)).toBe(over.length);
        }
      }),
    );
  });
});
