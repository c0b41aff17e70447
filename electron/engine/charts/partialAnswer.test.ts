import { describe, expect, it } from 'vitest';
import { partialOf } from './partialAnswer';

const STORE = 'receive series from Addr: 10.0.0.7:10901: rpc error: code = Unavailable desc = connection refused';
const REMARK = 'PromQL warning: quantile value should be between 0 and 1, got 95 (1:19)';
const INFO = 'PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "up" (1:6)';

describe('an answer is partial', () => {
  it.each<[string, Parameters<typeof partialOf>[0], string]>([
    ['of a Thanos without one of its stores', { warnings: [STORE] }, STORE],
    ['of the same, with a remark on the query before', { warnings: [REMARK, STORE] }, STORE],
    ['of a VictoriaMetrics without one of its storage nodes', { isPartial: true }, 'not all of its vmstorage nodes answered (isPartial)'],
    ['by both: its own words come first', { isPartial: true, warnings: [STORE] }, STORE],
  ])('%s', (_name, answer, missing) => {
    expect(partialOf(answer)).toEqual({ says: `its answer is partial: ${missing}`, remedy: expect.stringContaining('may be kept') });
  });

  it.each<[string, Parameters<typeof partialOf>[0]]>([
    ['without a word', {}],
    ['with an empty list', { warnings: [] }],
    ['with a null, as Go writes an empty list', { warnings: null }],
    ['of a whole VictoriaMetrics', { isPartial: false }],
    ['with remarks on the query alone', { warnings: [REMARK, INFO] }],
  ])('not: %s', (_name, answer) => {
    expect(partialOf(answer)).toBeUndefined();
  });
});
