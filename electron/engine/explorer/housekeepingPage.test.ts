import { describe, expect, it } from 'vitest';
import { component, denied, node, seen } from '../../../shared/diagnosis/facts.testSupport';
import type { NodeObject } from '../../../shared/model/inventory';
import { answerOf } from '../cluster/fakeCluster.testSupport';
import type { CadvisorFacts } from '../probers/cadvisor/facts';
import type { LookResult } from '../probers/prober';
import { asPrinted } from '../store/printed';
import { explorerScene } from './explorer.testSupport';
import { flagIn } from './housekeepingFlag';
import { housekeepingPage } from './housekeepingPage';

const CADVISOR = component('cadvisor', 'n1', { id: 'cadvisor/n1', card: 'cadvisor', node: 'n1' });
const STEPS = Array.from({ length: 40 }, (_, k) => 10 + k / 4);

function look(facts: Partial<CadvisorFacts>): LookResult {
  const whole: CadvisorFacts = { of: 'cadvisor', depth: 'whole', periods: [], leastPeriods: [], looks: 1, ...facts };
  return {
    id: CADVISOR.id,
    atMs: 0,
    judgement: { health: 'ok', facts: [], samples: [], hops: [], evidence: [] },
    facts: whole,
    observations: [],
  };
}

function rowOf(looks: readonly LookResult[], more: Partial<NodeObject> = {}, flagz?: string) {
  const { parts } = explorerScene({ discovered: [CADVISOR], looks });
  const session = { ...parts.session, inventory: { ...parts.session.inventory, nodes: [{ ...node('n1'), ...more }] } };
  if (flagz !== undefined) {
    const request = { route: { via: 'node-proxy', node: 'n1' }, path: '/flagz' } as const;
    session.answers.keep({ ...asPrinted(answerOf(request, 200, flagz)), request: 'GET /api/v1/nodes/n1/proxy/flagz' });
  }
  const [row] = housekeepingPage({ session }).rows;
  if (row === undefined) throw new Error('no row');
  return row;
}

describe('a node', () => {
  it('has its steps, counted and told', () => {
    const row = rowOf([look({ periods: STEPS, leastPeriods: STEPS.map((step) => step - 15) })]);
    expect(row).toMatchObject({ verdict: 'usual', steps: 40, shortest: 10, longest: 19.75 });
    expect(row.counts.reduce((sum, { count }) => sum + count, 0)).toBe(40);
    expect(row.says).toContain('as by default');
  });

  it.each<[string, readonly LookResult[], RegExp]>([
    ['not looked at', [], /was not looked at yet/],
    ['too many nodes', [look({ depth: 'bulk' })], /too many nodes/],
    ['denied', [look({ exposition: denied('you may not get nodes/proxy') })], /you may not get nodes\/proxy/],
  ])('that was not seen is not told as slow: %s', (_, looks, says) => {
    const row = rowOf(looks);
    expect(row).toMatchObject({ verdict: 'unseen', steps: 0, counts: [] });
    expect(row.says).toMatch(says);
  });

  it('whose cAdvisor writes no timestamps says that', () => {
    const none = new Map<string, number>();
    const use = { cpuSeconds: none, workingSetBytes: none, periods: none, throttledPeriods: none };
    const counted = {
      families: 1,
      samples: 1,
      groups: [],
      containerCgroups: 0,
      labelled: 0,
      unlabelled: [],
      names: new Set<string>(),
      doubled: [],
      podUids: [],
    };
    const exposition = seen({
      ...counted,
      containers: new Map<string, boolean>(),
      use,
      seriesByFamily: none,
      housekeptMs: none,
      withoutTimestamp: true,
    });
    expect(rowOf([look({ exposition })]).says).toMatch(/no timestamps of their own/);
  });

  it('was seen before it was denied: what was measured stays', () => {
    expect(rowOf([look({ exposition: denied(), periods: STEPS, leastPeriods: [] })]).steps).toBe(40);
  });
});

describe('--housekeeping-interval', () => {
  it.each<[string, Partial<NodeObject>, string | undefined, string, RegExp]>([
    ['nowhere', {}, undefined, 'unknown', /not in \/configz/],
    [
      'k3s notes its arguments on the node',
      { annotations: { 'k3s.io/node-args': '["server","--kubelet-arg","housekeeping-interval=5s"]' } },
      undefined,
      'set',
      /--housekeeping-interval=5s \(annotation k3s.io\/node-args\)/,
    ],
    ['/flagz, the default', {}, 'kubelet flagz\nhousekeeping-interval=10s\n', 'not-set', /10s, the default/],
    ['/flagz, another', {}, 'kubelet flagz\nhousekeeping-interval=5m0s\n', 'set', /=5m0s \(\/flagz\)/],
    ['/flagz without it', {}, 'kubelet flagz\nv=2\n', 'unknown', /does not name it/],
  ])('%s', (_, more, flagz, state, says) => {
    const { flag } = rowOf([], more, flagz);
    expect(flag.state).toBe(state);
    expect(flag.says).toMatch(says);
  });

  it.each([
    ['housekeeping-interval=10s', '10s'],
    ['  --housekeeping-interval: "1m"', '1m'],
    ['global-housekeeping-interval=1m0s', undefined],
    ['max-housekeeping-interval=15s\n', undefined],
  ])('in "%s": %s', (text, value) => expect(flagIn(text, 'housekeeping-interval')).toBe(value));
});
