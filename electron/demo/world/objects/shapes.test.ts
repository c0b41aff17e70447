import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../objects';
import { startCluster } from '../testStore';

/** Objects of a real Kubernetes 1.34.4 as its API printed them. */
const RECORDED: Readonly<Record<string, readonly KubeObject[]>> = JSON.parse(
  readFileSync(new URL('../../../../e2e/fixtures/kubeapi/objects.json', import.meta.url), 'utf8'),
);

/** "spec.containers[].image: string" for every leaf. Keys of labels, annotations and selectors are data. */
function shapeOf(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return value.length === 0 ? [`${path}[]`] : value.flatMap((item) => shapeOf(item, `${path}[]`));
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value);
    if (/(labels|annotations|selector|matchLabels|nodeSelector|data)$/.test(path)) return [`${path}: map`];
    return entries.length === 0 ? [`${path}{}`] : entries.flatMap(([key, inner]) => shapeOf(inner, path === '' ? key : `${path}.${key}`));
  }
  return [`${path}: ${value === null ? 'null' : typeof value}`];
}

const shape = (object: KubeObject | undefined): ReadonlySet<string> => new Set(object === undefined ? [] : shapeOf(object));

/** What the demo rightly has or lacks, with the reason. */
const DIFFERENCES: readonly (readonly [RegExp, string])[] = [
  [/^metadata\.managedFields/, 'kubectl hides them and nothing reads them: they would double every object'],
  [/^metadata\.annotations/, 'the kit was applied by kubectl, which leaves its last-applied-configuration'],
  [/^metadata\.labels/, 'the recorded Deployments of the demo namespace were given labels of their own'],
  [/containerStatuses\[\]\.volumeMounts/, 'a copy of the spec’s mounts that nothing here reads; it would cost half of the status'],
  [/initContainerStatuses\[\]\.volumeMounts/, 'as above'],
  [/^metadata\.resourceVersion|^kind|^apiVersion/, 'given by the store and the list'],
  [/status\.images/, 'left out of the recording that is kept here'],
];

function differences(ours: ReadonlySet<string>, real: ReadonlySet<string>): readonly string[] {
  const only = [
    ...[...ours].filter((s) => !real.has(s)).map((s) => `+ ${s}`),
    ...[...real].filter((s) => !ours.has(s)).map((s) => `- ${s}`),
  ];
  return only.filter((line) => !DIFFERENCES.some(([pattern]) => pattern.test(line.slice(2))));
}

describe('objects have the fields that a real API prints', () => {
  const { store } = startCluster();
  const real = (resource: string, namespace: string | undefined, name: string) =>
    RECORDED[resource]?.find((o) => o.metadata.namespace === namespace && o.metadata.name.startsWith(name));
  const ours = (resource: string, namespace: string | undefined, name: string) =>
    store.list(resource, namespace).find((o) => o.metadata.name.startsWith(name));

  it.each([
    ['nodes', undefined, 'hop-1'],
    ['pods', 'demo', 'web-'],
    ['pods', 'demo', 'worker-'],
    ['pods', 'demo', 'burst-'],
    ['pods', 'demo', 'crasher-'],
    ['pods', 'demo', 'unpullable-'],
    ['pods', 'demo', 'sleepy-'],
    ['pods', 'kube-system', 'metrics-server-'],
    ['pods', 'monitoring', 'node-exporter-'],
    ['pods', 'monitoring', 'prometheus-'],
    ['services', 'default', 'kubernetes'],
    ['services', 'demo', 'web'],
    ['services', 'kube-system', 'metrics-server'],
    ['services', 'kube-system', 'kube-state-metrics'],
    ['endpoints', 'default', 'kubernetes'],
    ['endpoints', 'demo', 'web'],
    ['endpoints', 'kube-system', 'kube-state-metrics'],
    ['endpointslices.discovery.k8s.io', 'default', 'kubernetes'],
    ['endpointslices.discovery.k8s.io', 'demo', 'web'],
    ['endpointslices.discovery.k8s.io', 'kube-system', 'metrics-server'],
    ['namespaces', undefined, 'demo'],
    ['deployments.apps', 'demo', 'web'],
    ['deployments.apps', 'kube-system', 'metrics-server'],
    ['deployments.apps', 'monitoring', 'prometheus'],
    ['deployments.apps', 'demo', 'worker'],
    ['daemonsets.apps', 'monitoring', 'node-exporter'],
  ] as const)('%s %s/%s', (resource, namespace, name) => {
    const recorded = real(resource, namespace, name);
    expect(recorded, 'recorded').toBeDefined();
    expect(differences(shape(ours(resource, namespace, name)), shape(recorded))).toEqual([]);
  });

  it('aggregated APIServices, whose status the aggregator adds', () => {
    const name = 'v1beta1.metrics.k8s.io';
    const recorded = real('apiservices.apiregistration.k8s.io', undefined, name);
    const lacking = differences(shape(ours('apiservices.apiregistration.k8s.io', undefined, name)), shape(recorded));
    expect(lacking.every((line) => line.startsWith('- status.conditions[]'))).toBe(true);
    expect(ours('apiservices.apiregistration.k8s.io', undefined, name)?.['spec']).toEqual(recorded?.['spec']);
  });

  it('events of a kubelet and of the scheduler', async () => {
    const cluster = startCluster();
    await cluster.pass(70);
    for (const reason of ['Scheduled', 'Created', 'SuccessfulCreate']) {
      const recorded = RECORDED['events']?.find((e) => e['reason'] === reason);
      const own = cluster.store.list('events').find((e) => e['reason'] === reason);
      if (recorded === undefined) continue;
      const lacking = differences(shape(own), shape(recorded)).filter((line) => !line.includes('involvedObject.resourceVersion'));
      expect(lacking, reason).toEqual([]);
    }
  });
});
