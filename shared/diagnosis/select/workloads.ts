import type { Discovered } from '../../model/component';
import type { PodObject, WorkloadObject } from '../../model/inventory';
import type { Facts } from '../facts';

/** "Deployment/kube-system/metrics-server"; of a component without a workload its pod, else its id. */
export function workloadSubject({ workload, namespace, pods, id }: Discovered): string {
  if (workload) return `${workload.kind}/${workload.namespace}/${workload.name}`;
  return pods[0] === undefined || namespace === undefined ? id : `Pod/${namespace}/${pods[0]}`;
}

/** "Deployment kube-system/metrics-server", for sentences. */
export function sayWorkload(found: Discovered): string {
  return workloadSubject(found).replace('/', ' ');
}

export function workloadOf({ workload }: Discovered, { workloads }: Pick<Facts, 'workloads'>): WorkloadObject | undefined {
  return (
    workload &&
    workloads.items.find((each) => each.kind === workload.kind && each.namespace === workload.namespace && each.name === workload.name)
  );
}

/** The component's pods that are not being deleted. */
export function podsOf(found: Discovered, { pods }: Pick<Facts, 'pods'>): readonly PodObject[] {
  if (found.pods.length === 0) return [];
  const names = new Set(found.pods);
  return pods.items.filter((pod) => pod.namespace === found.namespace && names.has(pod.name) && pod.deletedMs === undefined);
}

export function isPodReady(pod: PodObject): boolean {
  return pod.conditions.some((each) => each.type === 'Ready' && each.status === 'True');
}

/** Every container of it runs, and it is not ready: its readiness check fails. */
export function runsUnready(pod: PodObject): boolean {
  return !isPodReady(pod) && pod.statuses.length > 0 && pod.statuses.every((status) => status.state === 'running');
}
