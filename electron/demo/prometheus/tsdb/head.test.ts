import { describe, expect, it } from 'vitest';
import { makeMatcher } from '../../../../shared/promql/matcher';
import { DEFAULT_LIMITS, Head } from './head';

function head(limits: Partial<typeof DEFAULT_LIMITS> = {}): Head {
  return new Head({ ...DEFAULT_LIMITS, ...limits });
}

function seriesOf(store: Head, labels: Record<string, string>) {
  const series = store.series(labels);
  if (series === undefined) throw new Error('the head is full');
  return series;
}

describe('what becomes of a sample', () => {
  const cases: [string, number, number, string][] = [
    ['later', 2000, 5, 'stored'],
    ['the same time and value', 1000, 1, 'same'],
    ['the same time with another value', 1000, 2, 'duplicate'],
    ['earlier', 500, 1, 'out-of-order'],
    ['more than an hour behind the newest', 1000 - 3_600_001, 1, 'too-old'],
  ];
  it.each(cases)('%s', (_name, timeMs, value, expected) => {
    const store = head();
    const series = seriesOf(store, { __name__: 'a' });
    store.append(series, 1000, 1);
    expect(store.append(series, timeMs, value)).toBe(expected);
  });
});

describe('values survive being packed', () => {
  const shapes: [string, (i: number) => number][] = [
    ['constant', () => 7],
    ['counter in small steps', (i) => 1_000_000 + i],
    ['counter in big steps', (i) => i * 40_000_000],
    ['beyond 32 bits', (i) => i * 1e12],
    ['fractions', (i) => i / 3],
    ['falling', (i) => -i * 200],
    ['NaN and infinities', (i) => [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0][i % 4] ?? 0],
  ];
  it.each(shapes)('%s', (_name, valueAt) => {
    const store = head();
    const series = seriesOf(store, { __name__: 'a' });
    for (let i = 0; i < 200; i++) store.append(series, 10_000 + i * 15_000 + (i === 77 ? 3 : 0), valueAt(i));
    const { timesMs, values } = series.window(0, 10_000_000);
    expect(Array.from(timesMs)).toEqual(Array.from({ length: 200 }, (_, i) => 10_000 + i * 15_000 + (i === 77 ? 3 : 0)));
    expect(Array.from(values)).toEqual(Array.from({ length: 200 }, (_, i) => valueAt(i)));
  });
});

describe('reading', () => {
  const store = head();
  const series = seriesOf(store, { __name__: 'a', job: 'x' });
  for (let i = 1; i <= 130; i++) store.append(series, i * 1000, i, i === 100);
  store.append(series, 200_000, Number.NaN, true);

  it('looks back to the last sample, the window open on the left', () => {
    expect(series.latest(50_500, 1000)).toEqual({ timeMs: 50_000, value: 50 });
    expect(series.latest(51_000, 1000)).toEqual({ timeMs: 51_000, value: 51 });
    expect(series.latest(140_000, 10_000)).toBeUndefined();
    expect(series.latest(500, 1000)).toBeUndefined();
  });

  it('gives nothing where the last sample is a stale marker', () => {
    expect(series.latest(100_500, 300_000)).toBeUndefined();
    expect(series.latest(200_000, 300_000)).toBeUndefined();
  });

  it('leaves stale markers out of windows, across chunks', () => {
    expect(Array.from(series.window(98_000, 102_000).timesMs)).toEqual([99_000, 101_000, 102_000]);
    expect(series.window(0, 300_000).values.length).toBe(129);
  });

  it('selects by name and label', () => {
    const matcher = makeMatcher('job', '=', 'x');
    expect(store.select(matcher.ok ? [matcher.value] : [])).toEqual([series]);
  });
});

describe('bounds', () => {
  it('forgets what is past the retention and the series that had nothing else', () => {
    const store = head({ retentionMs: 600_000 });
    const gone = seriesOf(store, { __name__: 'gone' });
    const kept = seriesOf(store, { __name__: 'kept' });
    store.append(gone, 1000, 1);
    for (let i = 1; i <= 200; i++) store.append(kept, i * 15_000, i);
    store.truncate(3_000_000);
    expect(gone.removed).toBe(true);
    expect(store.seriesCount).toBe(1);
    expect(store.minMs).toBeGreaterThan(1_000_000);
    expect(kept.latest(3_000_000, 60_000)?.value).toBe(200);
  });

  it('refuses new series when full, and still takes what tells of health', () => {
    const store = head({ maxSeries: 1 });
    seriesOf(store, { __name__: 'a' });
    expect(store.series({ __name__: 'b' })).toBeUndefined();
    expect(store.series({ __name__: 'up' }, true)).toBeDefined();
    expect(store.series({ __name__: 'a' })).toBeDefined();
  });

  it('drops the oldest quarter of the time when there are too many samples', () => {
    const store = head({ maxSamples: 300 });
    const series = seriesOf(store, { __name__: 'a' });
    for (let i = 0; i < 400; i++) store.append(series, i * 1000, i);
    store.truncate(400_000);
    expect(store.minMs).toBe(60_000);
  });
});
