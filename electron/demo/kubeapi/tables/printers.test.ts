import { describe, expect, it } from 'vitest';
import { RECORDED_MS, recordedStore } from '../../../../e2e/kubectl/recordedWorld';
import type { KubeObject } from '../../objects';
import { printerOf } from './printers';

const METADATA = { name: 'x', namespace: 'demo', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-11-21T12:17:31Z' };

function object(kind: string, fields: Readonly<Record<string, unknown>>, metadata: Readonly<Record<string, unknown>> = {}): KubeObject {
  return { apiVersion: 'v1', kind, ...fields, metadata: { ...METADATA, ...metadata } };
}

/** The cells by the names of their columns. */
function printed(resource: string, subject: KubeObject): Readonly<Record<string, unknown>> {
  const printer = printerOf(resource);
  const cells = printer.cells(subject, RECORDED_MS);
  expect(cells).toHaveLength(printer.columns.length);
  return Object.fromEntries(printer.columns.map((column, index) => [column.name, cells[index]]));
}

describe('a row of each resource', () => {
  it.each(['pods', 'nodes', 'services', 'endpoints', 'events', 'namespaces'])('has a cell for each column: %s', (resource) => {
    for (const subject of recordedStore().list(resource)) expect(Object.keys(printed(resource, subject)).length).toBeGreaterThan(2);
  });

  it.each([
    [
      'deployments',
      { spec: { replicas: 3 }, status: { readyReplicas: 2, updatedReplicas: 1, availableReplicas: 2 } },
      { Ready: '2/3', 'Up-to-date': '1', Available: '2', Age: '60m' },
    ],
    ['statefulsets', { spec: { replicas: 1 }, status: {} }, { Ready: '0/1' }],
    [
      'replicasets',
      { spec: { replicas: 2, selector: { matchLabels: { b: '2', a: '1' } } }, status: { replicas: 2, readyReplicas: 1 } },
      { Desired: 2, Current: 2, Ready: 1, Selector: 'a=1,b=2' },
    ],
    [
      'daemonsets',
      {
        spec: { template: { spec: { nodeSelector: { gpu: 'yes' }, containers: [{ name: 'c', image: 'i' }] } } },
        status: { desiredNumberScheduled: 3 },
      },
      { Desired: 3, 'Node Selector': 'gpu=yes', Containers: 'c', Images: 'i' },
    ],
    [
      'jobs',
      {
        spec: { completions: 1 },
        status: {
          succeeded: 1,
          startTime: '2026-11-21T13:00:00Z',
          completionTime: '2026-11-21T13:00:09Z',
          conditions: [{ type: 'Complete', status: 'True' }],
        },
      },
      { Status: 'Complete', Completions: '1/1', Duration: '9s' },
    ],
    ['jobs', { spec: {}, status: { startTime: '2026-11-21T13:17:21Z' } }, { Status: 'Running', Completions: '0/1', Duration: '10s' }],
    ['jobs', { spec: {}, status: { conditions: [{ type: 'Failed', status: 'True' }] } }, { Status: 'Failed', Duration: '' }],
    [
      'cronjobs',
      { spec: { schedule: '*/1 * * * *', suspend: false }, status: { active: [{}], lastScheduleTime: '2026-11-21T13:17:01Z' } },
      { Schedule: '*/1 * * * *', Timezone: '<none>', Suspend: 'False', Active: 1, 'Last Schedule': '30s' },
    ],
    [
      'services',
      { spec: { type: 'LoadBalancer', clusterIP: '10.0.0.1', ports: [{ port: 80, nodePort: 30080, protocol: 'TCP' }] } },
      { 'External-IP': '<pending>', 'Port(s)': '80:30080/TCP' },
    ],
    [
      'services',
      { spec: { type: 'ExternalName', externalName: 'example.com' } },
      { 'Cluster-IP': '<none>', 'External-IP': 'example.com', 'Port(s)': '<none>' },
    ],
    [
      'endpoints',
      { subsets: [{ addresses: [1, 2, 3, 4].map((n) => ({ ip: `10.0.0.${n}` })), ports: [{ port: 80 }] }] },
      { Endpoints: '10.0.0.1:80,10.0.0.2:80,10.0.0.3:80 + 1 more...' },
    ],
    ['endpoints', {}, { Endpoints: '<none>' }],
    ['endpointslices', { addressType: 'IPv4', endpoints: [], ports: [] }, { Ports: '<unset>', Endpoints: '<unset>' }],
    ['configmaps', { data: { a: '', b: '' }, binaryData: { c: '' } }, { Data: 3 }],
    ['leases', { spec: { holderIdentity: 'hop-1' } }, { Holder: 'hop-1' }],
    [
      'apiservices',
      {
        spec: { service: { namespace: 'kube-system', name: 'metrics-server' } },
        status: { conditions: [{ type: 'Available', status: 'False', reason: 'MissingEndpoints' }] },
      },
      { Service: 'kube-system/metrics-server', Available: 'False (MissingEndpoints)' },
    ],
    [
      'rolebindings',
      {
        roleRef: { kind: 'Role', name: 'r' },
        subjects: [
          { kind: 'ServiceAccount', namespace: 'demo', name: 's' },
          { kind: 'User', name: 'u' },
        ],
      },
      { Role: 'Role/r', Users: 'u', ServiceAccounts: 'demo/s' },
    ],
    ['secrets', {}, { Name: 'x', Age: '60m' }],
  ] as const)('%s %#', (resource, fields, expected) => {
    expect(printed(resource, object('X', fields))).toMatchObject(expected);
  });
});

describe('status of a pod', () => {
  const running = { ready: true, restartCount: 0, state: { running: {} } };
  const done = { ready: false, restartCount: 0, state: { terminated: { exitCode: 0, reason: 'Completed' } } };

  it.each([
    ['running', { containerStatuses: [running] }, '1/1', 'Running', '0'],
    [
      'waiting',
      { containerStatuses: [{ restartCount: 3, state: { waiting: { reason: 'CrashLoopBackOff' } } }] },
      '0/1',
      'CrashLoopBackOff',
      '3',
    ],
    [
      'killed for memory',
      {
        containerStatuses: [
          {
            restartCount: 1,
            state: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
            lastState: { terminated: { finishedAt: '2026-11-21T13:16:31Z' } },
          },
        ],
      },
      '0/1',
      'OOMKilled',
      '1 (60s ago)',
    ],
    ['ended by a signal', { containerStatuses: [{ restartCount: 0, state: { terminated: { signal: 9 } } }] }, '0/1', 'Signal:9', '0'],
    ['ended with a code', { containerStatuses: [{ restartCount: 0, state: { terminated: { exitCode: 3 } } }] }, '0/1', 'ExitCode:3', '0'],
    [
      'one done, one at work',
      { conditions: [{ type: 'Ready', status: 'False' }], containerStatuses: [done, running] },
      '1/1',
      'NotReady',
      '0',
    ],
    ['evicted', { reason: 'Evicted', phase: 'Failed' }, '0/1', 'Evicted', '0'],
    ['initialising', { initContainerStatuses: [{ restartCount: 0, state: { running: {} } }] }, '0/1', 'Init:0/2', '0'],
    [
      'an init container fails',
      { initContainerStatuses: [{ restartCount: 2, state: { terminated: { exitCode: 1, reason: 'Error' } } }] },
      '0/1',
      'Init:Error',
      '2',
    ],
  ])('%s', (_name, status, ready, shown, restarts) => {
    const pod = object('Pod', { spec: { containers: [{}], initContainers: [{}, {}] }, status: { phase: 'Running', ...status } });
    expect(printed('pods', pod)).toMatchObject({ Ready: ready, Status: shown, Restarts: restarts });
  });

  it('terminating', () => {
    const pod = object('Pod', { status: { phase: 'Running' } }, { deletionTimestamp: '2026-11-21T13:17:00Z' });
    expect(printed('pods', pod)).toMatchObject({ Status: 'Terminating', Node: '<none>', IP: '<none>' });
  });
});

describe('targets of an HPA', () => {
  const resource = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } };
  const memory = { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '100Mi' } } };
  const external = { type: 'External', external: { metric: { name: 'q' }, target: { type: 'AverageValue', averageValue: '5' } } };

  it.each([
    ['none', [], [], '<none>'],
    [
      'a share of the request',
      [resource],
      [{ type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 44 } } }],
      'cpu: 44%/60%',
    ],
    ['a metric that failed', [resource], [{ type: '' }], 'cpu: <unknown>/60%'],
    ['an amount', [memory], [{ type: 'Resource', resource: { name: 'memory', current: { averageValue: '80Mi' } } }], 'memory: 80Mi/100Mi'],
    ['an average of an external metric', [external], [{ type: 'External', external: { current: { averageValue: '2' } } }], '2/5 (avg)'],
    ['more than two', [resource, memory, external], [], 'cpu: <unknown>/60%, memory: <unknown>/100Mi + 1 more...'],
  ])('%s', (_name, metrics, currentMetrics, expected) => {
    const hpa = object('HorizontalPodAutoscaler', {
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, metrics },
      status: { currentMetrics },
    });
    expect(printed('horizontalpodautoscalers', hpa)).toMatchObject({ Reference: 'Deployment/web', Targets: expected, MinPods: '<unset>' });
  });
});
