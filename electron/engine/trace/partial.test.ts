import { expect, it } from 'vitest';
import { component } from '../../../shared/diagnosis/facts.testSupport';
import { failed, ok } from '../../../shared/model/result';
import { answered } from '../charts/chartFeed.testSupport';
import { askPrometheus, askValue } from './prometheusReadings';

const PARTIAL = { says: 'its answer is partial: a store is down', remedy: '' };
const { signal } = new AbortController();

function askedThatHas(values: readonly number[], partial?: typeof PARTIAL) {
  const labels = { job: 'cadvisor', instance: 'n1', id: '/pod', container: 'web' };
  const rows = values.map((value) => ({ labels, timesMs: [1_000], values: [value] }));
  const read = async () => ok({ rows, answer: answered(200, {}), ...(partial && { partial }) });
  const source = { name: 'p', raw: read, at: read, api: async () => failed({ says: 'not asked', remedy: '' }) };
  return { found: component('prometheus', 'p'), name: 'p', source, server: 's' };
}

const ASK = {
  subject: { kind: 'pod', namespace: 'demo', name: 'web-0' },
  metric: { kind: 'memory' },
  series: '',
  addresses: [],
  nowMs: 2_000,
} as const;

it('what a partial answer does not hold may be there: the hop did not answer', async () => {
  expect(await askValue(askedThatHas([], PARTIAL), 'x', 0, signal)).toMatchObject({ state: 'failed', because: PARTIAL.says });
  expect(await askPrometheus(askedThatHas([], PARTIAL), ASK, signal)).toMatchObject({
    prometheus: { state: 'failed', because: PARTIAL.says },
    dashboard: { state: 'failed', because: PARTIAL.says },
  });
});

it('of a whole one it is not there', async () => {
  expect(await askValue(askedThatHas([]), 'x', 0, signal)).toMatchObject({ state: 'absent' });
  expect(await askPrometheus(askedThatHas([]), ASK, signal)).toMatchObject({
    prometheus: { state: 'absent' },
    dashboard: { state: 'absent' },
  });
});

it('a number out of a partial answer carries that with it', async () => {
  expect(await askValue(askedThatHas([7], PARTIAL), 'x', 0, signal)).toMatchObject({ value: { amount: 7 }, partial: PARTIAL.says });
  expect(await askPrometheus(askedThatHas([7], PARTIAL), ASK, signal)).toMatchObject({
    prometheus: { state: 'heard', partial: PARTIAL.says },
    dashboard: { value: { amount: 7 }, partial: PARTIAL.says },
  });
});
