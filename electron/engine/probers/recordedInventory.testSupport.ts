import { EMPTY_INVENTORY, type Inventory, type PodObject, type WorkloadObject } from '../../../shared/model/inventory';
import { stripApiService } from '../cluster/strip/apiService';
import { isJson, type Json, objects, text } from '../cluster/strip/fields';
import { stripHpa } from '../cluster/strip/hpa';
import { stripNode } from '../cluster/strip/node';
import { stripPod } from '../cluster/strip/pod';
import { stripEndpointSlice, stripService } from '../cluster/strip/service';
import { SharedValues } from '../cluster/strip/sharedValues';
import { stripWorkload } from '../cluster/strip/workload';
import type { RecordedPort } from './recordedPort.testSupport';

const LISTED = [
  'nodes',
  'pods',
  'services',
  'endpointslices',
  'deployments',
  'daemonsets',
  'statefulsets',
  'apiservices',
  'horizontalpodautoscalers',
];

/**
 * The objects of a recording. Workloads and Services were recorded when all was well: a fault's workloads
 * want and have the pods that were recorded with it, with their containers.
 */
export function recordedInventory(port: RecordedPort): Inventory {
  const shared = new SharedValues();
  const items = (path: string): readonly Json[] => itemsIn(port.object(path));
  const pods = items('/api/v1/pods').map((item) => stripPod(item, shared));
  const workloads = [
    ...items('/apis/apps/v1/deployments').map((item) => stripWorkload(item, 'Deployment')),
    ...items('/apis/apps/v1/daemonsets').map((item) => stripWorkload(item, 'DaemonSet')),
  ];
  // The standalone cAdvisor came after the faults were recorded: a namespace without pods was not there.
  const populated = new Set(pods.map((pod) => pod.namespace));
  return {
    ...EMPTY_INVENTORY,
    nodes: items('/api/v1/nodes').map(stripNode),
    pods,
    services: items('/api/v1/services').map(stripService),
    endpointSlices: items('/apis/discovery.k8s.io/v1/endpointslices').map(stripEndpointSlice),
    workloads: workloads.filter((workload) => populated.has(workload.namespace)).map((workload) => withPods(workload, pods)),
    apiServices: items('/apis/apiregistration.k8s.io/v1/apiservices').map(stripApiService),
    hpas: items('/apis/autoscaling/v2/horizontalpodautoscalers').map(stripHpa),
    apiGroups: groupsIn(port.object('/apis')),
    listed: LISTED.map((resource) => ({ resource, have: 1, state: 'watching' as const, atMs: port.nowMs() })),
  };
}

function itemsIn(answer: string): readonly Json[] {
  const list: unknown = JSON.parse(answer);
  return isJson(list) ? objects(list, 'items') : [];
}

function groupsIn(answer: string): readonly string[] {
  const list: unknown = JSON.parse(answer);
  return isJson(list) ? objects(list, 'groups').map((group) => text(group, 'name')) : [];
}

function withPods(workload: WorkloadObject, pods: readonly PodObject[]): WorkloadObject {
  const own = pods.filter((pod) => pod.namespace === workload.namespace && isOwnedBy(pod, workload));
  const ready = own.filter((pod) => pod.conditions.some((each) => each.type === 'Ready' && each.status === 'True'));
  return { ...workload, desired: own.length, ready: ready.length, containers: own[0]?.containers ?? workload.containers };
}

function isOwnedBy(pod: PodObject, workload: WorkloadObject): boolean {
  const owner = pod.owner?.name ?? '';
  // A ReplicaSet's name is the Deployment's with a hash behind it.
  return workload.kind === 'Deployment' ? owner.replace(/-[a-z0-9]+$/, '') === workload.name : owner === workload.name;
}
