import { describe, expect, it } from 'vitest';
import type { MetricsApiFacts } from '../metrics-api/facts';
import { component, factsIn, lookOnce, NOW, node, type OneLook, type Reply, verdict } from '../oneLook.testSupport';
import { kubeletProber } from './prober';

const KUBELET = { id: 'kubelet/n1', kind: 'kubelet', name: 'n1', node: 'n1' } as const;

function resource(ageSeconds: number, extra = ''): string {
  const at = NOW - ageSeconds * 1000;
  return [
    `node_cpu_usage_seconds_total 900 ${at}`,
    `node_memory_working_set_bytes 1e9 ${at}`,
    `container_cpu_usage_seconds_total{container="c",namespace="ns",pod="p"} 5 ${at - 4_000}`,
    `container_memory_working_set_bytes{container="c",namespace="ns",pod="p"} 1000 ${at - 4_000}`,
    'resource_scrape_error 0',
    extra,
    '',
  ].join('\n');
}

const METRICS = [
  'kubelet_running_pods 12',
  'kubernetes_feature_enabled{name="PodAndContainerStatsFromCRI",stage="ALPHA"} 1',
  'kubelet_certificate_manager_server_ttl_seconds 864000',
  '',
].join('\n');
const CONFIGZ = JSON.stringify({
  kubeletconfig: {
    authentication: { anonymous: { enabled: true }, webhook: {} },
    authorization: { mode: 'AlwaysAllow' },
    readOnlyPort: 10255,
  },
});
const HEALTHY: Readonly<Record<string, Reply>> = {
  '/healthz': 'ok',
  '/metrics/resource': resource(10),
  '/metrics': METRICS,
  '/configz': CONFIGZ,
};

function look(given: OneLook) {
  return lookOnce(kubeletProber, { found: KUBELET, inventory: { nodes: [node('n1')] }, replies: HEALTHY, ...given });
}

const NOT_READY = node('n1', {
  conditions: [{ type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.' }],
});

const CASES: readonly [name: string, given: OneLook, health: string, word: string | undefined, hop: string][] = [
  ['answers with fresh values', {}, 'ok', undefined, 'ok'],
  [
    'cannot read its own stats: 200 and nothing but the error',
    { replies: { ...HEALTHY, '/metrics/resource': 'resource_scrape_error 1\n' } },
    'broken',
    'resource_scrape_error is 1',
    'broken: resource_scrape_error is 1',
  ],
  [
    'cannot read its own stats, before 1.29',
    { replies: { ...HEALTHY, '/metrics/resource': 'scrape_error 1\n' } },
    'broken',
    'resource_scrape_error is 1',
    'broken: resource_scrape_error is 1',
  ],
  [
    'exposes no value of the node',
    { replies: { ...HEALTHY, '/metrics/resource': 'resource_scrape_error 0\n' } },
    'degraded',
    'metrics-server drops such a node',
    'broken: /metrics/resource has no values',
  ],
  [
    'reports CPU 0 for the node, which metrics-server takes for none',
    {
      replies: {
        ...HEALTHY,
        '/metrics/resource': resource(10).replace('node_cpu_usage_seconds_total 900', 'node_cpu_usage_seconds_total 0'),
      },
    },
    'degraded',
    'metrics-server drops such a node',
    'ok',
  ],
  [
    'has a container without CPU',
    {
      replies: {
        ...HEALTHY,
        '/metrics/resource': resource(10, 'container_cpu_usage_seconds_total{container="z",namespace="ns",pod="q"} 0 1'),
      },
    },
    'degraded',
    'CPU or memory is 0 for ns/q/z',
    'ok',
  ],
  [
    'has old values',
    { replies: { ...HEALTHY, '/metrics/resource': resource(200) } },
    'degraded',
    'its newest value is 3 min 20 s old',
    'degraded: its newest value is 3 min 20 s old',
  ],
  [
    'has values of the future',
    { replies: { ...HEALTHY, '/metrics/resource': resource(-300) } },
    'degraded',
    "5 min in the future: the node's clock is ahead",
    'ok',
  ],
  [
    'is judged by the server’s clock, not by ours',
    { replies: { ...HEALTHY, '/metrics/resource': resource(-3_600) }, clockOffsetMs: 3_610_000 },
    'ok',
    undefined,
    'ok',
  ],
  [
    'is slow',
    { replies: { ...HEALTHY, '/metrics/resource': { text: resource(10), ms: 7_200 } } },
    'degraded',
    '/metrics/resource took 7.2 s',
    'ok',
  ],
  [
    'is not healthy by its own word',
    { replies: { ...HEALTHY, '/healthz': { status: 500, text: '[-]syncloop failed: reason withheld' } } },
    'degraded',
    '/healthz: 500',
    'ok',
  ],
  [
    'may not be read',
    { denied: ['nodes/proxy'] },
    'denied',
    'you may not get nodes/proxy',
    'unknown: cannot be seen: you may not get nodes/proxy',
  ],
  [
    'may not be read, and its node is not Ready',
    { denied: ['nodes/proxy'], inventory: { nodes: [NOT_READY] } },
    'broken',
    'node is not Ready: Ready=Unknown: NodeStatusUnknown: Kubelet stopped posting node status.',
    'unknown: cannot be seen: you may not get nodes/proxy',
  ],
  [
    'answers, and its node is not Ready',
    { replies: { ...HEALTHY, '/metrics/resource': { text: resource(10), ms: 7_200 } }, inventory: { nodes: [NOT_READY] } },
    'broken',
    'node is not Ready',
    'ok',
  ],
  [
    'answers, and its lease is old',
    { inventory: { nodes: [node('n1')], leases: { n1: NOW - 75_000 } } },
    'degraded',
    'its lease was renewed 1 min 15 s ago',
    'ok',
  ],
  [
    'answers with something else',
    { replies: { ...HEALTHY, '/metrics/resource': 'not an exposition at all\n' } },
    'broken',
    '/metrics/resource: the answer is not what it should be: line 1',
    'unknown: cannot be seen: the answer is not what it should be',
  ],
  [
    'has no such path',
    { replies: { '/healthz': 'ok' } },
    'broken',
    'there is no /metrics/resource here (404: 404 page not found)',
    'unknown: cannot be seen: 404',
  ],
];

describe('a kubelet', () => {
  it.each(CASES)('%s', async (_name, given, health, word, hop) => {
    const seen = verdict(await look(given));
    expect(seen.health).toBe(health);
    if (word === undefined) expect(seen.because).toBeUndefined();
    else expect(seen.because).toContain(word);
    expect(seen.hops['containers>kubelet']).toContain(hop);
  });

  it('tells who may read it, where stats come from and when its certificate expires', async () => {
    expect(factsIn(await look({}))).toMatchObject({
      'who may read it': 'anonymous allowed, no token webhook, authorization AlwaysAllow, read-only port 10255 OPEN',
      'container stats from': 'the runtime (CRI, PodAndContainerStatsFromCRI)',
      'serving certificate expires': 'in 10 d',
      'running pods, by its own count': '12',
      'age of its values': '10 s to 14 s',
    });
  });

  it('its read-only port is asked where one is open, in plain HTTP', async () => {
    const seen = await look({});
    expect(seen.asked).toContain('GET /api/v1/nodes/http%3An1%3A10255/proxy/healthz');
    expect(factsIn(seen)['read-only port']).toBe('answers whoever reaches the node, without credentials');
    const shut = JSON.stringify({ kubeletconfig: { readOnlyPort: 0 } });
    expect((await look({ replies: { ...HEALTHY, '/configz': shut } })).asked.join()).not.toContain('10255');
  });

  it('says that its certificate has expired', async () => {
    const seen = await look({ replies: { ...HEALTHY, '/metrics': 'kubelet_certificate_manager_server_ttl_seconds -7200\n' } });
    expect(factsIn(seen)['serving certificate expires']).toBe('2 h ago: EXPIRED');
  });

  it('is not asked for more when it does not answer', async () => {
    const seen = await look({ always: 'TIMEOUT' });
    expect(seen.asked).toEqual(['GET /api/v1/nodes/n1/proxy/healthz', 'GET /api/v1/nodes/n1/proxy/metrics/resource']);
    expect(seen.judgement.health).toBe('broken');
  });

  it('is asked for what changes slowly once a minute, and again at once when it did not answer', async () => {
    const first = await look({});
    expect(first.asked).toHaveLength(8);
    const later = (nowMs: number, facts: unknown) => look({ nowMs, facts: { 'kubelet/n1': facts } });
    expect((await later(NOW + 30_000, first.facts)).asked).toHaveLength(2);
    expect((await later(NOW + 61_000, first.facts)).asked).toHaveLength(8);
    const failed = await look({ replies: { ...HEALTHY, '/metrics': 'TIMEOUT' } });
    expect((await later(NOW + 1_000, failed.facts)).asked).toHaveLength(8);
  });
});

describe('a kubelet among too many', () => {
  const api = component({ kind: 'metrics-api', id: 'api' });
  const served: MetricsApiFacts = {
    of: 'metrics-api',
    nodes: {
      state: 'ok',
      request: 'GET nodes',
      route: 'aggregated API',
      atMs: NOW,
      durationMs: 1,
      evidence: [{ atMs: NOW, says: '200' }],
      value: [{ name: 'n1', timestampMs: NOW - 12_000, windowSeconds: 15, cpuCores: 1, memoryBytes: 1 }],
    },
    pods: { state: 'absent', request: 'GET pods', route: 'aggregated API', atMs: NOW, durationMs: 1, evidence: [], because: '404' },
  };
  const bulk = (given: OneLook) => look({ depth: 'bulk', discovered: [api, component(KUBELET)], ...given });

  it('is judged by its node, its lease and the Metrics API, without a request', async () => {
    const seen = await bulk({ facts: { api: served } });
    expect(seen.asked).toEqual([]);
    expect(verdict(seen)).toEqual({
      health: 'ok',
      hops: { 'containers>kubelet': 'ok: the Metrics API serves what this kubelet read' },
    });
    expect(factsIn(seen)['seen through']).toContain('not asked directly in this turn');
    expect(seen.judgement.ageSeconds).toBe(12);
  });

  it.each([
    ['without the Metrics API nothing is claimed of what it reads', { inventory: { nodes: [node('n1')] } }, 'ok'],
    ['a node that is not Ready breaks it', { inventory: { nodes: [NOT_READY] } }, 'broken'],
    ['without a node object it is unknown', { inventory: { nodes: [] } }, 'unknown'],
  ] as const)('%s', async (_name, given, health) => {
    const seen = verdict(await bulk(given));
    expect(seen).toMatchObject({ health, hops: {} });
  });
});
