import { describe, expect, it } from 'vitest';
import { queryInstant } from '../../../../shared/promql/evaluate';
import type { WindowRule } from '../../../../shared/promql/windowRule';
import { SampleStore } from './sampleStore';
import { scrapeAt, T0, TARGET } from './scrapes.testSupport';
import { sampleKey } from './scrapeTarget';
import { promqlStorage } from './storedSeries';

function counted(): SampleStore {
  const store = new SampleStore();
  const target = store.target(TARGET);
  for (let i = 0; i <= 20; i++)
    scrapeAt(target, i * 15, { a_total: i < 10 ? i * 30 : (i - 10) * 30, gone: 1, ...(i < 5 ? { early: i } : {}) });
  return store;
}

function ask(store: SampleStore, query: string, seconds: number, rule?: WindowRule): readonly number[] {
  const answer = queryInstant(promqlStorage(store, rule), query, T0 + seconds * 1000);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.kind === 'vector' ? answer.value.samples.map(({ value }) => value) : [];
}

describe('PromQL over the own history', () => {
  it.each([
    ['a rate', 'rate(a_total[1m])', 120, [2]],
    ['a reset is added back', 'increase(a_total[5m])', 300, [(540 * 300) / 285]],
    ['irate', 'irate(a_total[1m])', 300, [2]],
    ['the last value', 'gone', 300, [1]],
    ['nothing of a series that has ended', 'early', 90, []],
    ['its value while it was there', 'early', 60, [4]],
    ['by the labels of its target', 'a_total{instance="kubelet/n1",metrics_path="/metrics"}', 15, [30]],
    ['nothing of another target', 'a_total{instance="other"}', 15, []],
  ])('%s', (_name, query, seconds, values) => {
    const answered = ask(counted(), query, seconds);
    expect(answered).toHaveLength(values.length);
    for (const [i, value] of values.entries()) expect(answered[i]).toBeCloseTo(value, 9);
  });

  it.each<[WindowRule, number]>([
    ['left-open', 4],
    ['closed', 5],
  ])('a sample at the very beginning of a window is outside since Prometheus 3: %s has %d', (rule, count) =>
    expect(ask(counted(), 'count_over_time(gone[1m])', 120, rule)).toEqual([count]),
  );

  it.each<[WindowRule, readonly number[]]>([
    ['left-open', []],
    ['closed', [1]],
  ])('and so for what is looked back for: %s', (rule, values) => {
    const store = new SampleStore();
    scrapeAt(store.target(TARGET), 0, { a: 1 });
    expect(ask(store, 'a', 300, rule)).toEqual(values);
  });

  it('a label that the target has too goes on as exported_...', () => {
    const store = new SampleStore();
    const target = store.target(TARGET);
    target.scrape(T0, {
      count: 1,
      slots: Uint32Array.of(target.slotOf(sampleKey('a', { instance: 'mine' }))),
      values: Float64Array.of(5),
      timestampsMs: undefined,
    });
    expect(ask(store, 'a{exported_instance="mine",instance="kubelet/n1"}', 0)).toEqual([5]);
  });
});
