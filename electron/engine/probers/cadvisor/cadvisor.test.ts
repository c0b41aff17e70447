import { describe, expect, it } from 'vitest';
import { component, factsIn, lookOnce, NOW, type OneLook, pod, verdict, workload } from '../oneLook.testSupport';
import type { PrometheusFacts } from '../prometheus/facts';
import { isCadvisorFacts } from './facts';
import { cadvisorProber } from './prober';

const PATH = '/metrics/cadvisor';
const KUBELETS = {
  id: 'cadvisor/n1',
  kind: 'cadvisor',
  name: 'n1',
  node: 'n1',
  endpoints: [{ purpose: 'metrics', basePath: '', path: PATH, route: { via: 'node-proxy', node: 'n1' } }],
} as const;

const UID = '11111111-2222-3333-4444-555555555555';

function container(hash: string, ageSeconds: number, name = 'app'): string {
  const id = `/kubepods/burstable/pod${UID}/${hash.repeat(64)}`;
  const labels = name === '' ? 'container="",pod=""' : `container="${name}",pod="p-0"`;
  return `container_cpu_usage_seconds_total{id="${id}",${labels}} 1 ${NOW - ageSeconds * 1000}\n`;
}

function look(given: OneLook) {
  return lookOnce(cadvisorProber, {
    inventory: { pods: [pod('p-0', { uid: UID })] },
    replies: { [PATH]: container('a', 10) + container('b', 20) },
    ...given,
    found: { ...KUBELETS, ...given.found },
  });
}

const HOP = 'container-runtime>cadvisor';

describe('a cAdvisor', () => {
  it.each<[string, OneLook, string, string | undefined, string]>([
    ['names its containers', {}, 'ok', undefined, 'ok'],
    [
      'names none',
      { replies: { [PATH]: container('a', 10, '') + container('b', 10, '') } },
      'broken',
      '0 of 2 containers have a name: it does not reach the container runtime',
      'broken: 0 of 2',
    ],
    [
      'names some',
      { replies: { [PATH]: container('a', 10) + container('b', 10, '') + container('c', 10, '') } },
      'degraded',
      'only 1 of 3 containers have a name',
      'degraded',
    ],
    [
      'has an old value',
      { replies: { [PATH]: container('a', 10) + container('b', 95) } },
      'degraded',
      'its oldest value is 1 min 35 s old',
      'ok',
    ],
    ['is judged by the server’s clock', { replies: { [PATH]: container('a', 3_610) }, clockOffsetMs: -3_600_000 }, 'ok', undefined, 'ok'],
    [
      'sees no container though pods run',
      { replies: { [PATH]: 'machine_cpu_cores 2\n' } },
      'broken',
      'no container cgroups',
      'unknown: no container',
    ],
    ['does not answer', { always: 'TIMEOUT' }, 'broken', 'no first byte in 15 s', 'unknown: seen only in its metrics: no first byte'],
    ['may not be read', { denied: ['nodes/proxy'] }, 'denied', 'you may not get nodes/proxy', 'unknown'],
  ])('%s', async (_name, given, health, word, hop) => {
    const seen = verdict(await look(given));
    expect(seen.health).toBe(health);
    if (word === undefined) expect(seen.because).toBeUndefined();
    else expect(seen.because).toContain(word);
    expect(seen.hops[HOP]).toContain(hop);
  });

  it('measures its housekeeping period over looks', async () => {
    const first = await look({});
    expect(factsIn(first)['housekeeping period']).toBe('needs two looks');
    const later = NOW + 15_000;
    const moved = container('a', 10 - 12).replace(/\d+\n$/, `${NOW + 2_000}\n`) + container('b', 20);
    const second = await look({ facts: { 'cadvisor/n1': first.facts }, nowMs: later, replies: { [PATH]: moved } });
    expect(factsIn(second)['housekeeping period']).toBe('12 s (median of 1 reads, longest 12 s)');
  });

  it('remembers over looks which containers come and go, and which name has two cgroups', async () => {
    const both = container('a', 10) + container('b', 20);
    let facts: unknown;
    for (const text of [both, container('b', 20), both, container('b', 20), both])
      ({ facts } = await look({ facts: { 'cadvisor/n1': facts }, replies: { [PATH]: text } }));
    if (!isCadvisorFacts(facts)) throw new Error('no facts of a cAdvisor');
    expect(facts.looks).toBe(5);
    expect([...(facts.presences?.values() ?? [])].map(({ returns }) => returns).sort()).toEqual([0, 2]);
    const doubled = facts.exposition?.state === 'ok' ? facts.exposition.value.doubled : [];
    expect(doubled.map(({ container: name, copies }) => [name, copies.length])).toEqual([['/p-0/app', 2]]);
  });

  it('tells which groups are missing, whose stats come from CRI, and stats without timestamps', async () => {
    const kubelet = component({ kind: 'kubelet', id: 'kubelet/n1', node: 'n1' });
    const metrics = { state: 'ok', value: { statsFromCri: true, families: 1, samples: 1 } };
    const facts = { 'kubelet/n1': { of: 'kubelet', slowAtMs: 0, direct: { slow: { metrics } } } };
    const text = `${container('a', 1)}container_cpu_usage_seconds_total{id="/"} 1\n`;
    const seen = factsIn(await look({ discovered: [kubelet], facts, replies: { [PATH]: text } }));
    expect(seen['groups missing']).toBe('memory, cpuLoad, diskIO, disk, network, process, oom_event');
    expect(seen['CRI stats (PodAndContainerStatsFromCRI)']).toBe(
      "on: container stats come from the runtime, which has 1 of cAdvisor's groups here",
    );
    expect(seen['timestamps']).toContain('not all stats have their own');
    expect(seen['cgroups that join to pods']).toBe('1 of 1 pods');
  });
});

describe('parity with the summary of the same kubelet', () => {
  const KUBELET = component({ kind: 'kubelet', id: 'kubelet/n1', node: 'n1' });
  const LABEL = 'parity with /stats/summary';
  const CRI = 'parity with CRI stats (/stats/summary)';
  const named = (name: string, hash: string) =>
    container(hash, 1, name).replace('pod="p-0"', 'pod="p-0",namespace="demo"').replace('{id', '{image="i",id');

  async function parity(seen: readonly string[], summary: readonly string[], { statsFromCri = false, state = 'ok' } = {}) {
    const listed = { state, atMs: NOW - 20_000, evidence: [], value: { pods: 1, containers: summary.map((name) => `demo/p-0/${name}`) } };
    const slow = { metrics: { state: 'ok', value: { statsFromCri } }, summary: listed };
    const text = seen.map((name, at) => named(name, 'abcdef'.charAt(at))).join('');
    const facts = { 'kubelet/n1': { of: 'kubelet', slowAtMs: 0, direct: { slow } } };
    return factsIn(await look({ discovered: [KUBELET], facts, replies: { [PATH]: text } }));
  }

  it.each([
    ['the same', ['app', 'side'], ['side', 'app'], 'the same 2 containers'],
    ['one that cAdvisor lost', ['app'], ['app', 'side'], '1 container in both; only there: demo/p-0/side; read 20 s apart'],
    ['one that has ended', ['app', 'old'], ['app'], '1 container in both; only here: demo/p-0/old; read 20 s apart'],
    [
      'many',
      ['z'],
      ['a', 'b', 'c', 'd', 'e'],
      '0 containers in both; only here: demo/p-0/z; only there: demo/p-0/a, demo/p-0/b, demo/p-0/c and 2 more; read 20 s apart',
    ],
  ])('%s', async (_name, seen, summary, says) => expect((await parity(seen, summary))[LABEL]).toBe(says));

  it('says whose stats the summary has where they come from CRI', async () => {
    const facts = await parity(['app'], ['app'], { statsFromCri: true });
    expect([facts[CRI], facts[LABEL]]).toEqual(['the same 1 container', undefined]);
  });

  it('is not told without a summary', async () =>
    expect((await parity(['app'], ['app'], { state: 'unreachable' }))[LABEL]).toBeUndefined());
});

describe('a standalone cAdvisor', () => {
  const ALONE = {
    card: 'cadvisor-standalone',
    namespace: 'ns',
    pods: [] as string[],
    workload: { kind: 'DaemonSet', namespace: 'ns', name: 'cadvisor' },
    endpoints: [],
  };

  it.each<[string, OneLook, string, string]>([
    [
      'without a pod is broken',
      { found: ALONE, inventory: { workloads: [workload('DaemonSet', 'cadvisor', 0)] } },
      'broken',
      'finds no node that it may run on',
    ],
    ['without a way to it is unknown', { found: { ...ALONE, pods: ['p-0'] } }, 'unknown', 'no way to its metrics is known'],
  ])('%s', async (_name, given, health, word) => {
    const seen = verdict(await look(given));
    expect(seen).toMatchObject({ health, hops: {} });
    expect(seen.because).toContain(word);
  });
});

describe('a cAdvisor among too many', () => {
  const PROMETHEUS = component({ kind: 'prometheus', id: 'prom', name: 'k8s' });
  function prometheus(health: string, lastError = ''): PrometheusFacts {
    const target = {
      labels: {},
      discoveredLabels: { __meta_kubernetes_node_name: 'n1' },
      scrapeUrl: 'https://10.0.0.1:10250/metrics/cadvisor',
      health,
      lastError,
    };
    const look = { request: 'GET targets', route: 'service proxy', atMs: NOW, durationMs: 1, evidence: [] };
    return { of: 'prometheus', slowAtMs: 0, targets: { ...look, state: 'ok', value: [target] } };
  }
  const bulk = (facts: Record<string, unknown>) => look({ depth: 'bulk', discovered: [PROMETHEUS], facts });

  it.each<[string, Record<string, unknown>, string, string | undefined]>([
    ['is ok when a Prometheus scrapes it', { prom: prometheus('up') }, 'ok', undefined],
    [
      'is broken when it cannot',
      { prom: prometheus('down', 'context deadline exceeded') },
      'broken',
      'Prometheus cannot scrape it: context deadline exceeded',
    ],
    ['is unknown when none was seen', {}, 'unknown', 'not asked directly in this turn'],
  ])('%s', async (_name, facts, health, word) => {
    const seen = await bulk(facts);
    expect(seen.asked).toEqual([]);
    expect(verdict(seen)).toMatchObject({ health, hops: {} });
    if (word !== undefined) expect(seen.judgement.because).toContain(word);
  });
});
