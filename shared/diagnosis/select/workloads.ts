import type { Discovered } from '../../model/component';
import type { PodObject } from '../../model/inventory';

/** "Deployment/kube-system/metrics-server"; of a component without a workload its pod, else its id. */
export function workloadSubject({ workload, namespace, pods, id }: Discovered): string {
  if (workload) return `${workload.kind}/${workload.namespace}/${workload.name}`;
  return pods[0] === undefined || namespace === undefined ? id : `Pod/${namespace}/${pods[0]}`;
}

/** "Deployment kube-system/metrics-server", for sentences. */
export function sayWorkload(found: Discovered): string {
  return workloadSubject(found).replace('/', ' ');
}

export function isPodReady(pod: PodObject): boolean {
  return pod.conditions.some((each) => each.type === 'Ready' && each.status === 'True');
}

/** Every container of it runs, and it is not ready: its readiness check fails. */
export function runsUnready(pod: PodObject): boolean {
  return !isPodReady(pod) && pod.statuses.length > 0 && pod.statuses.every((status) => status.state === 'running');
}
