import type { ComponentKind, Discovered } from './component';
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

const placesByKind = indexed((discovered: readonly Pick<Discovered, 'kind'>[]) => {
  const places = new Map<ComponentKind, number[]>();
  discovered.forEach(({ kind }, place) => {
    const others = places.get(kind);
    if (others === undefined) places.set(kind, [place]);
    else others.push(place);
  });
  return places;
});

/** The components of one kind, in their order; `discovered`: all that was found, the same array until discovery finds others. */
export function foundOfKind<Found extends Pick<Discovered, 'kind'>>(discovered: readonly Found[], kind: ComponentKind): readonly Found[] {
  return (placesByKind(discovered).get(kind) ?? []).flatMap((place) => discovered[place] ?? []);
}

const workloadsByName = indexed(
  (workloads: readonly WorkloadObject[]) => new Map(workloads.map((each) => [`${each.kind} ${each.namespace}/${each.name}`, each])),
);

/** What owns a component's pods, where it is known and listed. */
export function workloadOf({ workload }: Pick<Discovered, 'workload'>, workloads: readonly WorkloadObject[]): WorkloadObject | undefined {
  if (workload === undefined) return undefined;
  const { kind, namespace, name } = workload;
  return workloadsByName(workloads).get(`${kind} ${namespace}/${name}`);
}
