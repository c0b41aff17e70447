import { describe, expect, it, test } from 'vitest';
import { rangeAdvice, rateCost, smallestRange } from './cost';
import { evaluationsIn, type RuleQuery, readersOf } from './readers';

const S = 1_000;
const every15 = (from: number, to: number) => Array.from({ length: Math.floor((to - from) / 15) + 1 }, (_, i) => (from + i * 15) * S);
/** Samples each 15 s with 12 missing: 300 s to 495 s. */
const holed = [...every15(0, 300), ...every15(495, 900)];
const gap = { fromMs: 300 * S, toMs: 495 * S };

describe('rates over a gap of 12 scrapes', () => {
  test.each([
    ['[1m]: two samples are left for two evaluations, and are back one after the gap', 60, 13, 11],
    ['[4m] never', 240, 13, 0],
    ['[15s] always', 15, 13, 13],
  ])('%s', (_name, range, evaluations, lost) => {
    expect(rateCost(holed, gap, range * S, 15 * S)).toEqual({ rangeMs: range * S, evaluations, lost });
  });

  it('the smallest range that survives holds two samples at every time, and a smaller one does not', () => {
    const { needMs, rangeMs } = smallestRange([gap], 15 * S);
    expect([needMs, rangeMs]).toEqual([210 * S, 240 * S]);
    const lostAt = (range: number) =>
      Array.from({ length: 600 }, (_, s) => (300 + s) * S).filter((at) => holed.filter((t) => t > at - range && t <= at).length < 2);
    expect(lostAt(needMs + 1)).toEqual([]);
    expect(lostAt(needMs - 1_001).length).toBeGreaterThan(0);
  });

  it.each([
    ['left-open', 13],
    ['closed', 12],
  ] as const)('a sample exactly at the beginning of [30s], %s: %d of 13 lost', (rule, lost) => {
    expect(rateCost(holed, gap, 30 * S, 15 * S, rule)).toEqual({ rangeMs: 30 * S, evaluations: 13, lost });
  });

  it('says the sum', () => {
    expect(rangeAdvice([gap], 15 * S)).toBe('[4m] keeps two samples across it: 14 × 15s = 3m30s.');
  });
});

describe('rules that read a target', () => {
  const rule = (query: string, more: Partial<RuleQuery> = {}): RuleQuery => ({
    name: 'r',
    query,
    kind: 'recording',
    intervalMs: 15 * S,
    ...more,
  });
  const labels = { job: 'cadvisor', instance: 'n2' };
  const exposes = (name: string) => name === 'up' || name === 'container_cpu_usage_seconds_total';
  test.each<[string, string, readonly number[] | undefined]>([
    ['a rate of its job', 'sum(rate(container_cpu_usage_seconds_total{job="cadvisor"}[5m]))', [300 * S]],
    ['another job', 'rate(container_cpu_usage_seconds_total{job="other"}[5m])', undefined],
    ['a label that the target does not have does not part them', 'container_cpu_usage_seconds_total{pod="x"}', []],
    ['another name', 'rate(node_cpu_seconds_total[5m])', undefined],
    ['up', 'up == 0', []],
    ['no query', 'sum(', undefined],
    [
      'two ranges',
      'rate(container_cpu_usage_seconds_total[1m]) / irate(container_cpu_usage_seconds_total{instance=~"n.*"}[30s])',
      [30 * S, 60 * S],
    ],
  ])('%s', (_name, query, ranges) => {
    expect(readersOf([rule(query)], labels, exposes)[0]?.rangesMs).toEqual(ranges);
  });

  it('counts evaluations inside by the phase of the last', () => {
    expect(evaluationsIn(rule('up', { lastMs: 907 * S }), gap)).toBe(13);
    expect(evaluationsIn(rule('up', { intervalMs: 0 }), gap)).toBe(0);
  });
});
