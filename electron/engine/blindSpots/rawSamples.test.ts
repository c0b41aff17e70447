import { expect, it } from 'vitest';
import { readRaw } from './rawSamples';

const read = (more: object) => {
  const data = { resultType: 'matrix', result: [{ metric: { job: 'ksm' }, values: [[1795267062, '1']] }] };
  return readRaw(new TextEncoder().encode(JSON.stringify({ status: 'success', data, ...more })));
};

it('gives what was kept', () => {
  expect(read({ isPartial: false })).toEqual({
    ok: true,
    value: [{ labels: { job: 'ksm' }, samples: [{ atMs: 1_795_267_062_000, value: 1 }] }],
  });
});

it.each([
  ['a Thanos without a store', { warnings: ['No StoreAPIs matched for this query'] }, 'No StoreAPIs matched'],
  ['a VictoriaMetrics without a storage node', { isPartial: true }, 'vmstorage'],
])('%s: what it lacks is not taken for what no scrape saw', (_name, more, says) => {
  expect(read(more)).toMatchObject({ ok: false, error: { says: expect.stringContaining(says), remedy: expect.any(String) } });
});
