import type { NewKubeObject } from '../../objects';
import type { SimPod } from '../life/simPod';
import { defined, timestamp } from './meta';
import { podSpec } from './podSpec';
import { podStatus } from './podStatus';

/** A v1 Pod. `hostIp` is its node's address. */
export function podObject(pod: SimPod, hostIp: string | undefined): NewKubeObject {
  const { owner, generateName } = pod.birth;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: pod.name,
      ...(generateName === undefined ? {} : { generateName }),
      namespace: pod.namespace,
      uid: pod.uid,
      generation: 1,
      creationTimestamp: timestamp(pod.createdMs),
      ...deletion(pod),
      labels: pod.labels,
      ...defined({ annotations: pod.annotations }),
      ownerReferences: referencesTo(owner),
    },
    spec: podSpec(pod.birth.template, pod.node),
    status: podStatus(pod, hostIp),
  };
}

const references = new WeakMap<object, readonly unknown[]>();

/** The same array for all pods of one owner. */
function referencesTo(owner: SimPod['birth']['owner']): readonly unknown[] {
  const made = references.get(owner) ?? [{ ...owner, controller: true, blockOwnerDeletion: true }];
  references.set(owner, made);
  return made;
}

function deletion(pod: SimPod): Readonly<Record<string, unknown>> {
  if (pod.deletionMs === undefined) return {};
  const grace = Number(pod.birth.template.podSpec?.['terminationGracePeriodSeconds'] ?? 30);
  return { deletionTimestamp: timestamp(pod.deletionMs + grace * 1000), deletionGracePeriodSeconds: grace };
}
