import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeriesData } from '../../../shared/contract/engine';
import { formatTicks } from '../../../shared/model/formatTicks';
import { PLOT, shareOf, timeAt } from '../../ui/chart/chartArea';
import { chartModel, DRAWN_POINTS } from '../../ui/chart/chartModel';
import { highestNow, pointAt, spokenChart } from '../../ui/chart/chartSeries';
import { lineStyle, markerPath } from '../../ui/chart/chartStyle';
import { extentOf, limitPlace, tickTime, timeTicks, valueTicks } from '../../ui/chart/chartTicks';
import { groupCharts } from './chartGroups';

const CHART = { key: 'requests', title: 'Requests', unit: 'requests/s', order: 1 };

function series(line: string | undefined, values: readonly (number | null)[], over: Partial<SeriesData> = {}): SeriesData {
  return {
    key: `k ${line}`,
    label: `Requests: ${line}`,
    unit: 'requests/s',
    chart: CHART,
    ...(line === undefined ? {} : { line }),
    source: 'own looks',
    points: values.map((value, index) => ({ atMs: index * 1_000, value })),
    ...over,
  };
}

describe('charts of series', () => {
  it('hold the lines of one chart, in the order of the charts', () => {
    const charts = groupCharts([
      series('b', [1]),
      series('alone', [1], { chart: undefined, label: 'Age', unit: 'seconds' }),
      series('x', [1], { chart: { ...CHART, key: 'first', order: 0 } }),
      series('a', [1]),
    ]);
    expect(charts.map(({ key, lines }) => [key, lines.map(({ name }) => name)])).toEqual([
      ['first', ['x']],
      ['requests', ['b', 'a']],
      ['Age seconds', ['alone']],
    ]);
  });
  it('draw the same line once, though card and member both have it', () => {
    expect(groupCharts([series('a', [1]), series('a', [1], { key: 'other' })])[0]?.lines).toHaveLength(1);
  });
  it('of more than eight lines are the seven largest and the others together', () => {
    const [chart] = groupCharts(Array.from({ length: 12 }, (_, index) => series(`p${index}`, [index, index])));
    expect(chart?.lines.map(({ name }) => name)).toEqual(['p5', 'p6', 'p7', 'p8', 'p9', 'p10', 'p11', '5 others together']);
    expect(chart?.lines[7]?.points[1]?.value).toBe(0 + 1 + 2 + 3 + 4);
  });
  it('of times take the highest of the others: seconds do not add up', () => {
    const [chart] = groupCharts(
      Array.from({ length: 10 }, (_, index) => series(`n${index}`, [index], { unit: 'seconds', chart: { ...CHART, unit: 'seconds' } })),
    );
    expect(chart?.lines[7]).toMatchObject({ name: 'highest of 3 others', points: [{ value: 2 }] });
  });
  it('say a limit once', () => {
    const limit = { value: 10, says: 'timeout, 10 s' };
    expect(groupCharts([series('a', [1], { limit }), series('b', [1], { limit })])[0]?.limits).toEqual([limit]);
  });
});

describe('lines are never told apart by colour alone', () => {
  it('each of eight has a dash and marker that no other has together', () => {
    const looks = Array.from({ length: 8 }, (_, style) => lineStyle(style, 'own looks')).map(({ dash, marker }) => `${dash} ${marker}`);
    expect(new Set(looks).size).toBe(8);
    expect(looks.slice(0, 3)).toEqual(['undefined circle', '6 3 square', '2 3 triangle']);
  });
  it('the only line is ink when read directly, blue out of Prometheus', () => {
    expect(lineStyle(undefined, 'own looks').stroke).toBe('var(--hs-chart-core)');
    expect(lineStyle(undefined, 'Prometheus monitoring/k8s').stroke).toBe('var(--hs-chart-mon)');
  });
  it.each(['circle', 'square', 'triangle', 'diamond'] as const)('%s is an outline round its point', (marker) =>
    expect(markerPath(marker, 10, 10)).toMatch(/^M[\d.]+ [\d.]+.*z$/),
  );
});

describe('value ticks', () => {
  it.each([
    ['from zero when it is near', [1, 9], 'seconds', [0, 5, 10]],
    ['of a level line', [34, 34], 'pods', [0, 20, 40]],
    ['of a band far from zero', [60_000, 62_000], 'series', [60_000, 61_000, 62_000]],
    ['of bytes in powers of 1024', [0, 3 * 1024 ** 2], 'bytes', [0, 2 * 1024 ** 2, 4 * 1024 ** 2]],
    ['of zeros', [0, 0], 'alerts', [0, 0.5, 1]],
    ['of below zero', [-4, 4], 'x', [-5, 0, 5]],
    ['of minutes', [0, 540], 'seconds', [0, 300, 600]],
    ['of the largest numbers', [0, 1e308], 'x', [0, 5e307, 1e308]],
    ['of both ends of all numbers', [-1e308, 1e308], 'x', [-1e308, 0, 1e308]],
  ])('are three round ones: %s', (_name, [low = 0, high = 0], unit, ticks) => expect(valueTicks({ low, high }, unit)).toEqual(ticks));

  it('without a value', () => expect(valueTicks(undefined, 'x')).toEqual([0, 0.5, 1]));

  it('always hold every value, rise, and read apart', () =>
    fc.assert(
      fc.property(
        fc.double({ min: -1e15, max: 1e15, noNaN: true }),
        fc.double({ min: 0, max: 1e15, noNaN: true }),
        fc.constantFrom('series', 'bytes', 'seconds', 'ratio', 'cores', 'samples/s'),
        (low, more, unit) => {
          const high = low + more;
          fc.pre((more === 0 && low === 0) || (more > 1e-12 && more > Math.abs(low) * 1e-3));
          const ticks = valueTicks({ low, high }, unit);
          expect(ticks).toHaveLength(3);
          expect((ticks[0] ?? 0) - low).toBeLessThanOrEqual((Math.abs(low) + more) * 1e-6);
          expect(ticks[2]).toBeGreaterThanOrEqual(high - (Math.abs(high) + more) * 1e-6);
          expect(new Set(formatTicks(ticks, unit).texts).size).toBe(3);
        },
      ),
      { seed: 11, numRuns: 1_000 },
    ));
});

describe('the axis of time', () => {
  it('has four moments', () => expect(timeTicks(0, 180_000)).toEqual([0, 60_000, 120_000, 180_000]));
  it.each([
    [60_000, '00:01:05'],
    [900_000, '00:01'],
    [86_400_000, '00:01'],
    [3 * 86_400_000, '1 Jan 00:01'],
    [30 * 86_400_000, '1 Jan'],
  ])('of a range of %d ms is written as %s', (range, text) => expect(tickTime(65_000, range, 0)).toBe(text));
  it('gives the moment under the pointer, and nothing beyond its ends', () => {
    const axis = { fromMs: 1_000, toMs: 2_000 };
    expect(timeAt(PLOT.left + (400 - PLOT.left - PLOT.right) / 2, 400, axis)).toBeCloseTo(1_500, -1);
    expect(timeAt(0, 400, axis)).toBe(1_000);
    expect(timeAt(999, 400, axis)).toBe(2_000);
    expect(shareOf(2_001, axis)).toBeUndefined();
  });
});

describe('limits', () => {
  it.each([
    [15, 'drawn'],
    [24, 'drawn'],
    [60, 'above'],
    [0.5, 'below'],
  ])('at %d of values from 5 to 10 are %s', (value, where) => expect(limitPlace({ value, says: '' }, { low: 5, high: 10 })).toBe(where));
});

describe('what a chart draws', () => {
  const modelOf = (all: readonly SeriesData[], fromMs = 0, toMs = 100_000) => {
    const [chart] = groupCharts(all);
    if (chart === undefined) throw new Error('no chart');
    return { chart, model: chartModel(chart, { fromMs, toMs }) };
  };

  it('is at most two thousand points, whatever the lines bring, and keeps their spikes', () => {
    const values = Array.from({ length: 2_000 }, (_, index) => (index === 1_234 ? 99 : 1));
    const { model } = modelOf(
      Array.from({ length: 8 }, (_, index) => series(`l${index}`, values)),
      0,
      2_000_000,
    );
    expect(model.lines.reduce((sum, { drawn }) => sum + drawn.length, 0)).toBeLessThanOrEqual(DRAWN_POINTS);
    for (const { drawn } of model.lines) expect(drawn.some(({ value }) => value === 99)).toBe(true);
  });
  it('marks one point that stands alone', () => {
    const { model } = modelOf([series(undefined, [7])]);
    expect(model.lines[0]?.marked).toEqual([{ atMs: 0, value: 7 }]);
    expect(model.unseen).toEqual([{ fromMs: 0, toMs: 100_000 }]);
  });
  it('marks a point between two gaps', () => {
    const { model } = modelOf([series(undefined, [1, 1, null, 5, null, 1])]);
    expect(model.lines[0]?.marked.map(({ value }) => value)).toContain(5);
  });
  it('hatches what nobody saw', () => {
    const { model } = modelOf([series(undefined, [1, 1, 1, null, null, null, null, null, 1, 1])], 0, 9_000);
    expect(model.unseen).toEqual([{ fromMs: 2_000, toMs: 8_000 }]);
  });
  it('puts a limit that is near on its axis and says one that is far', () => {
    const near = modelOf([series(undefined, [8, 9], { limit: { value: 10, says: 'near' } })]).model;
    expect(near.limits).toHaveLength(1);
    expect(near.ticks[2]).toBeGreaterThanOrEqual(10);
    const far = modelOf([series(undefined, [8, 9], { limit: { value: 1_000, says: 'far' } })]).model;
    expect(far.limitsOutside).toEqual([{ limit: { value: 1_000, says: 'far' }, where: 'above' }]);
  });
  it('is a sentence as well', () => {
    const { chart } = modelOf([series(undefined, [1, null, null, 2])]);
    expect(spokenChart(chart, 0, true)).toBe('Requests, 2 requests/s now, from 00:00:00 to 00:00:03, 1 gap, source: own looks');
    const many = groupCharts([series('a', [1]), series('b', [3])])[0];
    expect(many && spokenChart(many, 0, true)).toBe(
      'Requests, 2 lines, highest now b with 3 requests/s, from 00:00:00 to 00:00:00, 0 gaps, source: own looks',
    );
    expect(spokenChart(chart, 0, false)).toContain(', 2 requests/s at the end, from ');
    expect(many && spokenChart(many, 0, false)).toContain(', 2 lines, highest at the end b with 3 requests/s, ');
    expect(many && highestNow(many)).toEqual({ name: 'b', value: 3 });
  });
});

describe('the value at the cursor', () => {
  const points = [
    { atMs: 0, value: 1 },
    { atMs: 10, value: null },
    { atMs: 20, value: 3 },
  ];
  it.each([
    [4, 1],
    [9, null],
    [16, 3],
    [24, 3],
    [26, undefined],
    [-6, undefined],
  ])('at %d is that of the nearest point within reach', (atMs, value) => expect(pointAt(points, atMs, 5)?.value).toBe(value));
  it('of nothing is nothing', () => expect(pointAt([], 5, 5)).toBeUndefined());
});

it('an extent of gaps alone is none', () => expect(extentOf([[{ atMs: 0, value: null }]])).toBeUndefined());
