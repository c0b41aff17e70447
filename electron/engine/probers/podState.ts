import type { Discovered } from '../../../shared/model/component';
import type { Health } from '../../../shared/model/health';
import type { Inventory, PodObject } from '../../../shared/model/inventory';
import type { Evidence } from '../../../shared/model/observation';

export interface PodsState {
  readonly health: Health;
  readonly because?: string;
  readonly ready: number;
  readonly wanted: number;
  readonly restarts: number;
  readonly evidence: readonly Evidence[];
}

/**
 * How the pods of a component do, by the API alone: none (scaled to zero, not scheduled), not ready
 * (with the container's own reason), restarted. Broken when none is ready.
 */
export function podsState(found: Discovered, inventory: Inventory, nowMs: number): PodsState {
  const pods = inventory.pods.filter(
    (pod) => pod.namespace === found.namespace && found.pods.includes(pod.name) && pod.deletedMs === undefined,
  );
  const workload =
    found.workload &&
    inventory.workloads.find(
      (each) => each.kind === found.workload?.kind && each.namespace === found.workload.namespace && each.name === found.workload.name,
    );
  const wanted = workload && workload.kind !== 'DaemonSet' ? workload.desired : pods.length;
  const ready = pods.filter(isReady).length;
  const restarts = pods.reduce((sum, pod) => sum + pod.statuses.reduce((inPod, status) => inPod + status.restarts, 0), 0);
  const evidence = [
    ...(workload
      ? [
          {
            atMs: nowMs,
            says: `${workload.kind.toLowerCase()}/${workload.namespace}/${workload.name}: ${workload.ready} of ${workload.desired} ready`,
          },
        ]
      : []),
    ...pods.filter((pod) => !isReady(pod)).map((pod) => ({ atMs: nowMs, says: `pod/${pod.namespace}/${pod.name}: ${whyNotReady(pod)}` })),
  ];
  const base = { ready, wanted, restarts, evidence };
  if (wanted === 0 && pods.length === 0 && workload)
    return {
      ...base,
      health: 'broken',
      because: `no pods: ${workload.kind} ${workload.namespace}/${workload.name} is scaled to ${workload.desired}`,
    };
  if (pods.length === 0)
    return found.workload
      ? { ...base, health: 'broken', because: 'it has no pods' }
      : { ...base, health: 'unknown', because: 'its pods cannot be seen' };
  const waiting = pods.find((pod) => !isReady(pod));
  if (ready === 0 && waiting) return { ...base, health: 'broken', because: `no pod is ready: ${whyNotReady(waiting)}` };
  if (ready < wanted && waiting)
    return { ...base, health: 'degraded', because: `${ready} of ${wanted} pods ready: ${whyNotReady(waiting)}` };
  return { ...base, health: 'ok' };
}

function isReady(pod: PodObject): boolean {
  return pod.conditions.some((condition) => condition.type === 'Ready' && condition.status === 'True');
}

/** The container's own reason where there is one, else the pod's condition. */
export function whyNotReady(pod: PodObject): string {
  const stuck = pod.statuses.find((status) => status.state !== 'running' && status.reason !== undefined);
  if (stuck)
    return `container ${stuck.name}: ${stuck.reason}${stuck.lastTerminated?.reason ? ` (last ended: ${stuck.lastTerminated.reason})` : ''}`;
  const condition = pod.conditions.find((each) => each.status === 'False' && each.message !== undefined && each.message !== '');
  return condition ? `${condition.type}: ${condition.message}` : `${pod.phase}${pod.reason ? ` (${pod.reason})` : ', not ready'}`;
}
