import { describe, expect, it } from 'vitest';
import type { HpaMetric, HpaObject, Inventory } from '../../../../shared/model/inventory';
import { adapterProber } from '../adapter/prober';
import { component, endpoints, factsIn, lookOnce, NOW, type OneLook, pod, type Reply, verdict, workload } from '../oneLook.testSupport';
import { isMetricApiFacts, pathOfMetric } from './facts';
import { metricApisProber } from './prober';

const API = 'custom.metrics.k8s.io/v1beta2';
const GROUP = 'custom.metrics.k8s.io';
const LIST = `/apis/${API}`;
const VALUE = `/apis/${API}/namespaces/demo/pods/*/rps`;
const FOUND = {
  id: 'custom',
  kind: 'custom-metrics-api',
  serves: [GROUP],
  endpoints: [{ purpose: 'api', basePath: '', route: { via: 'aggregated', api: API } }],
} as const;
const ADAPTER = component({
  kind: 'prometheus-adapter',
  id: 'adapter',
  namespace: 'ns',
  pods: ['p-0'],
  workload: { kind: 'Deployment', namespace: 'ns', name: 'adapter' },
  serves: [GROUP],
  args: ['--prometheus-url=http://prometheus:9090/', '--metrics-relist-interval=1m'],
  endpoints: endpoints(['health']),
});

function hpa(name: string, ...metrics: readonly HpaMetric[]): HpaObject {
  const meta = { name, namespace: 'demo', uid: 'u', resourceVersion: '1', createdMs: 0, labels: {}, annotations: {} };
  const scale = { scaleTarget: { kind: 'Deployment', name }, minReplicas: 1, maxReplicas: 3, currentReplicas: 1, desiredReplicas: 1 };
  return { ...meta, ...scale, metrics, conditions: [] };
}

const RPS: HpaMetric = { type: 'Pods', name: 'rps' };

function apiService(status: string): Inventory['apiServices'][number] {
  const meta = { name: `v1beta2.${GROUP}`, uid: 'u', resourceVersion: '1', createdMs: 0, labels: {}, annotations: {} };
  const reason = status === 'True' ? 'Passed' : 'FailedDiscoveryCheck';
  return {
    ...meta,
    group: GROUP,
    version: 'v1beta2',
    insecureSkipTlsVerify: true,
    conditions: [{ type: 'Available', status, reason, message: 'm' }],
  };
}

const listed = (...names: readonly string[]) => JSON.stringify({ kind: 'APIResourceList', resources: names.map((name) => ({ name })) });
const values = (count: number) => JSON.stringify({ items: Array.from({ length: count }, () => ({ value: '1' })) });
const NOT_FOUND = { status: 404, text: '{"kind":"Status","message":"the server could not find the metric rps for pods"}' };
const NO_PROMETHEUS = { status: 500, text: '{"kind":"Status","message":"Internal error occurred: unable to fetch metrics"}' };

const HEALTHY: Readonly<Record<string, Reply>> = { [LIST]: listed('pods/rps'), [VALUE]: values(2) };
const INVENTORY = {
  hpas: [hpa('web', RPS)],
  apiServices: [apiService('True')],
  pods: [pod('p-0')],
  workloads: [workload('Deployment', 'adapter', 1)],
};

function lookAtApi(given: OneLook) {
  const inventory = { ...INVENTORY, ...given.inventory };
  return lookOnce(metricApisProber, { replies: HEALTHY, discovered: [component(FOUND), ADAPTER], ...given, found: FOUND, inventory });
}

const HOP = 'prometheus-adapter>custom-metrics-api';

describe('the custom metrics API', () => {
  it.each<[string, OneLook, string, string | undefined, string]>([
    ['has a value for each HPA', {}, 'ok', undefined, 'ok'],
    ['lists and nobody asks', { inventory: { hpas: [] } }, 'ok', undefined, 'ok'],
    [
      'has no value for the only HPA',
      { replies: { [LIST]: listed(), [VALUE]: NOT_FOUND } },
      'broken',
      'no value for any metric that an HPA wants: rps: 404: the server could not find the metric rps for pods',
      'degraded: rps: 404',
    ],
    [
      'answers with an empty list of values',
      { replies: { ...HEALTHY, [VALUE]: values(0) } },
      'broken',
      'rps: answers, with no value',
      'degraded: rps: answers, with no value',
    ],
    [
      'has a value for one of two',
      { inventory: { hpas: [hpa('web', RPS, { type: 'Pods', name: 'errors' })] } },
      'degraded',
      '1 of 2 HPA metrics have no value: errors: 404',
      'ok',
    ],
    [
      'is not available',
      { always: { status: 503, text: 'service unavailable' }, inventory: { apiServices: [apiService('False')] } },
      'broken',
      'FailedDiscoveryCheck: m',
      'broken: FailedDiscoveryCheck: m',
    ],
    [
      'may not be listed',
      { replies: { [LIST]: { status: 403, text: 'Forbidden' } } },
      'denied',
      '403: Forbidden',
      'unknown: 403: Forbidden',
    ],
    [
      'may not be asked for values',
      { replies: { ...HEALTHY, [VALUE]: { status: 403, text: 'Forbidden' } } },
      'denied',
      '403: Forbidden',
      'ok',
    ],
  ])('%s', async (_name, given, health, word, hop) => {
    const seen = verdict(await lookAtApi(given));
    expect(seen.health).toBe(health);
    if (word === undefined) expect(seen.because).toBeUndefined();
    else expect(seen.because).toContain(word);
    expect(seen.hops[HOP]).toContain(hop);
  });

  it('asks for a dozen values at a time and takes turns with the others', async () => {
    const many = Array.from({ length: 30 }, (_, i) => hpa(`h${i}`, { type: 'Pods', name: `m${i}` }));
    const asked = async (nowMs: number) =>
      (await lookAtApi({ inventory: { hpas: many }, nowMs })).asked.filter((each) => each.includes('/pods/'));
    const [first, second] = [await asked(NOW), await asked(NOW + 15_000)];
    expect(first).toHaveLength(12);
    expect(second).toHaveLength(12);
    expect(first.filter((each) => second.includes(each)).length).toBeLessThan(12);
  });

  it.each<[string, string, HpaMetric, string | undefined]>([
    ['pods', API, RPS, VALUE],
    ['pods with a selector', API, { ...RPS, selector: { verb: 'GET' } }, `${VALUE}?metricLabelSelector=verb%3DGET`],
    [
      'an object of a group',
      API,
      { type: 'Object', name: 'hits', object: { kind: 'Ingress', name: 'main', apiVersion: 'networking.k8s.io/v1' } },
      `/apis/${API}/namespaces/demo/ingresses.networking.k8s.io/main/hits`,
    ],
    [
      'an object of the core group',
      API,
      { type: 'Object', name: 'hits', object: { kind: 'Service', name: 'web', apiVersion: 'v1' } },
      `/apis/${API}/namespaces/demo/services/web/hits`,
    ],
    [
      'external',
      'external.metrics.k8s.io/v1beta1',
      { type: 'External', name: 'depth', selector: { queue: 'a' } },
      '/apis/external.metrics.k8s.io/v1beta1/namespaces/demo/depth?labelSelector=queue%3Da',
    ],
    ['external metrics are not custom ones', API, { type: 'External', name: 'depth' }, undefined],
    ['CPU is neither', API, { type: 'Resource', name: 'cpu' }, undefined],
  ])('the path of %s', (_name, api, metric, path) => {
    expect(pathOfMetric(api, hpa('web', metric), metric)).toBe(path);
  });
});

describe('an adapter', () => {
  async function lookAtAdapter(api: OneLook, given: OneLook = {}) {
    const facts = { custom: (await lookAtApi(api)).facts };
    const found = { ...ADAPTER, ...given.found };
    const replies = { '/readyz?verbose': '[+]ping ok\nreadyz check passed\n' };
    return lookOnce(adapterProber, { inventory: INVENTORY, replies, facts, discovered: [component(FOUND), found], ...given, found });
  }

  it.each<[string, OneLook, OneLook, string, string | undefined, string]>([
    ['serves values', {}, {}, 'ok', undefined, 'ok'],
    [
      'lists nothing',
      { replies: { [LIST]: listed() } },
      {},
      'degraded',
      'it lists no metric: no rule matches a series',
      'degraded: no metric came out of it',
    ],
    [
      'lost its Prometheus',
      { replies: { ...HEALTHY, [VALUE]: NO_PROMETHEUS } },
      {},
      'degraded',
      'rps: 500: Internal error occurred: unable to fetch metrics',
      'broken: 500: Internal error occurred: unable to fetch metrics',
    ],
    ['has a query without result', { replies: { ...HEALTHY, [VALUE]: values(0) } }, {}, 'degraded', 'rps: its query gives no result', 'ok'],
    [
      'lacks a metric that an HPA wants',
      { replies: { [LIST]: listed('pods/other'), [VALUE]: NOT_FOUND } },
      {},
      'degraded',
      'rps: 404',
      'unknown',
    ],
    ['lists, and nobody asks for a value', { inventory: { hpas: [] } }, {}, 'ok', undefined, 'unknown: it lists metrics; no HPA asks'],
    [
      'is not ready',
      {},
      { replies: { '/readyz?verbose': { status: 500, text: '[-]shutdown failed: reason withheld\n' } } },
      'broken',
      '/readyz: shutdown failed',
      'ok',
    ],
    [
      'has no pods',
      { always: { status: 503, text: 'service unavailable' } },
      { found: { pods: [] }, inventory: { workloads: [workload('Deployment', 'adapter', 0)] } },
      'broken',
      'no pods: Deployment ns/adapter is scaled to 0',
      'unknown: what it gets from its Prometheus cannot be seen',
    ],
    [
      'may not be asked, nor its API',
      { always: { status: 403, text: 'Forbidden' } },
      { denied: ['services/proxy', 'pods/proxy'] },
      'unknown',
      'cannot be read',
      'unknown',
    ],
  ])('%s', async (_name, api, given, health, word, hop) => {
    const seen = verdict(await lookAtAdapter(api, given));
    expect(seen.health).toBe(health);
    if (word === undefined) expect(seen.because).toBeUndefined();
    else expect(seen.because).toContain(word);
    expect(seen.hops['prometheus>prometheus-adapter']).toContain(hop);
  });

  it('KEDA without a ScaledObject lists nothing and is well; it has no Prometheus of its own', async () => {
    const keda = { ...ADAPTER, kind: 'external-adapter', flavour: 'keda' } as const;
    const seen = verdict(await lookAtAdapter({ replies: { [LIST]: listed() }, inventory: { hpas: [] } }, { found: keda }));
    expect(seen).toEqual({ health: 'ok', because: undefined, hops: {} });
  });

  it('shows where its metrics come from', async () => {
    expect(factsIn(await lookAtAdapter({}))).toMatchObject({
      serves: GROUP,
      '--prometheus-url': 'http://prometheus:9090/',
      '--metrics-relist-interval': '1m',
      '/readyz': 'ok',
    });
  });
});

it('remembers who had a value from look to look, a 404 as none', async () => {
  const ofPods = (...names: readonly string[]) =>
    JSON.stringify({ items: names.map((name) => ({ describedObject: { name }, value: '1' })) });
  const ask = (value: Reply, facts: Readonly<Record<string, unknown>> = {}) =>
    lookOnce(metricApisProber, { found: FOUND, inventory: INVENTORY, replies: { [LIST]: listed('pods/rps'), [VALUE]: value }, facts });
  const first = await ask(ofPods('web-0', 'web-1'));
  const second = await ask(NOT_FOUND, { custom: first.facts });
  const third = await ask(NO_PROMETHEUS, { custom: second.facts });
  const { facts } = await ask(ofPods('web-0'), { custom: third.facts });
  const answers = isMetricApiFacts(facts) ? facts.asked[0]?.answers.map(({ objects }) => objects) : undefined;
  expect(answers).toEqual([['web-0', 'web-1'], [], ['web-0']]);
});
