import type { Discovered } from './component';
import { indexed } from './indexed';
import type { PodObject, WorkloadObject } from './inventory';

const podsByName = indexed((pods: readonly PodObject[]) => new Map(pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod])));

/** The pods of a component that are there and not being deleted; `pods`: the whole list, as long as it is the same the same array. */
export function podsOf(found: Pick<Discovered, 'namespace' | 'pods'>, pods: readonly PodObject[]): readonly PodObject[] {
  const byName = podsByName(pods);
  return found.pods.flatMap((name) => {
    const pod = byName.get(`${found.namespace}/${name}`);
    return pod && pod.deletedMs === undefined ? [pod] : [];
  });
}

/** What owns a component's pods, where it is known and listed. */
export function workloadOf({ workload }: Pick<Discovered, 'workload'>, workloads: readonly WorkloadObject[]): WorkloadObject | undefined {
  if (workload === undefined) return undefined;
  const { kind, namespace, name } = workload;
  return workloads.find((each) => each.kind === kind && each.namespace === namespace && each.name === name);
}
