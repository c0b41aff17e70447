import { uidOf } from '../objects/meta';
import type { Cluster } from './cluster';
import { record } from './cluster';
import type { Happened, Involved } from './eventLog';
import type { SimContainer, SimPod, SimWorkload } from './simPod';

export function involvedPod(pod: SimPod): Involved {
  return { apiVersion: 'v1', kind: 'Pod', namespace: pod.namespace, name: pod.name, uid: pod.uid };
}

/** An event that a pod's kubelet records of one of its containers. */
export function containerEvent(cluster: Cluster, container: SimContainer, type: Happened['type'], reason: string, message: string): void {
  const { pod } = container;
  const kind = pod.initContainers.includes(container) ? 'initContainers' : 'containers';
  const involved = { ...involvedPod(pod), fieldPath: `spec.${kind}{${container.name}}` };
  record(cluster, { type, reason, message, involved, component: 'kubelet', host: pod.node });
}

/** An event of the controller of a pod's owner: "Created pod: web-56c757448c-fstt6". */
export function ownerEvent(cluster: Cluster, pod: SimPod, reason: string, message: string): void {
  const { owner } = pod.birth;
  const involved = { apiVersion: owner.apiVersion, kind: owner.kind, namespace: pod.namespace, name: owner.name, uid: owner.uid };
  record(cluster, { type: 'Normal', reason, message, involved, component: `${owner.kind.toLowerCase()}-controller` });
}

export function deploymentEvent(cluster: Cluster, workload: SimWorkload, message: string): void {
  const { namespace, name } = workload.spec;
  const involved = { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name, uid: uidOf(cluster.seed, 'Deployment', namespace, name) };
  record(cluster, { type: 'Normal', reason: 'ScalingReplicaSet', message, involved, component: 'deployment-controller' });
}
