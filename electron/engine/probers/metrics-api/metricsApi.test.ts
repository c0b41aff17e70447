import { describe, expect, it } from 'vitest';
import { kubectlTopProber } from '../kubectl-top/prober';
import { component, factsIn, lookOnce, NOW, node, type OneLook, pod, type Reply, verdict } from '../oneLook.testSupport';
import { metricsApiProber } from './prober';

const NODES = '/apis/metrics.k8s.io/v1beta1/nodes';
const PODS = '/apis/metrics.k8s.io/v1beta1/pods';
const FOUND = { id: 'api', kind: 'metrics-api' } as const;

function nodes(ages: Readonly<Record<string, number>>): string {
  const items = Object.entries(ages).map(([name, age]) => ({
    metadata: { name },
    timestamp: new Date(NOW - age * 1000).toISOString(),
    window: '10.092s',
    usage: { cpu: '250m', memory: '512Mi' },
  }));
  return JSON.stringify({ kind: 'NodeMetricsList', items });
}

function pods(...names: readonly string[]): string {
  const items = names.map((name) => ({
    metadata: { name, namespace: 'ns' },
    timestamp: new Date(NOW).toISOString(),
    window: '1m0s',
    containers: [{ name: 'c', usage: { cpu: '1189327434n', memory: '3340104Ki' } }],
  }));
  return JSON.stringify({ kind: 'PodMetricsList', items });
}

const HEALTHY = { [NODES]: nodes({ n1: 12, n2: 20 }), [PODS]: pods('p-0') };

function apiService(status: string, reason = 'Passed', message = 'all checks passed') {
  const meta = { name: 'v1beta1.metrics.k8s.io', uid: 'u', resourceVersion: '1', createdMs: 0, labels: {}, annotations: {} };
  const conditions = [{ type: 'Available', status, reason, message }];
  return { ...meta, group: 'metrics.k8s.io', version: 'v1beta1', insecureSkipTlsVerify: true, conditions };
}

function look(given: OneLook) {
  const inventory = { nodes: [node('n1'), node('n2')], pods: [pod('p-0')], apiServices: [apiService('True')], ...given.inventory };
  return lookOnce(metricsApiProber, { replies: HEALTHY, ...given, found: FOUND, inventory });
}

describe('the Metrics API', () => {
  it.each<[string, OneLook, string, string | undefined, Record<string, string>]>([
    [
      'serves every node',
      {},
      'ok',
      undefined,
      { 'metrics-server>metrics-api': 'ok', 'kubelet>metrics-server': 'ok', 'metrics-api>kubectl-top': 'ok' },
    ],
    [
      'lacks a node',
      { replies: { ...HEALTHY, [NODES]: nodes({ n1: 12 }) } },
      'degraded',
      'serves 1 of 2 nodes; not n2',
      { 'kubelet>metrics-server': 'degraded: no value of n2' },
    ],
    [
      'does not miss a node that is younger than two scrapes',
      { replies: { ...HEALTHY, [NODES]: nodes({ n1: 12 }) }, inventory: { nodes: [node('n1'), node('n2', { createdMs: NOW - 60_000 })] } },
      'ok',
      undefined,
      {},
    ],
    [
      'answers with nothing: 200 and no items',
      { replies: { ...HEALTHY, [NODES]: nodes({}) } },
      'broken',
      'answers, and serves 0 of 2 nodes',
      { 'kubelet>metrics-server': 'broken: no value of any of 2 nodes' },
    ],
    [
      'has an old value among fresh ones',
      { replies: { ...HEALTHY, [NODES]: nodes({ n1: 12, n2: 400 }) } },
      'degraded',
      'the value of node n2 is 6 min 40 s old',
      {},
    ],
    [
      'is judged by the server’s clock',
      { replies: { ...HEALTHY, [NODES]: nodes({ n1: 3_612, n2: 3_612 }) }, clockOffsetMs: -3_600_000 },
      'ok',
      undefined,
      {},
    ],
    ['serves nodes and no pod', { replies: { ...HEALTHY, [PODS]: pods() } }, 'degraded', 'serves nodes, and no pod at all', {}],
    [
      'has no endpoints',
      {
        always: { status: 503, text: 'service unavailable' },
        inventory: { apiServices: [apiService('False', 'MissingEndpoints', 'no addresses')] },
      },
      'broken',
      'MissingEndpoints: no addresses',
      {
        'metrics-server>metrics-api': 'broken: MissingEndpoints: no addresses',
        'metrics-api>kubectl-top': 'broken: 503: service unavailable',
      },
    ],
    [
      'is not registered',
      { always: { status: 404, text: '404 page not found' } },
      'broken',
      'the Metrics API is not registered (404: 404 page not found)',
      {},
    ],
    [
      'may not be read, and is available',
      { always: { status: 403, text: '{"message":"nodes.metrics.k8s.io is forbidden"}' } },
      'denied',
      'nodes.metrics.k8s.io is forbidden',
      { 'metrics-server>metrics-api': 'ok' },
    ],
    [
      'may not be read, and nobody tells whether it is available',
      { always: { status: 403, text: 'Forbidden' }, inventory: { apiServices: [] } },
      'denied',
      '403',
      { 'metrics-server>metrics-api': 'unknown: 403: Forbidden' },
    ],
    [
      'answers with a window that is none',
      { replies: { ...HEALTHY, [NODES]: nodes({ n1: 1 }).replace('10.092s', 'soon') } },
      'broken',
      'n1: a quantity, window or timestamp that cannot be read',
      {},
    ],
  ])('%s', async (_name, given, health, word, hops) => {
    const seen = verdict(await look(given));
    expect(seen.health).toBe(health);
    if (word === undefined) expect(seen.because).toBeUndefined();
    else expect(seen.because).toContain(word);
    expect(seen.hops).toMatchObject(hops);
  });

  it('names pods that run and are not served, but not new ones', async () => {
    const running = [pod('p-0'), pod('sick'), pod('new', { createdMs: NOW - 10_000 }), pod('done', { phase: 'Succeeded' })];
    expect(factsIn(await look({ inventory: { pods: running } }))).toMatchObject({
      'pods served': '1 of 3 running',
      'pods not served': 'ns/sick',
    });
  });
});

describe('kubectl top', () => {
  const API = component(FOUND);
  async function top(replies: Readonly<Record<string, Reply>>, depth: OneLook = {}) {
    const api = await look({ replies, ...depth });
    const inventory = { nodes: [node('n1'), node('n2')] };
    return lookOnce(kubectlTopProber, { discovered: [API], facts: { api: api.facts }, inventory });
  }

  it.each<[string, Readonly<Record<string, Reply>>, string, string | undefined]>([
    ['prints every node', HEALTHY, 'ok', undefined],
    ['prints <unknown> for a node', { ...HEALTHY, [NODES]: nodes({ n1: 1 }) }, 'degraded', 'prints <unknown> for 1 of 2 nodes'],
    ['prints nothing yet', { ...HEALTHY, [NODES]: nodes({}) }, 'broken', 'prints "error: metrics not available yet"'],
    ['finds no API', {}, 'broken', 'prints "error: Metrics API not available" (404: 404 page not found)'],
    [
      'finds an API that does not answer',
      { [NODES]: { status: 503, text: 'service unavailable' }, [PODS]: 'TIMEOUT' },
      'broken',
      '503: service unavailable',
    ],
    ['may print pods alone', { ...HEALTHY, [NODES]: { status: 403, text: 'Forbidden' } }, 'ok', undefined],
    [
      'may print nothing',
      { [NODES]: { status: 403, text: 'Forbidden' }, [PODS]: { status: 403, text: 'Forbidden' } },
      'denied',
      '403: Forbidden',
    ],
  ])('%s', async (_name, replies, health, because) => {
    expect(verdict(await top(replies))).toEqual({ health, because, hops: {} });
  });

  it('shows cores of all nodes and the age of the newest value', async () => {
    const { judgement } = await top(HEALTHY);
    expect(judgement.number).toEqual({ value: 0.5, unit: 'cores', label: 'cores used' });
    expect(judgement.ageSeconds).toBe(12);
  });

  it('waits for the first look at the API', async () => {
    expect(verdict(await lookOnce(kubectlTopProber, { discovered: [API] }))).toMatchObject({ health: 'unknown' });
  });
});
