import { describe, expect, it } from 'vitest';
import type { ContainerStatus, OtherObject } from '../../../shared/model/inventory';
import { containerRuntimeProber } from './container-runtime/prober';
import { factsIn, lookOnce, NOW, node, notReady, type OneLook, pod, verdict, workload } from './oneLook.testSupport';
import { vpaProber } from './vpa/prober';
import { workloadProber } from './workload/prober';

function status(given: Partial<ContainerStatus>): ContainerStatus {
  return { name: 'app', ready: false, restarts: 0, state: 'waiting', ...given };
}

const DEPLOYMENT = { kind: 'Deployment', namespace: 'ns', name: 'grafana' };
const UNREADY = [{ type: 'Ready', status: 'False', message: 'containers with unready status: [app]' }];
const crashing = status({ reason: 'CrashLoopBackOff', restarts: 7, lastTerminated: { reason: 'Error', exitCode: 1, finishedMs: NOW } });
const unschedulable = { type: 'PodScheduled', status: 'False', message: '0/3 nodes are available: 3 Insufficient cpu.' };

describe('a dashboard, by its pods', () => {
  const look = (given: OneLook) =>
    lookOnce(workloadProber, {
      ...given,
      found: { kind: 'dashboard', namespace: 'ns', pods: ['p-0'], workload: DEPLOYMENT, ...given.found },
      inventory: { workloads: [workload('Deployment', 'grafana', 1)], ...given.inventory },
    });

  it.each<[string, OneLook, string, string | undefined]>([
    ['is ready', { inventory: { pods: [pod('p-0')] } }, 'ok', undefined],
    [
      'is scaled to zero',
      { found: { pods: [] }, inventory: { workloads: [workload('Deployment', 'grafana', 0)] } },
      'broken',
      'no pods: Deployment ns/grafana is scaled to 0',
    ],
    ['has no pod though it wants one', { found: { pods: [] } }, 'broken', 'no pods: Deployment ns/grafana wants 1'],
    [
      'has pods that are not listed yet: its workload counts them',
      { inventory: { pods: [], listed: [{ resource: 'pods', have: 500, of: 2300, state: 'listing' }] } },
      'ok',
      undefined,
    ],
    [
      'has pods that are not listed yet and, as its workload says, are not ready',
      {
        found: { pods: [] },
        inventory: {
          workloads: [workload('Deployment', 'grafana', 2, 0)],
          listed: [{ resource: 'pods', have: 500, of: 2300, state: 'listing' }],
        },
      },
      'broken',
      'Deployment ns/grafana: 0 of 2 pods ready; its pods are not listed yet (500 of 2300 so far)',
    ],
    [
      'may not be seen by its pods, and its workload is not seen either',
      {
        found: { pods: [] },
        inventory: { workloads: [], listed: [{ resource: 'pods', have: 0, state: 'denied', because: 'pods is forbidden' }] },
      },
      'unknown',
      'its pods cannot be seen: pods is forbidden',
    ],
    ['lost its workload', { found: { pods: [] }, inventory: { workloads: [] } }, 'broken', 'it has no pods'],
    ['is known by a URL alone', { found: { pods: [], workload: undefined } }, 'unknown', 'its pods cannot be seen'],
    [
      'crashes',
      { inventory: { pods: [pod('p-0', { conditions: UNREADY, statuses: [crashing] })] } },
      'broken',
      'no pod is ready: container app: CrashLoopBackOff (last ended: Error)',
    ],
    [
      'cannot get its image',
      { inventory: { pods: [pod('p-0', { phase: 'Pending', conditions: UNREADY, statuses: [status({ reason: 'ImagePullBackOff' })] })] } },
      'broken',
      'container app: ImagePullBackOff',
    ],
    [
      'is not scheduled',
      { inventory: { pods: [pod('p-0', { phase: 'Pending', conditions: [unschedulable] })] } },
      'broken',
      '3 Insufficient cpu',
    ],
    [
      'is evicted',
      { inventory: { pods: [pod('p-0', { phase: 'Failed', reason: 'Evicted', conditions: [] })] } },
      'broken',
      'no pod is ready: Failed (Evicted)',
    ],
    [
      'stands on a node that is not Ready',
      {
        inventory: {
          pods: [notReady('p-0')],
          nodes: [node('n1', { conditions: [{ type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown' }] })],
        },
      },
      'broken',
      'no pod is ready: its node n1 is not Ready (NodeStatusUnknown)',
    ],
    [
      'has fewer pods than it wants',
      { inventory: { pods: [pod('p-0')], workloads: [workload('Deployment', 'grafana', 2, 1)] } },
      'degraded',
      '1 of 2 pods ready: 1 do not exist',
    ],
    [
      'goes away: a pod that is being deleted does not count',
      { inventory: { pods: [pod('p-0', { deletedMs: NOW })] } },
      'broken',
      'no pods: Deployment ns/grafana wants 1',
    ],
  ])('%s', async (_name, given, health, word) => {
    const seen = await look(given);
    expect(verdict(seen)).toMatchObject({ health, hops: {} });
    expect(seen.asked).toEqual([]);
    if (word === undefined) expect(seen.judgement.because).toBeUndefined();
    else expect(seen.judgement.because).toContain(word);
  });

  it('counts restarts and names the last reason', async () => {
    const restarted = status({
      state: 'running',
      ready: true,
      restarts: 1,
      lastTerminated: { reason: 'OOMKilled', exitCode: 137, finishedMs: NOW },
    });
    expect(factsIn(await look({ inventory: { pods: [pod('p-0', { statuses: [restarted] })] } }))['pods']).toBe(
      '1 of 1 ready, 1 restart, last: OOMKilled (exit code 137)',
    );
  });
});

describe('a container runtime, by its node', () => {
  const look = (conditions: ReturnType<typeof node>['conditions'] | undefined) =>
    lookOnce(containerRuntimeProber, { found: { node: 'n1' }, inventory: { nodes: conditions ? [node('n1', { conditions })] : [] } });

  it.each([
    ['a Ready node has one that answers', [{ type: 'Ready', status: 'True' }], 'ok', undefined],
    [
      'the kubelet says that it is down',
      [{ type: 'Ready', status: 'False', reason: 'KubeletNotReady', message: 'container runtime is down' }],
      'broken',
      'container runtime is down',
    ],
    [
      'a node that is not Ready for another reason',
      [{ type: 'Ready', status: 'False', reason: 'KubeletNotReady', message: 'PLEG is not healthy' }],
      'unknown',
      'PLEG is not healthy',
    ],
    [
      'a node that is gone quiet',
      [{ type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown' }],
      'unknown',
      'its kubelet does not tell',
    ],
    ['no node object', undefined, 'unknown', 'the node has no Ready condition'],
  ] as const)('%s', async (_name, conditions, health, because) => {
    const seen = verdict(await look(conditions ? [...conditions] : undefined));
    expect(seen).toMatchObject({ health, hops: {} });
    if (because !== undefined) expect(seen.because).toContain(because);
  });

  it('tells kernel and system', async () => {
    expect(factsIn(await look([{ type: 'Ready', status: 'True' }]))).toMatchObject({
      runtime: 'containerd://2.1.0',
      kernel: '6.1, Linux, amd64',
    });
  });
});

describe('a VerticalPodAutoscaler, by its object', () => {
  const RECOMMENDED = { containerRecommendations: [{ containerName: 'app', target: { cpu: '120m', memory: '262144k' } }] };
  const vpa = (given: Readonly<Record<string, unknown>>): OtherObject => ({
    ...{ name: 'web', namespace: 'ns', uid: 'u', resourceVersion: '1', createdMs: 0, labels: {}, annotations: {} },
    spec: {},
    status: given,
  });
  const look = (...vpas: readonly OtherObject[]) =>
    lookOnce(vpaProber, {
      found: { name: 'web', namespace: 'ns' },
      inventory: { others: { 'autoscaling.k8s.io/verticalpodautoscalers': vpas } },
    });

  it.each<[string, Readonly<Record<string, unknown>>, string, string | undefined]>([
    ['recommends', { conditions: [{ type: 'RecommendationProvided', status: 'True' }], recommendation: RECOMMENDED }, 'ok', undefined],
    [
      'matches no pods',
      {
        conditions: [
          { type: 'NoPodsMatched', status: 'True', reason: 'NoPodsMatched', message: 'No pods match' },
          { type: 'RecommendationProvided', status: 'False' },
        ],
      },
      'broken',
      'NoPodsMatched: NoPodsMatched: No pods match',
    ],
    ['has no recommendation', { conditions: [{ type: 'RecommendationProvided', status: 'False' }] }, 'degraded', 'no recommendation'],
    ['was never seen by a recommender', {}, 'unknown', 'no recommender has written to it yet'],
    ['has a status of another shape', { conditions: 'none' }, 'unknown', 'no recommender has written to it yet'],
  ])('%s', async (_name, given, health, because) => {
    expect(verdict(await look(vpa(given)))).toEqual({ health, because, hops: {} });
  });

  it('shows what it recommends, and says when it is gone', async () => {
    const seen = await look(vpa({ conditions: [{ type: 'RecommendationProvided', status: 'True' }], recommendation: RECOMMENDED }));
    expect(factsIn(seen)).toMatchObject({ 'recommended for app': 'cpu 120m, memory 262144k', RecommendationProvided: 'True' });
    expect(verdict(await look())).toMatchObject({ health: 'unknown', because: 'the object is gone' });
  });
});
