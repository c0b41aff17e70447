import { describe, expect, it } from 'vitest';
import { endpoints, factsIn, lookOnce, NOW, node, type OneLook, pod, type Reply, verdict, workload } from '../oneLook.testSupport';
import { kubeStateMetricsProber } from './prober';

const FOUND = { id: 'ksm', kind: 'kube-state-metrics', namespace: 'ns', pods: ['p-0'], endpoints: endpoints(['metrics']) } as const;
const TELEMETRY = endpoints(['telemetry']).map((each) => ({ ...each, basePath: '/own' }));

function state(...families: readonly string[]): string {
  return ['# HELP kube_node_info Node.\n# TYPE kube_node_info gauge', ...families.map((name) => `${name}{name="a"} 1`), ''].join('\n');
}

const EVERYTHING = state('kube_node_info', 'kube_pod_info', 'kube_service_info', 'kube_deployment_created');

type ListCounts = readonly [resource: string, success: number, error: number];

function telemetry(...lists: readonly ListCounts[]): string {
  const lines = lists.flatMap(([resource, success, error]) => [
    `kube_state_metrics_list_total{resource="${resource}",result="success"} ${success}`,
    `kube_state_metrics_list_total{resource="${resource}",result="error"} ${error}`,
  ]);
  return `${lines.join('\n')}\nkube_state_metrics_total_shards 1\nkube_state_metrics_build_info{version="v2.15.0"} 1\n`;
}

const HEALTHY: Readonly<Record<string, Reply>> = { '/metrics': EVERYTHING, '/own/metrics': telemetry(['*v1.Node', 1, 0]) };
const OBJECTS = { nodes: [node('n1')], pods: [pod('p-0')], workloads: [workload('Deployment', 'web', 1)] };

function look(given: OneLook) {
  const found = { ...FOUND, endpoints: [...FOUND.endpoints, ...TELEMETRY], ...given.found };
  return lookOnce(kubeStateMetricsProber, { inventory: OBJECTS, replies: HEALTHY, ...given, found });
}

const HOP = 'api-objects>kube-state-metrics';
const NO_NODES = state('kube_pod_info', 'kube_deployment_created');

describe('kube-state-metrics', () => {
  it.each<[string, OneLook, string, string | undefined, string]>([
    ['exposes every resource', {}, 'ok', undefined, 'ok'],
    [
      'may not list nodes',
      { replies: { '/metrics': NO_NODES, '/own/metrics': telemetry(['*v1.Node', 0, 5], ['*v1.Pod', 1, 0]) } },
      'degraded',
      'it cannot list *v1.Node: 5 lists failed, 0 succeeded',
      'degraded',
    ],
    ['failed once, long ago', { replies: { ...HEALTHY, '/own/metrics': telemetry(['*v1.Node', 3, 2]) } }, 'ok', undefined, 'ok'],
    [
      'exposes no node, and its telemetry cannot be read',
      { replies: { '/metrics': NO_NODES } },
      'degraded',
      'exposes 0 of 1 nodes',
      'degraded: exposes 0 of 1 nodes',
    ],
    [
      'leaves nodes out by --resources',
      { found: { args: ['--resources=pods,deployments'] }, replies: { ...HEALTHY, '/metrics': NO_NODES } },
      'ok',
      undefined,
      'ok',
    ],
    [
      'exposes only what --metric-allowlist names',
      { found: { args: ['--metric-allowlist=kube_pod_.*'] }, replies: { ...HEALTHY, '/metrics': state() } },
      'ok',
      undefined,
      'ok',
    ],
    [
      'is a shard',
      { replies: { '/metrics': NO_NODES, '/own/metrics': 'kube_state_metrics_total_shards 3\nkube_state_metrics_shard_ordinal 1\n' } },
      'ok',
      undefined,
      'ok',
    ],
    ['does not answer', { always: 'TIMEOUT' }, 'broken', 'no first byte in 15 s', 'unknown: cannot be seen'],
    ['may not be asked', { denied: ['services/proxy', 'pods/proxy'] }, 'denied', 'you may not get services/proxy', 'unknown'],
    ['has no ready pod', { inventory: { ...OBJECTS, pods: [pod('p-0', { conditions: [] })] } }, 'broken', 'no pod is ready', 'ok'],
    ['is reached by nobody', { found: { endpoints: [] } }, 'unknown', 'no way to its metrics is known', 'unknown'],
    [
      'has telemetry that does not answer',
      { replies: { ...HEALTHY, '/own/metrics': 'TIMEOUT' } },
      'ok',
      'its telemetry cannot be read',
      'ok',
    ],
  ])('%s', async (_name, given, health, word, hop) => {
    const seen = verdict(await look(given));
    expect(seen.health).toBe(health);
    if (word === undefined) expect(seen.because).toBeUndefined();
    else expect(seen.because).toContain(word);
    expect(seen.hops[HOP]).toContain(hop);
  });

  it('a list that fails more often than at the look before is told, others are not', async () => {
    const at = (facts: unknown, ...lists: readonly ListCounts[]) =>
      look({ facts: { ksm: facts }, nowMs: NOW, replies: { ...HEALTHY, '/own/metrics': telemetry(...lists) } });
    const first = await at(undefined, ['*v1.Node', 3, 2], ['*v1.Pod', 3, 4]);
    expect(verdict(first).health).toBe('ok');
    const second = await at(first.facts, ['*v1.Node', 3, 3], ['*v1.Pod', 3, 4]);
    expect(verdict(second).because).toBe('it cannot list *v1.Node: 3 lists failed, 3 succeeded');
    expect(factsIn(second)['list errors']).toBe('*v1.Node: 3 lists failed, 3 succeeded');
    expect(verdict(await at(second.facts, ['*v1.Node', 4, 3], ['*v1.Pod', 3, 4])).health).toBe('ok');
  });

  it('counts objects against the API and names its flags and shard', async () => {
    const shard = 'kube_state_metrics_total_shards 3\nkube_state_metrics_shard_ordinal 1\n';
    const seen = await look({ found: { args: ['--shard=1', '--total-shards=3'] }, replies: { ...HEALTHY, '/own/metrics': shard } });
    expect(factsIn(seen)).toMatchObject({ nodes: '1 of 1 in the API', services: '1 of 0 in the API', shard: '1 of 3', '--shard': '1' });
  });
});
