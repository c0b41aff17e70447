import { describe, expect, it } from 'vitest';
import { heard, RECORDED } from '../recorded.testSupport';
import { trace } from '../walk';
import { lagOf } from './lag';
import { type Arrival, lagSpread } from './spread';
import { waitsOf } from './waits';

const S = 1_000;
const exactly = (sampleS: number, atS: number): Arrival => ({ sampleMs: sampleS * S, afterMs: atS * S, atMs: atS * S });

describe('how long changes take', () => {
  it('one stretch: a change right after the first sample waits longest', () => {
    // Samples at 0 and 10, the second seen at 15: a change at 10 took 5 s, one at 0 took 15 s, all between as likely.
    expect(lagSpread([exactly(0, 3), exactly(10, 15)])).toMatchObject({
      edges: 1,
      coveredMs: 10_000,
      bestMs: 5_000,
      p50Ms: 10_000,
      meanMs: 10_000,
      worstMs: 15_000,
      withinMs: 0,
    });
  });

  it('longer stretches hold more changes', () => {
    // 10 s seen after 5..15 s, and 30 s seen after 0..30 s: half of all 40 s of changes took at most x, x - 5 + x = 20.
    const spread = lagSpread([exactly(0, 3), exactly(10, 15), exactly(40, 40)]);
    expect(spread).toMatchObject({ edges: 2, coveredMs: 40_000, bestMs: 0, worstMs: 30_000 });
    expect(Math.abs((spread?.p50Ms ?? 0) - 12_500)).toBeLessThanOrEqual(1);
    expect(spread?.bins.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  it('what lies between two looks is uncertain by half of that', () => {
    expect(lagSpread([exactly(0, 3), { sampleMs: 10 * S, afterMs: 14 * S, atMs: 16 * S }])).toMatchObject({
      p50Ms: 10_000,
      withinMs: 1_000,
    });
  });

  it('a sample seen twice counts at its first time; one arrival alone tells nothing', () => {
    expect(lagSpread([exactly(0, 3), exactly(10, 15), exactly(10, 20)])?.edges).toBe(1);
    expect(lagSpread([exactly(0, 3)])).toBeUndefined();
    expect(lagSpread([])).toBeUndefined();
  });
});

it('where a change waits: half the time between samples, then from stage to stage; together all of it', () => {
  const api = [exactly(0, 4), exactly(20, 24), exactly(40, 44)];
  const hpa = [exactly(0, 10), exactly(20, 30), exactly(40, 50)];
  const waits = waitsOf({ id: 'housekeeping', says: 'housekeeping' }, [
    { id: 'scrape', says: 'scrape', arrivals: api },
    { id: 'hpa', says: 'HPA sync', arrivals: hpa },
  ]);
  // 10 s until a sample, 4 s to the API, 6 s more to the HPA: 20 s.
  expect(waits.map(({ id, share }) => [id, Math.round(share * 100)])).toEqual([
    ['housekeeping', 50],
    ['scrape', 20],
    ['hpa', 30],
  ]);
});

describe('the picture of it', () => {
  const hops = trace(RECORDED).hops;

  it('the budget is what is set; the window comes after', () => {
    const lag = lagOf(RECORDED, hops, { stages: [], withinMs: 0 });
    expect(lag.to).toBe('HPA demo/web-cpu');
    expect(lag.budget.map(({ says, after }) => [says, after])).toEqual([
      ['housekeeping up to 30 s', false],
      ['scrape 15 s', false],
      ['HPA sync 15 s', false],
      ['window 17.9 s', true],
    ]);
    expect(lag.because).toBe('no change was seen to arrive yet; two are needed');
    // From the middle of 8.116 and 26 to 51.
    expect(lag.thisMs).toBe(33_942);
  });

  it('a metric of an application waits for scrape and sync, and is a rate over the window of its adapter', () => {
    const adapter = heard({ query: 'sum(rate(http_requests_total{pod="web-1"}[2m])) by (pod)', amount: 4 }, 'GET query');
    const named = { ...RECORDED, question: { ...RECORDED.question, metric: 'http_requests_per_second' }, adapter };
    const stages = [
      { id: 'scrape', says: 'scrape', arrivals: [exactly(0, 1), exactly(15, 16), exactly(30, 31)] },
      { id: 'hpa', says: 'HPA sync', arrivals: [exactly(0, 5), exactly(15, 20), exactly(30, 35)] },
    ];
    const lag = lagOf(named, trace(named).hops, { stages, withinMs: 40 });
    expect(lag.budget.map(({ says, after }) => [says, after])).toEqual([
      ['scrape 15 s', false],
      ['HPA sync 15 s', false],
      ['window 2 min', true],
    ]);
    // A change waits 0 to 15 s for its scrape, then 5 s.
    expect(lag.measured).toMatchObject({ edges: 2, bestMs: 5_000, p50Ms: 12_500, worstMs: 20_000 });
    expect(lag.measured?.waits.map(({ says, share }) => [says, Math.round(share * 100)])).toEqual([
      ['until the next scrape', 60],
      ['scrape', 8],
      ['HPA sync', 32],
    ]);
  });

  it('measured: with the uncertainty of looks and clocks', () => {
    const stages = [{ id: 'hpa', says: 'HPA sync', arrivals: [exactly(0, 10), exactly(20, 30)] }];
    expect(lagOf(RECORDED, hops, { stages, withinMs: 40 }).measured).toMatchObject({
      edges: 1,
      bestMs: 10_000,
      worstMs: 30_000,
      p50Ms: 20_000,
      withinMs: 40,
    });
  });
});
