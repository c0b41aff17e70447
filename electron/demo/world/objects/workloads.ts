import type { NewKubeObject } from '../../objects';
import type { Revision, SimWorkload } from '../life/simPod';
import { currentRevision } from '../life/simWorkload';
import { hash32 } from '../seeded';
import type { WorldWorkload } from '../world';
import { defined, metaOf, timestamp, uidOf } from './meta';
import { templateSpec } from './podSpec';

type Json = Readonly<Record<string, unknown>>;

/** How many of a workload's pods there are, by what is true of them. */
export interface Counts {
  readonly all: number;
  readonly updated: number;
  readonly ready: number;
}

export function countPods(workload: SimWorkload, hash?: string): Counts {
  let [all, updated, ready] = [0, 0, 0];
  const current = currentRevision(workload)?.hash;
  for (const pod of workload.pods) {
    const own = pod.labels['pod-template-hash'];
    if (pod.deletionMs !== undefined || (hash !== undefined && own !== hash)) continue;
    all++;
    if (own === current) updated++;
    if (pod.ready) ready++;
  }
  return { all, updated, ready };
}

function selectorOf(workload: WorldWorkload): Readonly<Record<string, string>> {
  const name = workload.podLabels['app.kubernetes.io/name'];
  return name === undefined ? workload.podLabels : { 'app.kubernetes.io/name': name };
}

/** Labels that the workload's selector, its Service and its HPA go by. */
export function selectorLabels(workload: WorldWorkload): Readonly<Record<string, string>> {
  return selectorOf(workload);
}

function templateOf(template: WorldWorkload, labels: Readonly<Record<string, string>>): Json {
  return { metadata: { labels, ...defined({ annotations: template.podAnnotations }) }, spec: templateSpec(template) };
}

function strategyOf(workload: WorldWorkload): Json {
  if (workload.strategy === 'Recreate') return { type: 'Recreate' };
  const maxUnavailable = workload.strategy === 'NeverUnavailable' ? 0 : '25%';
  return { type: 'RollingUpdate', rollingUpdate: { maxUnavailable, maxSurge: '25%' } };
}

function deploymentConditions(workload: SimWorkload): readonly Json[] {
  const available = {
    type: 'Available',
    status: workload.available ? 'True' : 'False',
    lastUpdateTime: timestamp(workload.availableSinceMs),
    lastTransitionTime: timestamp(workload.availableSinceMs),
    reason: workload.available ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: workload.available ? 'Deployment has minimum availability.' : 'Deployment does not have minimum availability.',
  };
  const replicaSet = `${workload.spec.name}-${currentRevision(workload)?.hash}`;
  const progressing = {
    type: 'Progressing',
    status: 'True',
    lastUpdateTime: timestamp(workload.progressedMs),
    lastTransitionTime: timestamp(workload.createdMs),
    reason: workload.complete ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
    message: workload.complete ? `ReplicaSet "${replicaSet}" has successfully progressed.` : `ReplicaSet "${replicaSet}" is progressing.`,
  };
  return [progressing, available];
}

/** An apps/v1 Deployment. */
export function deploymentObject(seed: number, workload: SimWorkload): NewKubeObject {
  const { spec, createdMs, generation } = workload;
  const { all, updated, ready } = countPods(workload);
  const revision = currentRevision(workload);
  const counts = defined({
    replicas: all || undefined,
    updatedReplicas: updated || undefined,
    readyReplicas: ready || undefined,
    availableReplicas: ready || undefined,
    unavailableReplicas: Math.max(0, Math.max(all, workload.desired) - ready) || undefined,
  });
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metaOf(
      { seed, kind: 'Deployment', namespace: spec.namespace, name: spec.name, createdMs },
      { generation, labels: spec.labels, annotations: { 'deployment.kubernetes.io/revision': String(revision?.number ?? 1) } },
    ),
    spec: {
      replicas: workload.desired,
      selector: { matchLabels: selectorOf(spec) },
      template: templateOf(revision?.template ?? spec, spec.podLabels),
      strategy: strategyOf(spec),
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    },
    status: { observedGeneration: generation, ...counts, conditions: deploymentConditions(workload) },
  };
}

/** An apps/v1 ReplicaSet: one revision of a Deployment. */
export function replicaSetObject(seed: number, workload: SimWorkload, revision: Revision): NewKubeObject {
  const { spec } = workload;
  const { all, ready } = countPods(workload, revision.hash);
  const status = defined({
    fullyLabeledReplicas: all || undefined,
    readyReplicas: ready || undefined,
    availableReplicas: ready || undefined,
  });
  const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: spec.name, uid: uidOf(seed, 'Deployment', spec.namespace, spec.name) };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: metaOf(
      { seed, kind: 'ReplicaSet', namespace: spec.namespace, name: `${spec.name}-${revision.hash}`, createdMs: revision.createdMs },
      {
        generation: 1,
        labels: revision.labels,
        annotations: {
          'deployment.kubernetes.io/desired-replicas': String(workload.desired),
          'deployment.kubernetes.io/max-replicas': String(workload.desired + Math.ceil(workload.desired / 4)),
          'deployment.kubernetes.io/revision': String(revision.number),
        },
        ownerReferences: [{ ...owner, controller: true, blockOwnerDeletion: true }],
      },
    ),
    spec: {
      replicas: revision.wanted,
      selector: { matchLabels: { ...selectorOf(revision.template), 'pod-template-hash': revision.hash } },
      template: templateOf(revision.template, revision.labels),
    },
    status: { replicas: all, ...status, observedGeneration: 1 },
  };
}

/** An apps/v1 DaemonSet. `wanted` nodes are to have a pod. */
export function daemonSetObject(seed: number, workload: SimWorkload, wanted: number): NewKubeObject {
  const { spec, createdMs, generation } = workload;
  const { all, ready } = countPods(workload);
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: metaOf(
      { seed, kind: 'DaemonSet', namespace: spec.namespace, name: spec.name, createdMs },
      { generation, labels: spec.labels, annotations: { 'deprecated.daemonset.template.generation': String(generation) } },
    ),
    spec: {
      selector: { matchLabels: selectorOf(spec) },
      template: templateOf(spec, spec.podLabels),
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      revisionHistoryLimit: 10,
    },
    status: {
      currentNumberScheduled: Math.min(all, wanted),
      numberMisscheduled: Math.max(0, all - wanted),
      desiredNumberScheduled: wanted,
      numberReady: ready,
      observedGeneration: generation,
      ...defined({
        updatedNumberScheduled: all || undefined,
        numberAvailable: ready || undefined,
        numberUnavailable: wanted - ready || undefined,
      }),
    },
  };
}

/** An apps/v1 StatefulSet. */
export function statefulSetObject(seed: number, workload: SimWorkload): NewKubeObject {
  const { spec, createdMs, generation } = workload;
  const { all, ready } = countPods(workload);
  const revision = `${spec.name}-${controllerHash(spec)}`;
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metaOf(
      { seed, kind: 'StatefulSet', namespace: spec.namespace, name: spec.name, createdMs },
      { generation, labels: spec.labels },
    ),
    spec: {
      replicas: workload.desired,
      selector: { matchLabels: selectorOf(spec) },
      template: templateOf(spec, spec.podLabels),
      serviceName: spec.name,
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      revisionHistoryLimit: 10,
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    },
    status: {
      observedGeneration: generation,
      replicas: all,
      ...defined({ readyReplicas: ready || undefined, currentReplicas: all || undefined, updatedReplicas: all || undefined }),
      currentRevision: revision,
      updateRevision: revision,
      collisionCount: 0,
      availableReplicas: ready,
    },
  };
}

/** "7f5d4f554b": controller-revision-hash of DaemonSets and StatefulSets, pod-template-hash of ReplicaSets. */
export function controllerHash(template: WorldWorkload, restartedMs = 0): string {
  const text = JSON.stringify([
    template.podLabels,
    template.podAnnotations,
    template.nodeSelector,
    template.init,
    template.podSpec,
    template.containers.map(shown),
  ]);
  return safe(hash32(0x5eed, text, restartedMs));
}

/** What the API shows of a container; how it behaves is no part of a template. */
function shown({ name, image, args, ports, requests, limits, more }: WorldWorkload['containers'][number]): unknown {
  return [name, image, args, ports, requests, limits, more];
}

/** Decimal digits in letters that make no words, as k8s.io/apimachinery's SafeEncodeString. */
function safe(number: number): string {
  const letters = 'bcdfghjklmnpqrstvwxz2456789';
  return [...String(number).padStart(10, '0')].map((digit) => letters[digit.charCodeAt(0) % letters.length]).join('');
}
