import { parseCgroupId } from './parseId';

/** A pod by what a cgroup path can hold of it. */
export interface CgroupPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** A static pod's cgroups are named by this and not by the uid of its mirror (annotation kubernetes.io/config.hash). */
  readonly configHash?: string;
  /** Of containers that the API knows, without the runtime before it. */
  readonly containers: ReadonlyMap<string, string>;
}

/** "namespace", "pod" and, where the API knows the container's id, "container": as the kubelet's cAdvisor would have written them. */
export type InferredLabels = readonly (readonly [name: string, value: string])[];

export interface CgroupPods {
  readonly byUid: ReadonlyMap<string, CgroupPod>;
}

/** Container ids as a pod's status has them ("containerd://4f…") without the runtime. */
export function bareContainerId(id: string): string {
  return id.slice(id.indexOf('://') < 0 ? 0 : id.indexOf('://') + 3);
}

export function indexCgroupPods(pods: readonly CgroupPod[]): CgroupPods {
  const byUid = new Map<string, CgroupPod>();
  for (const pod of pods) {
    byUid.set(pod.uid, pod);
    if (pod.configHash !== undefined) byUid.set(pod.configHash, pod);
  }
  return { byUid };
}

/** Labels that name the pod of a series; cAdvisor writes them empty, or not at all, where it does not reach the runtime. */
const POD_LABELS = ['pod', 'pod_name', 'container_label_io_kubernetes_pod_name'];

/**
 * What an unlabelled cAdvisor series is of, from the path of its cgroup: the pod by its uid, the container by its id. Nothing for a
 * series that names its pod, and for cgroups that are no pod's. A sandbox, and a container that is over, keep the pod alone.
 */
export function inferLabels(labels: Readonly<Record<string, string>>, pods: CgroupPods): InferredLabels {
  const { id } = labels;
  if (id === undefined || POD_LABELS.some((name) => (labels[name] ?? '') !== '')) return [];
  const { podUid, containerId } = parseCgroupId(id);
  const pod = podUid === undefined ? undefined : pods.byUid.get(podUid);
  if (pod === undefined) return [];
  const container = containerId === undefined ? undefined : pod.containers.get(containerId);
  const named = [
    ['namespace', pod.namespace],
    ['pod', pod.name],
  ] as const;
  return container === undefined ? named : [...named, ['container', container]];
}
