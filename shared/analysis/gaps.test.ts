import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { findGaps, type Gap, type SeriesTimes } from './gaps';

const S = 1000;

/** Samples every 15 s from 0, but at the ticks in `missing`. */
function every15(ticks: number, missing: readonly number[] = []): number[] {
  return Array.from({ length: ticks }, (_, tick) => tick)
    .filter((tick) => !missing.includes(tick))
    .map((tick) => tick * 15 * S);
}

function at15(samplesMs: readonly number[], more: Partial<SeriesTimes> = {}): SeriesTimes {
  return { samplesMs, intervalMs: 15 * S, startMs: 0, endMs: 150 * S, ...more };
}

function ups(value: (tick: number) => 0 | 1 | undefined): SeriesTimes['up'] {
  return every15(11).flatMap((atMs, tick) => {
    const one = value(tick);
    return one === undefined ? [] : [{ atMs, value: one }];
  });
}

const hole: Gap = { lastBeforeMs: 45 * S, firstAfterMs: 90 * S, missed: 2, cause: 'unknown' };
const holed = every15(11, [4, 5]);

describe('where samples are missing', () => {
  test.each<[string, SeriesTimes, readonly Gap[]]>([
    ['none', at15(every15(11)), []],
    ['two ticks', at15(holed), [hole]],
    ['two gaps', at15(every15(11, [2, 6, 7])), [gap(15, 45, 1), gap(75, 120, 2)]],
    ['exactly 1.5 intervals are none', at15([0, 15 * S, 37.5 * S, 45 * S], { endMs: 45 * S }), []],
    ['a little more than 1.5', at15([0, 15 * S, 37.6 * S, 50 * S], { endMs: 50 * S }), [gap(15, 37.6, 1)]],
    ['half a period counts up', at15([0, 37.5 * S], { endMs: 37.5 * S }), [gap(0, 37.5, 2)]],
    ['unsorted', at15([...holed].reverse()), [hole]],
    ['each sample twice, as a clock that went back brings them', at15([...holed, ...holed]), [hole]],
    [
      'a clock that goes back by 40 s, kept all the same (out_of_order_time_window)',
      at15([0, 15, 30, 45, 60, 75, 50, 65, 80, 95, 110, 125, 140].map((s) => s * S)),
      [],
    ],
    ['all late by the same', at15(every15(10).map((ms) => ms + 6 * S)), []],
    ['each a little later than the one before', at15(every15(10).map((ms, tick) => ms + tick * S)), []],
    ['what is no number is left out', at15([Number.NaN, ...holed, Number.POSITIVE_INFINITY]), [hole]],
    [
      'a missing tick although the neighbours come 2 ms early and late',
      at15([0, 15_001, 44_999, 60_000], { endMs: 60 * S }),
      [{ lastBeforeMs: 15_001, firstAfterMs: 44_999, missed: 1, cause: 'unknown' }],
    ],
    ['samples outside of what is looked at do not count', at15(every15(11), { startMs: 60 * S, endMs: 90 * S }), []],
  ])('%s', (_name, series, gaps) => {
    expect(findGaps(series)).toEqual(gaps);
  });
});

describe('open sides: the ends of what is looked at stand in', () => {
  test.each<[string, SeriesTimes, readonly Gap[]]>([
    ['from the start', at15(every15(11).slice(4)), [{ firstAfterMs: 60 * S, missed: 3, cause: 'unknown' }]],
    ['to the end', at15(every15(7)), [{ lastBeforeMs: 90 * S, missed: 3, cause: 'unknown' }]],
    [
      'one sample',
      at15([60 * S]),
      [
        { firstAfterMs: 60 * S, missed: 3, cause: 'unknown' },
        { lastBeforeMs: 60 * S, missed: 5, cause: 'unknown' },
      ],
    ],
    ['no sample', at15([]), [{ missed: 9, cause: 'unknown' }]],
    ['the next sample is not due yet', at15(every15(10), { endMs: 150 * S }), []],
    ['nothing is looked at', at15([], { startMs: 10, endMs: 10 }), []],
    ['the end before the start', at15(every15(5), { startMs: 150 * S, endMs: 0 }), []],
    ['ends that are no numbers', at15(holed, { startMs: Number.NaN, endMs: Number.NaN }), [hole]],
  ])('%s', (_name, series, gaps) => {
    expect(findGaps(series)).toEqual(gaps);
  });
});

describe('the period', () => {
  test.each<[string, Partial<SeriesTimes>, number]>([
    ['0', { intervalMs: 0 }, 0],
    ['negative', { intervalMs: -15 * S }, 0],
    ['no number', { intervalMs: Number.NaN }, 0],
    ['endless', { intervalMs: Number.POSITIVE_INFINITY }, 0],
    ['of the producer alone', { intervalMs: 0, producerPeriodMs: 15 * S }, 1],
    ['of a producer slower than the scraper: its pace is no gap', { producerPeriodMs: 30 * S }, 0],
    ['of a producer that is faster', { producerPeriodMs: 5 * S }, 1],
    ['of a producer that is 0', { producerPeriodMs: 0 }, 1],
  ])('%s', (_name, more, count) => {
    expect(findGaps(at15(holed, more))).toHaveLength(count);
  });

  it('counts in periods of the producer', () => {
    const samplesMs = [0, 10, 29, 58, 150].map((s) => s * S);
    expect(findGaps(at15(samplesMs, { producerPeriodMs: 30 * S }))).toEqual([gap(58, 150, 2)]);
  });
});

describe('causes: the first that holds', () => {
  const siblingsMs = every15(11);
  const rejectedMs = [60 * S];
  test.each<[string, Partial<SeriesTimes>, Gap['cause']]>([
    ['nothing given', {}, 'unknown'],
    ['up 0 in all of it', { up: ups((tick) => (tick === 4 || tick === 5 ? 0 : 1)) }, 'target-down'],
    [
      'up 0 in all of it, a sibling and a rejection',
      { up: ups((t) => (t === 4 || t === 5 ? 0 : 1)), siblingsMs, rejectedMs },
      'target-down',
    ],
    ['up 0 at its edges does not count', { up: ups((tick) => (tick === 3 || tick === 6 ? 0 : 1)), siblingsMs }, 'series-vanished'],
    ['no up inside', { up: ups((tick) => (tick === 4 || tick === 5 ? undefined : 1)), siblingsMs, rejectedMs }, 'scraper-stopped'],
    ['no up at all', { up: [] }, 'scraper-stopped'],
    ['up that is no number', { up: [{ atMs: Number.NaN, value: 1 }] }, 'scraper-stopped'],
    ['rejected', { up: ups(() => 1), siblingsMs, rejectedMs }, 'rejected'],
    ['rejected, nothing known of up', { rejectedMs }, 'rejected'],
    ['rejected at its edges does not count', { up: ups(() => 1), rejectedMs: [45 * S, 90 * S] }, 'unknown'],
    ['up 1 and a sibling', { up: ups(() => 1), siblingsMs }, 'series-vanished'],
    ['up 1 and a sibling that is missing as well', { up: ups(() => 1), siblingsMs: holed }, 'unknown'],
    ['a sibling, nothing known of up', { siblingsMs }, 'unknown'],
    ['up 0 and 1', { up: ups((tick) => (tick === 4 ? 0 : 1)), siblingsMs }, 'unknown'],
    ['up 0 and 1, and a rejection', { up: ups((tick) => (tick === 4 ? 0 : 1)), rejectedMs }, 'rejected'],
  ])('%s', (_name, more, cause) => {
    expect(findGaps(at15(holed, more))).toEqual([{ ...hole, cause }]);
  });

  it('has them on open sides too', () => {
    const up = ups((tick) => (tick < 4 ? 0 : tick < 8 ? 1 : undefined));
    expect(findGaps(at15(every15(8).slice(4), { up })).map(({ cause }) => cause)).toEqual(['target-down', 'scraper-stopped']);
    expect(findGaps(at15([], { up: ups(() => 0) }))).toEqual([{ missed: 9, cause: 'target-down' }]);
  });
});

describe('late', () => {
  const up = ups(() => 0);
  test.each<[string, readonly number[], readonly Gap[]]>([
    ['a sample late, the next on its tick', [0, 15, 30, 55, 60, 75], [{ ...gap(30, 55, 0), cause: 'late' }]],
    ['a sample late, the next one tick on', [0, 15, 30, 55, 75, 90], [{ ...gap(30, 55, 0), cause: 'late' }]],
    ['the next is not on the grid: the scraper began anew', [0, 15, 30, 55, 70, 85], [{ ...gap(30, 55, 1), cause: 'target-down' }]],
    ['there is no next', [0, 15, 30, 55], [{ ...gap(30, 55, 1), cause: 'target-down' }]],
    [
      'every second one is late: nothing is missed',
      [0, 25, 30, 55, 60, 85, 90],
      [gap(0, 25, 0), gap(30, 55, 0), gap(60, 85, 0)].map((each) => ({ ...each, cause: 'late' as const })),
    ],
    ['two intervals are no lateness', [0, 15, 30, 60, 75], [{ ...gap(30, 60, 1), cause: 'target-down' }]],
  ])('%s', (_name, seconds, gaps) => {
    const samplesMs = seconds.map((s) => s * S);
    expect(findGaps(at15(samplesMs, { endMs: samplesMs[samplesMs.length - 1], up }))).toEqual(gaps);
  });
});

describe('what Prometheus 2.42 kept', () => {
  const raw = JSON.parse(readFileSync(new URL('../../e2e/fixtures/gaps/raw-samples.json', import.meta.url), 'utf8'));
  const window = { intervalMs: 2 * S, startMs: raw.flakyUp[0][0], endMs: raw.flakyUp.at(-1)[0] };

  it('of a target that went down again and again', () => {
    const up = raw.flakyUp.map(([atMs, value]: [number, 0 | 1]) => ({ atMs, value }));
    const gaps = findGaps({ ...window, samplesMs: raw.flaky, up });
    expect(gaps.map(({ missed, cause }) => [missed, cause])).toEqual([
      [12, 'target-down'],
      [13, 'target-down'],
      [13, 'target-down'],
    ]);
  });

  it('of a series that came and went while its target was up', () => {
    const siblingsMs: readonly number[] = raw.vanishingSibling;
    const up = siblingsMs.map((atMs) => ({ atMs, value: 1 as const }));
    const gaps = findGaps({ ...window, samplesMs: raw.vanishing, siblingsMs, up });
    expect(gaps.map(({ missed, cause }) => [missed, cause])).toEqual([
      [12, 'series-vanished'],
      [13, 'series-vanished'],
      [13, 'series-vanished'],
    ]);
  });

  it('of scrapes with some milliseconds of jitter, each tick taken out in turn', () => {
    const times: readonly number[] = raw.jittered;
    const startMs = times[0] ?? 0;
    const endMs = times.at(-1) ?? 0;
    expect(findGaps({ samplesMs: times, intervalMs: 2 * S, startMs, endMs })).toEqual([]);
    for (const taken of times.slice(1, -1)) {
      const samplesMs = times.filter((atMs) => atMs !== taken);
      expect(findGaps({ samplesMs, intervalMs: 2 * S, startMs, endMs })).toMatchObject([{ missed: 1, cause: 'unknown' }]);
    }
  });

  it('of cAdvisor, which brings a sample in 10 s: not a gap', () => {
    const [startMs, endMs] = [raw.cadvisor[0], raw.cadvisor.at(-1)];
    expect(findGaps({ samplesMs: raw.cadvisor, intervalMs: 2 * S, startMs, endMs, producerPeriodMs: 30 * S })).toEqual([]);
    expect(findGaps({ samplesMs: raw.cadvisor, intervalMs: 2 * S, startMs, endMs })).toHaveLength(23);
  });
});

describe('whatever comes in', () => {
  const anyTimes = fc.array(fc.double({ min: -1e6, max: 1e6 }), { maxLength: 60 });
  const anySeries: fc.Arbitrary<SeriesTimes> = fc.record(
    {
      samplesMs: anyTimes,
      intervalMs: fc.oneof(fc.double(), fc.integer({ min: 1, max: 100_000 })),
      startMs: fc.double({ min: -1e6, max: 1e6 }),
      endMs: fc.double({ min: -1e6, max: 1e6 }),
      up: fc.array(fc.record({ atMs: fc.double(), value: fc.constantFrom<0 | 1>(0, 1) }), { maxLength: 20 }),
      siblingsMs: anyTimes,
      rejectedMs: anyTimes,
      producerPeriodMs: fc.double(),
    },
    { requiredKeys: ['samplesMs', 'intervalMs', 'startMs', 'endMs'] },
  );

  it('gaps are apart, in order, hold no sample, and miss at least one unless late', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        let beforeMs = Number.NEGATIVE_INFINITY;
        for (const gap of findGaps(series)) {
          const from = gap.lastBeforeMs ?? series.startMs;
          const to = gap.firstAfterMs ?? series.endMs;
          expect(from).toBeGreaterThanOrEqual(beforeMs);
          expect(to).toBeGreaterThan(from);
          expect(series.samplesMs.some((atMs) => atMs > from && atMs < to)).toBe(false);
          if (gap.cause === 'late') expect(gap.missed).toBe(0);
          else expect(gap.missed).toBeGreaterThanOrEqual(1);
          beforeMs = to;
        }
      }),
      { seed: 5 },
    );
  });

  it('order and repetition of what is given do not matter', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const samplesMs = [...series.samplesMs, ...series.samplesMs].reverse();
        const again = series.up === undefined ? { ...series, samplesMs } : { ...series, samplesMs, up: [...series.up].reverse() };
        expect(findGaps(again)).toEqual(findGaps(series));
      }),
      { seed: 6 },
    );
  });

  it('a grid with jitter has exactly the gaps that were cut into it', () => {
    const ticks = 80;
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: ticks - 2 }), { maxLength: 20 });
    const jitter = fc.array(fc.double({ min: -0.024, max: 0.024, noNaN: true }), { minLength: ticks, maxLength: ticks });
    fc.assert(
      fc.property(cuts, jitter, (cut, offsets) => {
        const all = offsets.map((offset, tick) => (tick + offset) * 15 * S);
        const samplesMs = all.filter((_, tick) => !cut.includes(tick));
        const gaps = findGaps({ samplesMs, intervalMs: 15 * S, startMs: all[0] ?? 0, endMs: all[ticks - 1] ?? 0 });
        expect(gaps.reduce((sum, { missed }) => sum + missed, 0)).toBe(cut.length);
        expect(gaps).toHaveLength(cut.filter((tick) => !cut.includes(tick - 1)).length);
      }),
      { seed: 7 },
    );
  });
});

function gap(from: number, to: number, missed: number): Gap {
  return { lastBeforeMs: from * S, firstAfterMs: to * S, missed, cause: 'unknown' };
}
