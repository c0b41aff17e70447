import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { intervalStretches } from './intervals';
import type { Scrape } from './scene';
import { targetTicks } from './targetGaps';

const S = 1_000;

/** A line of scrapes each 15 s from 0: "1" well, "0" failed, "e" emptied, "." none. */
function line(text: string, intervalS = 15, fromS = 0): readonly Scrape[] {
  return [...text].flatMap((mark, tick): Scrape[] => {
    const atMs = (fromS + tick * intervalS) * S;
    if (mark === '.') return [];
    return [mark === '0' ? { atMs, up: 0 } : { atMs, up: 1, kept: mark === 'e' ? 2 : 40 }];
  });
}

function ticksOf(text: string, endS = (text.length - 1) * 15) {
  return targetTicks({ scrapes: line(text), intervalMs: 15 * S, startMs: 0, endMs: endS * S });
}

describe('gaps of a target', () => {
  test.each<[string, string, readonly (readonly [from: number, to: number, gone: string, missed: number])[]]>([
    ['none', '1111111', []],
    ['failed scrapes', '1100011', [[15, 75, 'answers', 3]]],
    ['no scrapes', '11...11', [[15, 75, 'scrapes', 3]]],
    [
      'failed, then none, then failed',
      '110..011',
      [
        [15, 30, 'answers', 1],
        [30, 75, 'scrapes', 2],
        [30, 90, 'answers', 1],
      ],
    ],
    ['failing from the start', '0011', [[0, 30, 'answers', 2]]],
    ['failing to the end', '1100', [[15, 45, 'answers', 2]]],
    [
      'two, parted by one good scrape',
      '100101',
      [
        [0, 45, 'answers', 2],
        [45, 75, 'answers', 1],
      ],
    ],
    ['answers with half of the series or less', '1111ee1111', [[45, 90, 'samples', 2]]],
    ['a lasting change is no gap', '1111111eee', []],
    ['never scraped', '......', [[0, 75, 'scrapes', 4]]],
  ])('%s', (_name, text, gaps) => {
    const found = ticksOf(text);
    expect(found.gaps.map(({ fromMs, toMs, gone, missed }) => [fromMs / S, toMs / S, gone, missed])).toEqual(
      gaps.map(([from, to, ...rest]) => [from, to, ...rest]),
    );
  });

  it('counts every tick once', () => {
    expect(ticksOf('1110011..11e1111')).toMatchObject({ expected: 16, onTime: 11, failed: 2, missed: 2, emptied: 1, late: 0 });
  });

  test.each([
    ['interval 0', { intervalMs: 0 }],
    ['interval that is no number', { intervalMs: Number.NaN }],
    ['the end before the start', { startMs: 100, endMs: 0 }],
  ])('%s: nothing is expected, nothing is missing', (_name, more) => {
    expect(targetTicks({ scrapes: [], intervalMs: 15 * S, startMs: 0, endMs: 60 * S, ...more })).toMatchObject({ expected: 0, gaps: [] });
  });

  it('an interval that was changed is no gap, and a gap in it is one', () => {
    const scrapes = [...line('11111111', 60), ...line('1111111.11', 15, 8 * 60)];
    const found = targetTicks({ scrapes, intervalMs: 15 * S, startMs: 0, endMs: 615 * S });
    expect(found.gaps.map(({ missed, intervalMs }) => [missed, intervalMs])).toEqual([[1, 15 * S]]);
  });

  it('every second scrape failing keeps the interval', () => {
    expect(ticksOf('1010101').gaps.map(({ missed }) => missed)).toEqual([1, 1, 1]);
  });

  it('whatever is scraped: gaps lie in what was looked at and miss something', () => {
    const anyScrapes = fc.array(
      fc.record({ atMs: fc.integer({ min: -50, max: 5_000 }), up: fc.constantFrom<0 | 1>(0, 1), kept: fc.nat(50) }),
      {
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(anyScrapes, fc.integer({ min: -1, max: 400 }), (some, intervalMs) => {
        const scrapes = [...some].sort((a, b) => a.atMs - b.atMs);
        const ticks = targetTicks({ scrapes, intervalMs, startMs: 0, endMs: 5_000 });
        for (const { fromMs, toMs, missed } of ticks.gaps) {
          expect(missed).toBeGreaterThan(0);
          expect(fromMs).toBeGreaterThanOrEqual(0);
          expect(toMs).toBeLessThanOrEqual(5_000);
        }
      }),
      { seed: 3 },
    );
  });
});

describe('intervals learnt from scrapes', () => {
  const at = (...seconds: number[]) => seconds.map((s) => s * S);
  test.each<[string, readonly number[], readonly (readonly [number, number, number])[]]>([
    ['the configured one', at(0, 15, 30, 45), [[0, 100, 15]]],
    ['no scrape at all', [], [[0, 100, 15]]],
    ['three equal distances are no interval', at(0, 30, 60, 90), [[0, 100, 15]]],
    [
      'four are',
      at(0, 20, 40, 60, 80, 95),
      [
        [0, 80, 20],
        [80, 100, 15],
      ],
    ],
  ])('%s', (_name, times, stretches) => {
    expect(intervalStretches(times, 15 * S, 0, 100 * S).map((s) => [s.fromMs / S, s.toMs / S, s.intervalMs / S])).toEqual(stretches);
  });
});
