import { describe, expect, it } from 'vitest';
import type { MetricsApiFacts } from '../metrics-api/facts';
import { component, endpoints, factsIn, lookOnce, NOW, node, notReady, type OneLook, pod, verdict, workload } from '../oneLook.testSupport';
import { metricsServerProber } from './prober';

const FOUND = {
  id: 'ms',
  kind: 'metrics-server',
  name: 'metrics-server',
  namespace: 'ns',
  pods: ['p-0'],
  workload: { kind: 'Deployment', namespace: 'ns', name: 'metrics-server' },
  serves: ['metrics.k8s.io'],
  args: ['--metric-resolution=15s', '--kubelet-insecure-tls'],
  endpoints: endpoints(['health', 'metrics']),
} as const;
const API = component({ kind: 'metrics-api', id: 'api' });
const READY = '[+]ping ok\n[+]metric-storage-ready ok\nreadyz check passed\n';
const EMPTY = '[+]ping ok\n[-]metric-storage-ready failed: reason withheld\nreadyz check failed\n';
const NO_ENDPOINTS = { status: 503, text: '{"kind":"Status","message":"no endpoints available for service \\"svc\\""}' };

function apiServing(...names: readonly string[]): Record<string, MetricsApiFacts> {
  const look = { request: 'GET', route: 'aggregated API', atMs: NOW, durationMs: 1, evidence: [] };
  const nodes = names.map((name) => ({ name, timestampMs: NOW, windowSeconds: 15, cpuCores: 1, memoryBytes: 1 }));
  return { api: { of: 'metrics-api', nodes: { ...look, state: 'ok', value: nodes }, pods: { ...look, state: 'ok', value: [] } } };
}

function look(given: OneLook & { readonly found?: object }) {
  const found = { ...FOUND, ...given.found };
  return lookOnce(metricsServerProber, {
    inventory: { nodes: [node('n1'), node('n2')], pods: [pod('p-0')], workloads: [workload('Deployment', 'metrics-server', 1)] },
    replies: { '/readyz?verbose': READY },
    discovered: [API, component({ ...FOUND, ...given.found })],
    ...given,
    found,
  });
}

const SCALED = { pods: [], workloads: [workload('Deployment', 'metrics-server', 0)] };
const HOP = 'kubelet>metrics-server';

describe('metrics-server', () => {
  it.each<[string, OneLook, string, string | undefined, string | undefined]>([
    ['is ready and serves every node', { facts: apiServing('n1', 'n2') }, 'ok', undefined, undefined],
    ['serves one of two nodes', { facts: apiServing('n1') }, 'degraded', 'serves 1 of 2 nodes', undefined],
    ['serves none', { facts: apiServing() }, 'broken', 'it runs, and serves 0 of 2 nodes', undefined],
    ['is ready, and its API has not been seen', {}, 'ok', undefined, 'ok: /readyz: metric-storage-ready ok'],
    [
      'has nothing to serve',
      { replies: { '/readyz?verbose': { status: 500, text: EMPTY } } },
      'broken',
      '/readyz: metric-storage-ready failed: no metrics to serve',
      'broken: no kubelet has come through',
    ],
    [
      'has nothing to serve, and its Service no endpoints: its pod is asked',
      {
        replies: { '/readyz?verbose': NO_ENDPOINTS, 'pod:/readyz?verbose': { status: 500, text: EMPTY } },
        inventory: { nodes: [node('n1')], pods: [notReady('p-0')], workloads: [workload('Deployment', 'metrics-server', 1, 0)] },
      },
      'broken',
      '/readyz: metric-storage-ready failed',
      'broken: no kubelet has come through',
    ],
    [
      'is scaled to zero',
      { found: { pods: [] }, always: NO_ENDPOINTS, inventory: SCALED },
      'broken',
      'no pods: Deployment ns/metrics-server is scaled to 0',
      'unknown: nobody asks the kubelets: no pods',
    ],
    [
      'is not registered',
      { found: { serves: [] } },
      'degraded',
      'no APIService v1beta1.metrics.k8s.io leads to it',
      'ok: /readyz: metric-storage-ready ok',
    ],
    ['may not be asked', { denied: ['services/proxy', 'pods/proxy'] }, 'unknown', 'you may not get services/proxy', 'unknown'],
    ['does not answer', { always: 'TIMEOUT' }, 'broken', 'no first byte in 15 s', 'unknown'],
  ])('%s', async (_name, given, health, word, hop) => {
    const seen = verdict(await look(given));
    expect(seen.health).toBe(health);
    if (word === undefined) expect(seen.because).toBeUndefined();
    else expect(seen.because).toContain(word);
    if (hop === undefined) expect(seen.hops).toEqual({});
    else expect(seen.hops[HOP]).toContain(hop);
  });

  it('tells restarts with their last reason, flags, and its own counters where they may be read', async () => {
    const metrics = [
      'metrics_server_kubelet_request_total{success="true"} 1200',
      'metrics_server_kubelet_request_total{success="false"} 3',
      'metrics_server_storage_points{type="node"} 2',
      'metrics_server_storage_points{type="container"} 40',
      '',
    ].join('\n');
    const killed = pod('p-0', {
      statuses: [
        {
          name: 'metrics-server',
          ready: true,
          restarts: 4,
          state: 'running',
          lastTerminated: { reason: 'OOMKilled', exitCode: 137, finishedMs: NOW - 60_000 },
        },
      ],
    });
    const seen = await look({ replies: { '/readyz?verbose': READY, '/metrics': metrics }, inventory: { nodes: [], pods: [killed] } });
    expect(factsIn(seen)).toMatchObject({
      pods: '1 of 1 ready, 4 restarts, last: OOMKilled (exit code 137)',
      resolution: '15s',
      'checks kubelet certificates': 'no (--kubelet-insecure-tls)',
      '/readyz': 'ping ok, metric-storage-ready ok',
      'scrapes of kubelets': '1,200 succeeded, 3 failed since it started',
      'points it can serve': '2 nodes, 40 containers',
    });
  });

  it('says which resolution is the default, and why its metrics cannot be read', async () => {
    const seen = await look({
      found: { args: [] },
      replies: { '/readyz?verbose': READY, '/metrics': { status: 403, text: '{"message":"forbidden: User \\"system:anonymous\\""}' } },
    });
    expect(factsIn(seen)).toMatchObject({
      resolution: '60s (default of the binary)',
      'checks kubelet certificates': 'yes',
      'own metrics': 'denied: 403: forbidden: User "system:anonymous"',
    });
  });
});
