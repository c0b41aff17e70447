import { uidOf } from '../objects/meta';
import { controllerHash } from '../objects/workloads';
import { nameSuffix } from '../seeded';
import type { Cluster } from './cluster';
import { reconcileCronJob } from './cronJobLife';
import { deploymentEvent } from './podEvents';
import { createPod, deletePod } from './podLife';
import { ensureRevision } from './revisions';
import { nodesFor } from './schedule';
import type { PodBirth, Revision, SimPod, SimWorkload } from './simPod';

/** Brings a workload's pods one step nearer to what its spec wants. Called again whenever one of its pods changes. */
export function reconcile(cluster: Cluster, workload: SimWorkload): void {
  switch (workload.spec.kind) {
    case 'Deployment':
      reconcileDeployment(cluster, workload);
      return;
    case 'DaemonSet':
      reconcileDaemonSet(cluster, workload);
      return;
    case 'StatefulSet':
      reconcileStatefulSet(cluster, workload);
      return;
    case 'CronJob':
      reconcileCronJob(cluster, workload);
      return;
  }
}

function living(workload: SimWorkload): SimPod[] {
  return [...workload.pods].filter((pod) => pod.deletionMs === undefined);
}

interface Surge {
  /** Pods there may be at most, and ready ones there must be at least, while a rollout goes on. */
  readonly most: number;
  readonly leastReady: number;
}

function surgeOf({ spec, desired }: SimWorkload): Surge {
  const unavailable = spec.strategy === 'NeverUnavailable' ? 0 : Math.floor(desired / 4);
  return { most: desired + Math.ceil(desired / 4), leastReady: desired - unavailable };
}

function reconcileDeployment(cluster: Cluster, workload: SimWorkload): void {
  const revision = ensureRevision(cluster, workload);
  const of = (pod: SimPod) => pod.labels['pod-template-hash'] === revision.hash;
  const pods = living(workload);
  const [current, old] = [pods.filter(of), pods.filter((pod) => !of(pod))];
  if (workload.spec.strategy === 'Recreate' && old.length > 0) {
    scale(cluster, workload, revision, 0);
    for (const pod of old) deletePod(cluster, pod);
  } else {
    const { most, leastReady } = surgeOf(workload);
    const room = old.length === 0 ? workload.desired : Math.min(workload.desired, current.length + Math.max(0, most - pods.length));
    const waits = workload.spec.strategy === 'Recreate' && [...workload.pods].some((pod) => !of(pod));
    scale(cluster, workload, revision, waits ? 0 : room);
    deleteOld(cluster, old, pods.filter((pod) => pod.ready).length - leastReady);
  }
  for (const other of workload.revisions) if (other !== revision) recount(cluster, workload, other);
  noteProgress(cluster, workload, revision);
}

/** Makes or deletes pods of one revision until there are `wanted`. Those that are not ready go first, then the youngest. */
function scale(cluster: Cluster, workload: SimWorkload, revision: Revision, wanted: number): void {
  const pods = living(workload).filter((pod) => pod.labels['pod-template-hash'] === revision.hash);
  if (revision.wanted !== wanted) {
    const way = wanted > revision.wanted ? 'up' : 'down';
    deploymentEvent(
      cluster,
      workload,
      `Scaled ${way} replica set ${workload.spec.name}-${revision.hash} from ${revision.wanted} to ${wanted}`,
    );
    revision.wanted = wanted;
  }
  for (let i = pods.length; i < wanted; i++) createPod(cluster, replicaBirth(cluster, workload, revision));
  const first = pods.sort((a, b) => Number(a.ready) - Number(b.ready) || b.createdMs - a.createdMs);
  for (const pod of first.slice(0, Math.max(0, pods.length - wanted))) deletePod(cluster, pod);
}

/** Old pods that are not ready go at once; ready ones as many as can be spared. */
function deleteOld(cluster: Cluster, old: readonly SimPod[], spare: number): void {
  let left = spare;
  for (const pod of old) {
    if (pod.ready && left <= 0) continue;
    if (pod.ready) left--;
    deletePod(cluster, pod);
  }
}

function recount(cluster: Cluster, workload: SimWorkload, revision: Revision): void {
  const there = living(workload).filter((pod) => pod.labels['pod-template-hash'] === revision.hash).length;
  if (there === revision.wanted) return;
  const name = `${workload.spec.name}-${revision.hash}`;
  deploymentEvent(cluster, workload, `Scaled down replica set ${name} from ${revision.wanted} to ${there}`);
  revision.wanted = there;
}

function noteProgress(cluster: Cluster, workload: SimWorkload, revision: Revision): void {
  const pods = living(workload);
  const ready = pods.filter((pod) => pod.ready).length;
  const available = ready >= surgeOf(workload).leastReady;
  if (available !== workload.available) {
    workload.available = available;
    workload.availableSinceMs = cluster.nowMs;
  }
  const complete = pods.length === workload.desired && ready === workload.desired && revision.wanted === workload.desired;
  if (complete && !workload.complete) {
    workload.complete = true;
    workload.progressedMs = cluster.nowMs;
  }
}

export function replicaBirth(cluster: Cluster, workload: SimWorkload, { owner, template, labels }: Revision): PodBirth {
  const serial = workload.made++;
  return {
    seed: cluster.seed,
    workload,
    template,
    owner,
    name: [owner.name, nameSuffix(5, cluster.seed, owner.name, workload.spec.namespace, serial)].join('-'),
    generateName: `${owner.name}-`,
    labels,
    createdMs: cluster.nowMs,
    serial,
  };
}

const labelsByTemplate = new WeakMap<object, Readonly<Record<string, string>>>();

export function daemonLabels(workload: SimWorkload): Readonly<Record<string, string>> {
  const known = labelsByTemplate.get(workload.spec);
  if (known !== undefined) return known;
  const made = {
    ...workload.spec.podLabels,
    'controller-revision-hash': controllerHash(workload.spec),
    'pod-template-generation': String(workload.generation),
  };
  labelsByTemplate.set(workload.spec, made);
  return made;
}

export function daemonBirth(cluster: Cluster, workload: SimWorkload, node: string): PodBirth {
  const { namespace, name } = workload.spec;
  const serial = workload.made++;
  return {
    seed: cluster.seed,
    workload,
    template: workload.spec,
    owner: { apiVersion: 'apps/v1', kind: 'DaemonSet', name, uid: uidOf(cluster.seed, 'DaemonSet', namespace, name) },
    name: `${name}-${nameSuffix(5, cluster.seed, 'DaemonSet', namespace, name, node, serial)}`,
    generateName: `${name}-`,
    labels: daemonLabels(workload),
    createdMs: cluster.nowMs,
    serial,
    node,
  };
}

/** A pod on each node that the selector names, none elsewhere. */
function reconcileDaemonSet(cluster: Cluster, workload: SimWorkload): void {
  const wanted = new Set(nodesFor(cluster, workload.spec).map((node) => node.world.name));
  workload.desired = wanted.size;
  const there = new Set<string>();
  for (const pod of workload.pods) {
    if (pod.node !== undefined) there.add(pod.node);
    if (pod.node === undefined || !wanted.has(pod.node)) deletePod(cluster, pod);
  }
  for (const node of wanted) if (!there.has(node)) createPod(cluster, daemonBirth(cluster, workload, node));
}

export function ordinalBirth(cluster: Cluster, workload: SimWorkload, ordinal: number): PodBirth {
  const { namespace, name } = workload.spec;
  const pod = `${name}-${ordinal}`;
  const serial = workload.made++;
  return {
    seed: cluster.seed,
    workload,
    template: workload.spec,
    owner: { apiVersion: 'apps/v1', kind: 'StatefulSet', name, uid: uidOf(cluster.seed, 'StatefulSet', namespace, name) },
    name: pod,
    generateName: `${name}-`,
    labels: {
      ...workload.spec.podLabels,
      'apps.kubernetes.io/pod-index': String(ordinal),
      'controller-revision-hash': `${name}-${controllerHash(workload.spec)}`,
      'statefulset.kubernetes.io/pod-name': pod,
    },
    createdMs: cluster.nowMs,
    serial,
  };
}

/** One after the other, in order, under fixed names (podManagementPolicy OrderedReady). */
function reconcileStatefulSet(cluster: Cluster, workload: SimWorkload): void {
  const { namespace, name } = workload.spec;
  for (let ordinal = 0; ordinal < workload.desired; ordinal++) {
    const pod = cluster.pods.get(`${namespace}/${name}-${ordinal}`);
    if (pod === undefined) {
      createPod(cluster, ordinalBirth(cluster, workload, ordinal));
      return;
    }
    if (!pod.ready) return;
  }
  for (const pod of [...workload.pods]) if (Number(pod.name.slice(name.length + 1)) >= workload.desired) deletePod(cluster, pod);
}
