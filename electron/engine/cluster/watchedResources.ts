import type { ObjectMeta, PodObject } from '../../../shared/model/inventory';
import type { AccessNeed } from '../../../shared/model/observation';
import { stripApiService } from './strip/apiService';
import { stripEvent } from './strip/event';
import type { Json } from './strip/fields';
import { stripHpa } from './strip/hpa';
import { stripNode } from './strip/node';
import { stripLease, stripOther } from './strip/other';
import { stripPod } from './strip/pod';
import { stripEndpointSlice, stripService } from './strip/service';
import { SharedValues } from './strip/sharedValues';
import { stripWorkload } from './strip/workload';

/** How an object came: in a list, as a change of a watch, removed by a watch, or not there any more in a list. */
export type HeardHow = 'listed' | 'changed' | 'removed' | 'missing';

/** One list of the API that is kept. */
export interface WatchedResource<T extends ObjectMeta> {
  /** As `Listed.resource` names it: "pods", "monitoring.coreos.com/prometheuses". */
  readonly name: string;
  readonly group: string;
  readonly resource: string;
  readonly path: string;
  readonly namespace?: string;
  readonly strip: (item: Json) => T;
  /** Hears of each version as it comes: the lists that are kept show the newest alone. */
  readonly heard?: (how: HeardHow, object: T) => void;
  /** With more objects than this it is polled: leases of 5,000 nodes would be 500 events a second. */
  readonly watchAtMost?: number;
  /** Only so many are kept, the newest. */
  readonly keepAtMost?: { readonly count: number; readonly ageOf: (object: T) => number };
}

/**
 * The lists of every cluster. All are listed whole: metadata-only lists
 * (as=PartialObjectMetadataList) would leave out fields that discovery reads of each of these.
 */
export function everyClustersResources(shared: SharedValues, hearPod?: (how: HeardHow, pod: PodObject) => void) {
  return {
    nodes: core('nodes', stripNode),
    pods: { ...core('pods', (item) => stripPod(item, shared)), heard: hearPod },
    services: core('services', stripService),
    events: { ...core('events', stripEvent), keepAtMost: { count: 10_000, ageOf: (event: { readonly lastMs: number }) => event.lastMs } },
    endpointSlices: grouped('discovery.k8s.io', 'v1', 'endpointslices', stripEndpointSlice),
    deployments: grouped('apps', 'v1', 'deployments', (item) => stripWorkload(item, 'Deployment')),
    daemonSets: grouped('apps', 'v1', 'daemonsets', (item) => stripWorkload(item, 'DaemonSet')),
    statefulSets: grouped('apps', 'v1', 'statefulsets', (item) => stripWorkload(item, 'StatefulSet')),
    apiServices: grouped('apiregistration.k8s.io', 'v1', 'apiservices', stripApiService),
    hpas: grouped('autoscaling', 'v2', 'horizontalpodautoscalers', stripHpa),
    leases: {
      ...grouped('coordination.k8s.io', 'v1', 'leases', stripLease),
      path: '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases',
      namespace: 'kube-node-lease',
      watchAtMost: 200,
    },
  } as const;
}

/** Read where their API group is served; the version is the group's preferred one. */
export const OPTIONAL_RESOURCES: readonly { readonly group: string; readonly resource: string }[] = [
  { group: 'monitoring.coreos.com', resource: 'prometheuses' },
  { group: 'monitoring.coreos.com', resource: 'prometheusagents' },
  { group: 'monitoring.coreos.com', resource: 'servicemonitors' },
  { group: 'monitoring.coreos.com', resource: 'podmonitors' },
  { group: 'autoscaling.k8s.io', resource: 'verticalpodautoscalers' },
  { group: 'keda.sh', resource: 'scaledobjects' },
  { group: 'opentelemetry.io', resource: 'opentelemetrycollectors' },
];

export function optionalResource(group: string, version: string, resource: string): WatchedResource<ReturnType<typeof stripOther>> {
  return { ...grouped(group, version, resource, stripOther), name: `${group}/${resource}` };
}

function core<T extends ObjectMeta>(resource: string, strip: (item: Json) => T): WatchedResource<T> {
  return { name: resource, group: '', resource, path: `/api/v1/${resource}`, strip };
}

function grouped<T extends ObjectMeta>(group: string, version: string, resource: string, strip: (item: Json) => T): WatchedResource<T> {
  return { name: resource, group, resource, path: `/apis/${group}/${version}/${resource}`, strip };
}

export function needOf(watched: Pick<WatchedResource<never>, 'group' | 'resource' | 'namespace'>, verb: 'list' | 'watch'): AccessNeed {
  return { verb, group: watched.group, resource: watched.resource, namespace: watched.namespace };
}

type NamedResource = Pick<WatchedResource<never>, 'name' | 'group' | 'resource' | 'namespace'>;

const NAMED: readonly NamedResource[] = [
  ...Object.values<NamedResource>(everyClustersResources(new SharedValues())),
  ...OPTIONAL_RESOURCES.map(({ group, resource }) => ({ name: `${group}/${resource}`, group, resource })),
];

/** What keeping a list needs, by the name under which `Inventory.listed` tells of it; nothing for a name that is not watched. */
export function listNeeds(name: string): readonly AccessNeed[] {
  const watched = NAMED.find((each) => each.name === name);
  return watched === undefined ? [] : [needOf(watched, 'list'), needOf(watched, 'watch')];
}
