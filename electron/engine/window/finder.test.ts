import { describe, expect, it } from 'vitest';
import { type Found, MATCHES_SENT } from '../../../shared/contract/find';
import type { ComponentKind, Discovered } from '../../../shared/model/component';
import type { Health } from '../../../shared/model/health';
import { manualClock } from '../cluster/manualClock.testSupport';
import type { LookResult } from '../probers/prober';
import type { FamiliesSeen } from '../session/familyIndex';
import { AnswerStore } from '../store/answers';
import { Readings } from '../store/readings';
import { Finder } from './finder';

interface One {
  readonly id: string;
  readonly kind: ComponentKind;
  readonly card?: string;
  readonly node?: string;
  readonly health?: Health;
  /** Text of its exposition. */
  readonly exposes?: string;
}

function seenOf(ones: readonly One[]): FamiliesSeen {
  const answers = new AnswerStore();
  const looks = new Map<string, LookResult>();
  const discovered = ones.map((one): Discovered => {
    looks.set(one.id, lookAt(one, answers));
    const name = one.id.split('/').at(-1) ?? one.id;
    return {
      id: one.id,
      kind: one.kind,
      card: one.card ?? one.kind,
      name,
      node: one.node,
      pods: [],
      args: [],
      endpoints: [],
      confidence: 'likely',
      because: [],
    };
  });
  return { discovered, looks, answers, readings: new Readings() };
}

function lookAt({ id, health = 'ok', exposes }: One, answers: AnswerStore): LookResult {
  const request = `GET /${id}/metrics`;
  const judgement = { health, facts: [], samples: [], hops: [], evidence: [] };
  if (exposes === undefined) return { id, atMs: 0, judgement, facts: undefined, observations: [] };
  const answerId = answers.keep({
    kind: 'answer',
    request,
    route: { via: 'apiserver' },
    status: 200,
    headers: { 'content-type': 'text/plain; version=0.0.4' },
    body: new TextEncoder().encode(exposes),
    wireBytes: exposes.length,
    atMs: 0,
    timings: { total: 1 },
  });
  const observation = {
    state: 'ok' as const,
    request,
    route: 'apiserver',
    atMs: 0,
    durationMs: 1,
    evidence: [],
    answerId,
    value: undefined,
  };
  return { id, atMs: 0, judgement, facts: undefined, observations: [{ name: 'metrics', observation }] };
}

const text = (families: readonly string[]) => families.map((name) => `# TYPE ${name} gauge\n${name} 1\n`).join('');

const CLUSTER: readonly One[] = [
  ...['n1', 'n2', 'n10'].map(
    (node): One => ({ id: `kubelet/${node}`, kind: 'kubelet', node, exposes: text(['kubelet_node_name', 'go_goroutines']) }),
  ),
  ...['n1', 'n2'].map((node): One => ({ id: `cadvisor/${node}`, kind: 'cadvisor', node, exposes: text(['container_cpu_usage']) })),
  { id: 'prometheus/monitoring/k8s', kind: 'prometheus', exposes: text(['go_goroutines', 'prometheus_tsdb_head_series']) },
  { id: 'app/shop/web', kind: 'app', card: 'applications', health: 'broken' },
  { id: 'app/shop/cart', kind: 'app', card: 'applications', exposes: 'cart_items_total{a="1"} 1\ncart_items_total{a="2"} 1\n' },
];

function finderOf(ones: readonly One[]) {
  const clock = manualClock();
  const sent: Found[] = [];
  const seen = seenOf(ones);
  const finder = new Finder(
    () => seen,
    clock,
    (found) => sent.push(found),
  );
  const ask = (query: string, scope: Found['scope'] = 'all') => {
    finder.find({ type: 'find', query, scope });
    const found = sent.at(-1);
    if (found === undefined) throw new Error('nothing was sent');
    return found;
  };
  return { ask, sent, clock };
}

describe('find in the engine', () => {
  it('finds members by name, with their state', () => {
    expect(finderOf(CLUSTER).ask('web').members).toMatchObject([{ id: 'app/shop/web', card: 'applications', health: 'broken' }]);
  });

  it('leaves the only one of a card to its card', () => {
    expect(finderOf(CLUSTER).ask('k8s').members).toEqual([]);
  });

  it('finds nodes by name, the name itself first', () => {
    expect(
      finderOf(CLUSTER)
        .ask('n1')
        .nodes.map(({ node }) => node),
    ).toEqual(['n1', 'n10']);
  });

  it('finds families with type, series and who exposes them', () => {
    expect(finderOf(CLUSTER).ask('cart').families).toMatchObject([
      { name: 'cart_items_total', owner: { id: 'app/shop/cart' }, others: 0, series: 2 },
    ]);
    expect(finderOf(CLUSTER).ask('goroutines').families).toMatchObject([{ name: 'go_goroutines', type: 'gauge', others: 3 }]);
  });

  it('finds families by their component', () => {
    expect(
      finderOf(CLUSTER)
        .ask('cadv', 'metrics')
        .families.map(({ name }) => name),
    ).toEqual(['container_cpu_usage']);
  });

  it.each([
    ['metrics', { members: 0, nodes: 0, families: 1 }],
    ['nodes', { members: 0, nodes: 3, families: 0 }],
  ] as const)('asked for %s alone gives nothing else', (scope, counts) => {
    const found = finderOf(CLUSTER).ask(scope === 'nodes' ? 'n' : 'cart', scope);
    expect({ members: found.members.length, nodes: found.nodes.length, families: found.families.length }).toEqual(counts);
  });

  it('gives nothing for an empty query, all of a group for its prefix alone', () => {
    const { ask } = finderOf(CLUSTER);
    expect(ask('')).toMatchObject({ members: [], nodes: [], families: [] });
    expect(ask('', 'nodes').nodes).toHaveLength(3);
  });

  it('says what it does not find', () => {
    expect(finderOf(CLUSTER).ask('etcd')).toMatchObject({ members: [], nodes: [], families: [], reading: false });
  });
});

describe('of a big cluster', () => {
  const nodes = Array.from({ length: 5_000 }, (_, at): One => ({ id: `kubelet/node-${at}`, kind: 'kubelet', node: `node-${at}` }));
  const families = Array.from({ length: 20_000 }, (_, at) => `family_${at}_total`);

  it('sends the best few and counts the others', () => {
    const { ask } = finderOf([...nodes, { id: 'app/a/b', kind: 'app', exposes: text(families) }]);
    const found = ask('node-');
    expect(found.nodes).toHaveLength(MATCHES_SENT.all);
    expect(found.more.nodes).toBe(5_000 - MATCHES_SENT.all);
    const metrics = ask('family', 'metrics');
    expect(metrics.families).toHaveLength(MATCHES_SENT.alone);
    expect(metrics.more.families).toBe(20_000 - MATCHES_SENT.alone);
  });

  it('reads many expositions piece by piece, answers in between and once more at the end', async () => {
    const long = (at: number) => text(Array.from({ length: 12_000 }, (_, each) => `part_${at}_family_${each}_${'x'.repeat(40)}`));
    const apps = Array.from({ length: 3 }, (_, at): One => ({ id: `app/a/${at}`, kind: 'app', card: 'applications', exposes: long(at) }));
    const { ask, sent, clock } = finderOf(apps);
    expect(ask('part_2', 'metrics')).toMatchObject({ families: [], reading: true });
    await clock.advance(100);
    expect(sent.at(-1)).toMatchObject({ query: 'part_2', reading: false });
    expect(sent.at(-1)?.families).toHaveLength(MATCHES_SENT.alone);
  });
});
