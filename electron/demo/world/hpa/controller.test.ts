import { describe, expect, it } from 'vitest';
import { applyFaults } from '../../faults/apply';
import { healthyWorld } from '../healthyWorld';
import type { RunningContainer } from '../running';
import { NOON, startCluster, type TestCluster } from '../testStore';
import type { World } from '../world';
import type { MetricsAnswer, ReadMetrics } from './controller';

type Json = Readonly<Record<string, unknown>>;
const answer = (status: number, body: unknown): MetricsAnswer => ({ status, body: typeof body === 'string' ? body : JSON.stringify(body) });
const status = (code: number, message: string) => answer(code, { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code });
/** As the aggregator answers for an API that is not available (recorded: metrics-server-down). */
const UNAVAILABLE = answer(503, 'service unavailable\n');
const NOT_REGISTERED = answer(404, '404 page not found\n');

/** metrics.k8s.io, custom and external metrics that tell the truth of the simulation, as milli-cores and values given. */
function apis(
  { simulation }: TestCluster,
  values: { readonly milli?: number; readonly requests?: number; readonly queue?: number } = {},
): ReadMetrics {
  return async (path) => {
    const app = /labelSelector=app%3D(\w+)/.exec(path)?.[1];
    const pods = simulation.pods().filter((pod) => pod.workload.name === app && pod.ready);
    const timestamp = new Date(simulation.nowMs).toISOString();
    if (path.startsWith('/apis/metrics.k8s.io/')) {
      const containers = (pod: (typeof pods)[number]) =>
        pod.containers.map((c, i) => ({
          name: c.name,
          usage: { cpu: i === 0 ? `${(values.milli ?? 222) * 1_000_000}n` : '0', memory: '1Mi' },
        }));
      return answer(200, {
        items: pods.map((pod) => ({ metadata: { name: pod.name }, timestamp, window: '10.062s', containers: containers(pod) })),
      });
    }
    if (path.startsWith('/apis/custom.metrics.k8s.io/'))
      return answer(200, {
        items: pods.map((pod) => ({ describedObject: { name: pod.name }, timestamp, value: `${values.requests ?? 9333}m` })),
      });
    return answer(200, { items: [{ metricName: 'web_queue_depth_total', timestamp, value: String(values.queue ?? 40) }] });
  };
}

/** The mean of a workload's pods over the last 15 s: milli-cores of web, thousandths of requests a second of worker. */
function measured({ simulation }: TestCluster): { readonly milli: number; readonly requests: number } {
  const now = simulation.nowMs;
  const mean = (name: string, counter: (container: RunningContainer, ms: number) => number) => {
    const pods = simulation.pods().filter((pod) => pod.workload.name === name && pod.ready);
    const rates = pods.flatMap(({ containers: [first] }) =>
      first === undefined ? [] : (counter(first, now) - counter(first, now - 15_000)) / 15,
    );
    return Math.round((1000 * rates.reduce((sum, rate) => sum + rate, 0)) / Math.max(1, rates.length));
  };
  const requests = (container: RunningContainer, ms: number) => {
    const counted = simulation.requests(container, ms);
    return counted === undefined ? 0 : counted.succeeded + counted.failed;
  };
  return { milli: mean('web', (c, ms) => simulation.usage(c, ms).cpuCoreSeconds), requests: mean('worker', requests) };
}

function hpa({ store }: TestCluster, name: string): Json {
  return (store.get('horizontalpodautoscalers.autoscaling', 'demo', name)?.['status'] ?? {}) as Json;
}

const conditionsOf = (cluster: TestCluster, name: string) =>
  ((hpa(cluster, name)['conditions'] ?? []) as Json[]).map((c) => `${c['type']} ${c['status']} ${c['reason']}: ${c['message']}`);

const HEALTHY = healthyWorld({ seed: 7, startMs: NOON });
/** With an HPA that cannot work: its target's container has no CPU request. */
const WITH_SLEEPY: World = {
  ...HEALTHY,
  hpas: [
    ...HEALTHY.hpas,
    {
      namespace: 'demo',
      name: 'sleepy-cpu',
      target: { kind: 'Deployment', name: 'sleepy' },
      minReplicas: 1,
      maxReplicas: 3,
      metrics: [{ type: 'Resource', name: 'cpu', averageUtilization: 80 }],
    },
  ],
};

async function synced(read: (cluster: TestCluster) => ReadMetrics, seconds = 20): Promise<TestCluster> {
  const cluster = startCluster({ world: WITH_SLEEPY });
  cluster.simulation.attachMetrics(read(cluster));
  await cluster.pass(seconds);
  return cluster;
}

const RESOURCE_API = 'unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API';
const CUSTOM_API = 'unable to get metric http_requests_per_second: unable to fetch metrics from custom metrics API';
const UNABLE = 'the HPA was unable to compute the replica count';
const GOT_SCALE = "AbleToScale True SucceededGetScale: the HPA controller was able to get the target's current scale";
const READY = 'AbleToScale True ReadyForNewScale: recommended size matches current size';
const VALID = 'ScalingActive True ValidMetricFound: the HPA was able to successfully calculate a replica count from';
const WITHIN = 'ScalingLimited False DesiredWithinRange: the desired count is within the acceptable range';

describe('conditions and values of HPAs, in the words of a recorded controller', () => {
  it('healthy: web-cpu on CPU', async () => {
    const cluster = await synced((c) => apis(c));
    expect(conditionsOf(cluster, 'web-cpu')).toEqual([READY, `${VALID} cpu resource utilization (percentage of request)`, WITHIN]);
    const current = { averageValue: '222m', averageUtilization: 211 };
    expect(hpa(cluster, 'web-cpu')).toMatchObject({
      currentReplicas: 2,
      desiredReplicas: 2,
      currentMetrics: [{ type: 'Resource', resource: { name: 'cpu', current } }],
    });
  });

  it('healthy: worker-requests on a custom and an external metric', async () => {
    const cluster = await synced((c) => apis(c));
    expect(conditionsOf(cluster, 'worker-requests')).toEqual([READY, `${VALID} pods metric http_requests_per_second`, WITHIN]);
    expect(hpa(cluster, 'worker-requests')['currentMetrics']).toEqual([
      { type: 'Pods', pods: { metric: { name: 'http_requests_per_second' }, current: { averageValue: '9333m' } } },
      { type: 'External', external: { metric: { name: 'web_queue_depth_total' }, current: { value: '40' } } },
    ]);
  });

  it('hpa-selectors-overlap: neither of the two that find the same pods reads a metric', async () => {
    const overlapping = applyFaults(HEALTHY, ['hpa-selectors-overlap']);
    const cluster = startCluster(overlapping.ok ? { world: overlapping.value } : {});
    cluster.simulation.attachMetrics(apis(cluster));
    await cluster.pass(20);
    const why = 'pods by selector app=web are controlled by multiple HPAs: [demo/web-cpu demo/web-memory]';
    for (const name of ['web-cpu', 'web-memory']) {
      expect(conditionsOf(cluster, name)).toEqual([GOT_SCALE, `ScalingActive False AmbiguousSelector: ${why}`]);
      expect(hpa(cluster, name)).toMatchObject({ currentReplicas: 2, currentMetrics: null });
    }
    expect(conditionsOf(cluster, 'worker-requests')).toContain(`${VALID} pods metric http_requests_per_second`);
  });

  it('sleepy-cpu, whose container has no request', async () => {
    const cluster = await synced((c) => apis(c));
    const pod = cluster.simulation.pods().find((p) => p.workload.name === 'sleepy')?.name;
    const why = `failed to get cpu utilization: missing request for cpu in container sleepy of Pod ${pod}`;
    expect(conditionsOf(cluster, 'sleepy-cpu')).toEqual([GOT_SCALE, `ScalingActive False FailedGetResourceMetric: ${UNABLE}: ${why}`]);
    expect(hpa(cluster, 'sleepy-cpu')).toMatchObject({ currentReplicas: 1, desiredReplicas: 0, currentMetrics: [{ type: '' }] });
    const messages = cluster.store
      .list('events')
      .filter((e) => (e['involvedObject'] as Json)['name'] === 'sleepy-cpu')
      .map((e) => [e['reason'], e['message']]);
    expect(messages).toEqual([
      ['FailedGetResourceMetric', why],
      [
        'FailedComputeMetricsReplicas',
        `invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: ${why}`,
      ],
    ]);
  });

  const CPU_API: readonly (readonly [string, MetricsAnswer, string])[] = [
    [
      'not available (metrics-server-down)',
      UNAVAILABLE,
      `${RESOURCE_API}: the server is currently unable to handle the request (get pods.metrics.k8s.io)`,
    ],
    [
      'not registered (metrics-apiservice-deleted)',
      NOT_REGISTERED,
      `${RESOURCE_API}: the server could not find the requested resource (get pods.metrics.k8s.io)`,
    ],
    [
      'empty (kubelet-paused)',
      answer(200, { items: [] }),
      'unable to get metrics for resource cpu: no metrics returned from resource metrics API',
    ],
  ];
  it.each(CPU_API)('the Metrics API %s', async (_name, given, why) => {
    const cluster = await synced((c) => (path) => (path.startsWith('/apis/metrics.k8s.io/') ? Promise.resolve(given) : apis(c)(path)));
    expect(conditionsOf(cluster, 'web-cpu')).toEqual([
      GOT_SCALE,
      `ScalingActive False FailedGetResourceMetric: ${UNABLE}: failed to get cpu utilization: ${why}`,
    ]);
    expect(conditionsOf(cluster, 'worker-requests')[1]).toMatch(/^ScalingActive True/);
  });

  const CUSTOM: readonly (readonly [string, MetricsAnswer, string])[] = [
    [
      'has no such metric (adapter-no-match)',
      status(404, 'the server could not find the metric http_requests_per_second for pods'),
      `${CUSTOM_API}: the server could not find the metric http_requests_per_second for pods`,
    ],
    [
      'cannot ask Prometheus (prometheus-down)',
      status(500, 'Internal error occurred: unable to fetch metrics'),
      `${CUSTOM_API}: Internal error occurred: unable to fetch metrics`,
    ],
    ['is not available (node-notready)', UNAVAILABLE, `${CUSTOM_API}: no known available metric versions found`],
  ];
  it.each(CUSTOM)('the adapter %s', async (_name, given, why) => {
    const cluster = await synced((c) => (path) => (path.startsWith('/apis/metrics.k8s.io/') ? apis(c)(path) : Promise.resolve(given)));
    expect(conditionsOf(cluster, 'worker-requests')).toEqual([GOT_SCALE, `ScalingActive False FailedGetPodsMetric: ${UNABLE}: ${why}`]);
    expect(hpa(cluster, 'worker-requests')['currentMetrics']).toEqual([{ type: '' }, { type: '' }]);
  });

  it('one metric without values leaves the HPA active by the other (adapter-empty-query)', async () => {
    const cluster = await synced(
      (c) => (path) => (path.startsWith('/apis/custom') ? Promise.resolve(answer(200, { items: [] })) : apis(c)(path)),
    );
    expect(conditionsOf(cluster, 'worker-requests')[1]).toBe(`${VALID} external metric web_queue_depth_total(nil)`);
    expect(hpa(cluster, 'worker-requests')['currentMetrics']).toMatchObject([{ type: '' }, { type: 'External' }]);
  });
});

describe('scaling', () => {
  it('up above 110 % of the target, with the event of a controller; down only after five minutes', async () => {
    const values = { milli: 320 };
    const cluster = await synced((c) => apis(c, values), 16);
    expect(hpa(cluster, 'web-cpu')).toMatchObject({ desiredReplicas: 3, lastScaleTime: '2026-11-21T12:00:15Z' });
    expect(conditionsOf(cluster, 'web-cpu')[0]).toBe(
      'AbleToScale True SucceededRescale: the HPA controller was able to update the target scale to 3',
    );
    const rescaled = cluster.store.list('events').filter((e) => e['reason'] === 'SuccessfulRescale');
    expect(rescaled.map((e) => e['message'])).toEqual([
      'New size: 3; reason: cpu resource utilization (percentage of request) above target',
    ]);
    values.milli = 120;
    await cluster.pass(60);
    expect(cluster.simulation.pods().filter((p) => p.workload.name === 'web' && p.ready)).toHaveLength(3);
    expect(conditionsOf(cluster, 'web-cpu')[0]).toBe(
      'AbleToScale True ScaleDownStabilized: recent recommendations were higher than current one, applying the highest recent recommendation',
    );
    await cluster.pass(400);
    expect(cluster.simulation.pods().filter((p) => p.workload.name === 'web' && p.deletionMs === undefined)).toHaveLength(2);
  });

  it('stops at maxReplicas and says so', async () => {
    const cluster = await synced((c) => apis(c, { milli: 900 }), 120);
    expect(hpa(cluster, 'web-cpu')['desiredReplicas']).toBe(4);
    expect(conditionsOf(cluster, 'web-cpu')[2]).toBe(
      'ScalingLimited True TooManyReplicas: the desired replica count is more than the maximum replica count',
    );
  });

  it('by the load that pods really have: calm in the first two minutes, both HPAs at work within twenty', async () => {
    const cluster = startCluster();
    cluster.simulation.attachMetrics((path) => apis(cluster, measured(cluster))(path));
    const sizes = () => cluster.store.list('horizontalpodautoscalers.autoscaling').map((h) => (h['status'] as Json)['desiredReplicas']);
    await cluster.pass(120);
    expect(sizes()).toEqual([2, 1]);
    let most = [0, 0];
    for (let i = 0; i < 20; i++) {
      await cluster.pass(60);
      most = most.map((size, h) => Math.max(size, Number(sizes()[h])));
    }
    expect(most[0]).toBeGreaterThanOrEqual(3);
    expect(most[1]).toBeGreaterThanOrEqual(2);
  });

  it('more replicas share the load: each uses less', async () => {
    const values = { milli: 900 };
    const cluster = await synced((c) => apis(c, values), 600);
    const pods = cluster.simulation.pods().filter((p) => p.workload.name === 'web');
    expect(pods).toHaveLength(4);
    const rate = (from: number) =>
      pods.reduce((sum, pod) => {
        const [container] = pod.containers;
        if (container === undefined) return sum;
        return (
          sum + cluster.simulation.usage(container, from + 10_000).cpuCoreSeconds - cluster.simulation.usage(container, from).cpuCoreSeconds
        );
      }, 0) / 10;
    const now = cluster.simulation.nowMs - 10_000;
    // All together still use what the workload's load is: 2 x (0.06 + 0.4 x wave), less than 1 core.
    expect(rate(now)).toBeLessThan(1);
    expect(rate(now)).toBeGreaterThan(0.1);
  });

  it('does nothing while its metrics API is not attached', async () => {
    const cluster = startCluster();
    await cluster.pass(60);
    expect(hpa(cluster, 'web-cpu')).toEqual({ desiredReplicas: 0, currentMetrics: null });
  });
});
