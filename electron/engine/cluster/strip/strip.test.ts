import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stripApiService } from './apiService';
import { stripEvent } from './event';
import { isJson, type Json, objects } from './fields';
import { stripHpa } from './hpa';
import { stripNode } from './node';
import { stripLease } from './other';
import { stripPod } from './pod';
import { stripEndpointSlice, stripService } from './service';
import { SharedValues } from './sharedValues';
import { stripWorkload } from './workload';

function recorded(name: string): readonly Json[] {
  const list: unknown = JSON.parse(readFileSync(new URL(`../../../../e2e/fixtures/cluster-port/${name}.json`, import.meta.url), 'utf8'));
  return isJson(list) ? objects(list, 'items') : [];
}

const shared = new SharedValues();
const pods = recorded('pods').map((item) => stripPod(item, shared));
const podOf = (app: string) =>
  pods.find(({ labels }) => labels['app'] === app || labels['k8s-app'] === app || labels['app.kubernetes.io/name'] === app);

describe('recorded objects', () => {
  it('a pod of metrics-server', () => {
    expect(podOf('metrics-server')).toMatchObject({
      namespace: 'kube-system',
      node: 'hop-1',
      phase: 'Running',
      hostNetwork: false,
      serviceAccount: 'metrics-server',
      owner: { kind: 'ReplicaSet' },
      conditions: [{ type: 'Ready', status: 'True' }],
      containers: [
        {
          name: 'metrics-server',
          args: expect.arrayContaining([expect.stringContaining('--secure-port')]),
          probes: expect.arrayContaining([{ scheme: 'HTTPS', port: 'https', path: '/readyz' }]),
        },
      ],
      statuses: [{ ready: true, state: 'running', startedMs: expect.any(Number) }],
    });
  });

  it('pods that crash say why, now and last time', () => {
    const crashed = pods.filter(({ statuses }) => statuses.some(({ restarts }) => restarts > 0));
    expect(crashed.length).toBeGreaterThan(0);
    for (const { statuses } of crashed)
      expect(statuses.find(({ restarts }) => restarts > 0)?.lastTerminated).toMatchObject({ exitCode: expect.any(Number) });
  });

  it('no object keeps managedFields', () => {
    expect(JSON.stringify(pods)).not.toMatch(/managedFields|last-applied/);
  });

  it('the node', () => {
    expect(recorded('nodes').map(stripNode)).toMatchObject([
      {
        name: 'hop-1',
        kubeletPort: 10250,
        architecture: 'amd64',
        unschedulable: false,
        allocatable: { cpu: expect.any(String) },
        addresses: expect.arrayContaining([expect.objectContaining({ type: 'InternalIP' })]),
      },
    ]);
  });

  it('services and their endpoint slices', () => {
    const service = recorded('services')
      .map(stripService)
      .find(({ name }) => name === 'kube-state-metrics');
    expect(service).toMatchObject({
      clusterIp: 'None',
      ports: [{ name: 'http-metrics', port: 8080, targetPort: 'http-metrics', protocol: 'TCP' }, { port: 8081 }],
    });
    const slice = recorded('endpointslices')
      .map(stripEndpointSlice)
      .find(({ service: of }) => of === 'kube-state-metrics');
    expect(slice?.endpoints[0]).toMatchObject({
      ready: true,
      node: 'hop-1',
      target: { kind: 'Pod', name: expect.stringContaining('kube-state-metrics') },
    });
  });

  it('workloads', () => {
    const deployment = recorded('deployments')
      .map((item) => stripWorkload(item, 'Deployment'))
      .find(({ name }) => name === 'kube-state-metrics');
    expect(deployment).toMatchObject({
      kind: 'Deployment',
      desired: 1,
      ready: 1,
      selector: { 'app.kubernetes.io/name': 'kube-state-metrics' },
    });
    for (const daemon of recorded('daemonsets').map((item) => stripWorkload(item, 'DaemonSet')))
      expect(daemon).toMatchObject({ desired: 1, ready: 1 });
  });

  it('API services: local ones have no service', () => {
    const services = recorded('apiservices').map(stripApiService);
    expect(services.find(({ name }) => name === 'v1.apps')?.service).toBeUndefined();
    expect(services.find(({ name }) => name === 'v1beta1.metrics.k8s.io')).toMatchObject({
      group: 'metrics.k8s.io',
      insecureSkipTlsVerify: true,
      service: { port: 443 },
      conditions: [{ type: 'Available', status: 'True' }],
    });
  });

  it('HPAs: a metric that failed has no current value', () => {
    const hpas = recorded('hpas').map(stripHpa);
    expect(hpas.find(({ name }) => name === 'sleepy-cpu')).toMatchObject({
      scaleTarget: { kind: 'Deployment', name: 'sleepy' },
      metrics: [{ type: 'Resource', name: 'cpu', targetType: 'Utilization', target: '80', current: undefined }],
      conditions: expect.arrayContaining([
        expect.objectContaining({ type: 'ScalingActive', status: 'False', reason: 'FailedGetResourceMetric' }),
      ]),
    });
    const others = hpas.filter(({ name }) => name !== 'sleepy-cpu').flatMap(({ metrics }) => metrics);
    expect(others.every(({ current }) => current !== undefined)).toBe(true);
  });

  it('HPAs: a behavior with what the API fills in', () => {
    const spec = {
      behavior: { scaleUp: { selectPolicy: 'Min', tolerance: '50m' }, scaleDown: { stabilizationWindowSeconds: 60, policies: [] } },
    };
    expect(stripHpa({ spec }).behavior).toEqual({
      scaleUp: {
        stabilizationSeconds: 0,
        selectPolicy: 'Min',
        tolerance: 0.05,
        policies: [
          { type: 'Pods', value: 4, periodSeconds: 15 },
          { type: 'Percent', value: 100, periodSeconds: 15 },
        ],
      },
      scaleDown: { stabilizationSeconds: 60, selectPolicy: 'Max', policies: [] },
    });
    expect(stripHpa({ spec: { behavior: {} } }).behavior?.scaleDown).toEqual({
      selectPolicy: 'Max',
      policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
    });
    expect(stripHpa({}).behavior).toBeUndefined();
  });

  it('events of old and new reporters have a time, a count and what they are about', () => {
    const events = recorded('events').map(stripEvent);
    expect(events.length).toBeGreaterThan(10);
    for (const event of events)
      expect(event).toMatchObject({
        lastMs: expect.any(Number),
        count: expect.any(Number),
        regarding: { kind: expect.stringMatching(/./), name: expect.stringMatching(/./) },
      });
    expect(events.every(({ lastMs }) => lastMs > Date.UTC(2026, 0))).toBe(true);
  });
});

describe('what the API leaves out or writes in two ways', () => {
  const metadata = { name: 'x', namespace: 'demo', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-11-21T13:00:00Z' };
  it.each([
    { name: 'a ready that is missing is true', endpoint: { addresses: ['10.0.0.1'] }, ready: true },
    { name: 'ready', endpoint: { addresses: [], conditions: { ready: true } }, ready: true },
    { name: 'not ready', endpoint: { addresses: [], conditions: { ready: false } }, ready: false },
  ])('endpoint: $name', ({ endpoint, ready }) => {
    expect(stripEndpointSlice({ metadata, endpoints: [endpoint] }).endpoints[0]?.ready).toBe(ready);
  });

  it.each([
    { name: 'a number', port: { port: 80, targetPort: 8080 }, target: '8080' },
    { name: 'a name', port: { port: 80, targetPort: 'http' }, target: 'http' },
    { name: 'nothing: the port itself', port: { port: 80 }, target: '80' },
  ])('targetPort as $name', ({ port, target }) => {
    expect(stripService({ metadata, spec: { ports: [port] } }).ports[0]?.targetPort).toBe(target);
  });

  it('a Deployment without replicas wants one', () => {
    expect(stripWorkload({ metadata, spec: {} }, 'Deployment')).toMatchObject({ desired: 1, ready: 0 });
  });

  it('sidecars run with the pod; init containers that end do not', () => {
    const spec = { containers: [{ name: 'main' }], initContainers: [{ name: 'once' }, { name: 'exporter', restartPolicy: 'Always' }] };
    const status = {
      containerStatuses: [{ name: 'main' }],
      initContainerStatuses: [{ name: 'once' }, { name: 'exporter', state: { running: {} } }],
    };
    const pod = stripPod({ metadata, spec, status }, shared);
    expect(pod.containers.map(({ name }) => name)).toEqual(['main', 'exporter']);
    expect(pod.statuses.map(({ name, state }) => [name, state])).toEqual([
      ['main', 'unknown'],
      ['exporter', 'running'],
    ]);
  });

  it('conditions that do not hold, and those that are not routine, are kept', () => {
    const conditions = [
      { type: 'PodScheduled', status: 'True' },
      { type: 'Initialized', status: 'False', reason: 'ContainersNotInitialized' },
      { type: 'Ready', status: 'True' },
      { type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI' },
    ];
    expect(stripPod({ metadata, status: { conditions } }, shared).conditions.map(({ type }) => type)).toEqual([
      'Initialized',
      'Ready',
      'DisruptionTarget',
    ]);
  });

  const metric = (spec: unknown, current: unknown) =>
    stripHpa({ metadata, spec: { metrics: [spec] }, status: { currentMetrics: [current] } }).metrics[0];
  it.each([
    {
      name: 'Pods',
      spec: { type: 'Pods', pods: { metric: { name: 'rps' }, target: { type: 'AverageValue', averageValue: '10' } } },
      current: { type: 'Pods', pods: { metric: { name: 'rps' }, current: { averageValue: '7500m' } } },
      becomes: { type: 'Pods', name: 'rps', targetType: 'AverageValue', target: '10', current: '7500m' },
    },
    {
      name: 'External with selector and both values',
      spec: {
        type: 'External',
        external: { metric: { name: 'queue', selector: { matchLabels: { q: 'a' } } }, target: { type: 'Value', value: '30' } },
      },
      current: { type: 'External', external: { metric: { name: 'queue' }, current: { value: '42', averageValue: '21' } } },
      becomes: { selector: { q: 'a' }, target: '30', current: '42' },
    },
    {
      name: 'Object',
      spec: {
        type: 'Object',
        object: {
          metric: { name: 'hits' },
          describedObject: { kind: 'Service', name: 'web', apiVersion: 'v1' },
          target: { type: 'Value', value: '5' },
        },
      },
      current: { type: 'Object', object: { metric: { name: 'hits' }, current: { value: '3' } } },
      becomes: { object: { kind: 'Service', name: 'web', apiVersion: 'v1' }, current: '3' },
    },
    {
      name: 'ContainerResource of another container',
      spec: {
        type: 'ContainerResource',
        containerResource: { name: 'cpu', container: 'app', target: { type: 'Utilization', averageUtilization: 50 } },
      },
      current: { type: 'ContainerResource', containerResource: { name: 'cpu', container: 'other', current: { averageUtilization: 70 } } },
      becomes: { container: 'app', target: '50', current: undefined },
    },
  ])('HPA metric: $name', ({ spec, current, becomes }) => {
    expect(metric(spec, current)).toMatchObject(becomes);
  });

  it('a Lease that was never renewed has no time', () => {
    expect(stripLease({ metadata, spec: {} }).renewedMs).toBeUndefined();
  });

  it.each([null, 'text', 7, [], { metadata: 'x', spec: [], status: null }])('%j is no object of the API and breaks nothing', (value) => {
    const item = isJson(value) ? value : {};
    for (const strip of [stripNode, stripService, stripEndpointSlice, stripApiService, stripHpa, stripEvent])
      expect(strip(item).name).toBe('');
    expect(stripPod(item, shared).containers).toEqual([]);
  });
});
