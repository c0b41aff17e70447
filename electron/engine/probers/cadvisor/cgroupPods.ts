import { bareContainerId, type CgroupPod, type CgroupPods, indexCgroupPods } from '../../../../shared/cgroup/inferLabels';
import type { PodObject } from '../../../../shared/model/inventory';

const CONFIG_HASH = 'kubernetes.io/config.hash';
const known = new WeakMap<readonly PodObject[], CgroupPods>();

/** Pods by what their cgroups are named after: made once for each list of pods. */
export function cgroupPodsOf(pods: readonly PodObject[]): CgroupPods {
  const before = known.get(pods);
  if (before !== undefined) return before;
  const made = indexCgroupPods(pods.map(toCgroupPod));
  known.set(pods, made);
  return made;
}

function toCgroupPod({ namespace = '', name, uid, annotations, statuses, otherStatuses = [] }: PodObject): CgroupPod {
  const containers = [...statuses, ...otherStatuses].flatMap(({ name: container, containerId }) =>
    containerId === undefined ? [] : [[bareContainerId(containerId), container] as const],
  );
  return { namespace, name, uid, configHash: annotations[CONFIG_HASH], containers: new Map(containers) };
}
