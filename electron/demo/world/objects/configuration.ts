import { PROMETHEUS_RULES } from '../healthy/prometheusConfig';
import type { World, WorldApiService } from '../world';
import type { Stored } from './access';
import { metaOf } from './meta';

const FIXED_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];
const ALERTMANAGER_CONFIG = `route: {receiver: none, group_wait: 10s}
receivers: [{name: none}]
`;

/** v1 Namespaces: those every cluster has and those of the World's workloads. */
export function namespaceObjects(world: World, createdMs: number): readonly Stored[] {
  const names = new Set([...FIXED_NAMESPACES, ...world.workloads.map((w) => w.namespace)]);
  return [...names].map((name) => ({
    resource: 'namespaces',
    object: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: metaOf({ seed: world.seed, kind: 'Namespace', name, createdMs }, { labels: { 'kubernetes.io/metadata.name': name } }),
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    },
  }));
}

/** v1 ConfigMaps that the monitoring components read. */
export function configMapObjects(world: World, createdMs: number): readonly Stored[] {
  const maps: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['prometheus', { 'prometheus.yml': world.prometheus.config, 'rules.yml': world.prometheus.rules ?? PROMETHEUS_RULES }],
    ['adapter-config', { 'config.yaml': world.adapter.config }],
    ['alertmanager', { 'alertmanager.yml': ALERTMANAGER_CONFIG }],
  ];
  return maps.map(([name, data]) => ({
    resource: 'configmaps',
    object: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metaOf({ seed: world.seed, kind: 'ConfigMap', namespace: 'monitoring', name, createdMs }),
      data,
    },
  }));
}

export const API_SERVICES = 'apiservices.apiregistration.k8s.io';

export function apiServiceName({ group, version }: Pick<WorldApiService, 'group' | 'version'>): string {
  return `${version}.${group}`;
}

/** APIServices of aggregated APIs, without status: whether they are available is the aggregator's to say. */
export function apiServiceObjects(world: World, createdMs: number): readonly Stored[] {
  return world.apiServices.map(({ group, version, service }) => ({
    resource: API_SERVICES,
    object: {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: metaOf({ seed: world.seed, kind: 'APIService', name: `${version}.${group}`, createdMs }),
      spec: {
        service,
        group,
        version,
        insecureSkipTLSVerify: true,
        groupPriorityMinimum: 100,
        versionPriority: version === 'v1beta2' ? 200 : 100,
      },
    },
  }));
}
