import { expect, it } from 'vitest';
import type { PrometheusFacts } from './facts';
import { targetLimitFacts } from './targetLimits';

const SEEN = { state: 'ok', request: 'GET /', route: 'api', atMs: 0, durationMs: 1, evidence: [{ atMs: 0, says: '200' }] } as const;
const JOB = { metricRules: [], honorLabels: false, discovers: [] } as const;

function facts(targetLimit: number | undefined, pools: readonly string[]): PrometheusFacts {
  const value = pools.map((scrapePool) => ({ scrapePool, labels: {}, scrapeUrl: 'http://a', health: 'up' }) as const);
  const job = { job: 'web', ...JOB, ...(targetLimit === undefined ? {} : { targetLimit }) };
  return { of: 'prometheus', slowAtMs: 0, targets: { ...SEEN, value }, config: { ...SEEN, value: [job] } };
}

it.each<[string, PrometheusFacts, readonly string[]]>([
  ['without a limit', facts(undefined, ['web']), []],
  ['within it', facts(4, ['web', 'web', 'other', 'web']), ['3 of 4 targets (75 %), target_limit']],
  ['as many as allowed', facts(1, ['web']), ['1 of 1 targets (100 %), target_limit']],
  ['one more', facts(1, ['web', 'web']), ['it scrapes none of them: 2 of 1 targets (200 %), target_limit']],
  ['targets that were not seen', { of: 'prometheus', slowAtMs: 0 }, []],
])('targets of a job, %s', (_name, given, expected) => {
  const said = targetLimitFacts(given);
  expect(said.map(({ value }) => value)).toEqual(expected);
  for (const { label, evidence } of said) expect([label, evidence?.fields]).toEqual(['limits on job web', [{ path: ['data', 'yaml'] }]]);
});
