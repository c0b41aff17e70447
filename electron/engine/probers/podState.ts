import type { Discovered } from '../../../shared/model/component';
import type { Health } from '../../../shared/model/health';
import { indexed } from '../../../shared/model/indexed';
import {
  type Inventory,
  isListed,
  type Listed,
  type NodeObject,
  type PodObject,
  type WorkloadObject,
} from '../../../shared/model/inventory';
import { podsOf, workloadOf } from '../../../shared/model/objectsOf';
import type { Evidence } from '../../../shared/model/observation';
import { isWhole } from './listed';

export interface PodsState {
  readonly health: Health;
  readonly because?: string;
  readonly ready: number;
  readonly wanted: number;
  readonly restarts: number;
  /** Why a container of it ended last, where one was restarted: "OOMKilled (exit code 137)". */
  readonly lastRestart?: string;
  readonly evidence: readonly Evidence[];
}

/**
 * How the pods of a component do, by the API alone: none (scaled to zero, not scheduled), not ready
 * (with the node's or the container's own reason), restarted. Broken when none is ready, degraded when
 * some are not, or are missing. Pods that are not listed, or not yet, are never taken for pods that are not there.
 */
export function podsState(found: Discovered, inventory: Inventory, nowMs: number): PodsState {
  const pods = podsOf(found, inventory.pods);
  const workload = workloadOf(found, inventory.workloads);
  const reasons = pods.filter((pod) => !isReady(pod)).map((pod) => ({ pod, why: whyNotReady(pod, inventory.nodes) }));
  const ready = pods.length === 0 && workload && listOfPods(inventory) ? workload.ready : pods.length - reasons.length;
  // A member of a DaemonSet is one pod of it.
  const wanted = workload && workload.kind !== 'DaemonSet' ? workload.desired : pods.length;
  const lastRestart = lastRestartOf(pods);
  const restarts = pods.reduce((sum, pod) => sum + pod.statuses.reduce((inPod, status) => inPod + status.restarts, 0), 0);
  const evidence = [
    ...(workload ? [{ atMs: nowMs, says: `${nameOf(workload)}: ${workload.ready} of ${workload.desired} ready` }] : []),
    ...reasons.map(({ pod, why }) => ({ atMs: nowMs, says: `pod ${pod.namespace}/${pod.name}: ${why}` })),
  ];
  return {
    ...verdictOf(found, inventory, { pods, workload, wanted, why: reasons[0]?.why }),
    ready,
    wanted,
    restarts,
    ...(lastRestart === undefined ? {} : { lastRestart }),
    evidence,
  };
}

/** The row of the fact table that every component with pods has: "1 of 1 ready, 3 restarts, last: OOMKilled (exit code 137)". */
export function podsFact(pods: PodsState): { readonly label: string; readonly value: string; readonly evidence?: Evidence } {
  const restarts = pods.restarts === 1 ? '1 restart' : `${pods.restarts} restarts`;
  const last = pods.lastRestart === undefined ? '' : `, last: ${pods.lastRestart}`;
  return { label: 'pods', value: `${pods.ready} of ${pods.wanted} ready, ${restarts}${last}`, evidence: pods.evidence[0] };
}

interface Seen {
  readonly pods: readonly PodObject[];
  readonly workload: WorkloadObject | undefined;
  readonly wanted: number;
  /** Of the first pod that is not ready. */
  readonly why: string | undefined;
}

type Verdict = Pick<PodsState, 'health' | 'because'>;

function verdictOf(found: Discovered, inventory: Inventory, seen: Seen): Verdict {
  const { pods, workload, wanted, why } = seen;
  const unlisted = listOfPods(inventory);
  if (unlisted && pods.length < Math.max(1, wanted)) return byWorkload(workload, unlisted);
  if (pods.length === 0) {
    if (workload) return { health: 'broken', because: whyNoPods(workload) };
    return found.workload ? { health: 'broken', because: 'it has no pods' } : { health: 'unknown', because: 'its pods cannot be seen' };
  }
  const ready = pods.filter(isReady).length;
  if (ready === 0) return { health: 'broken', because: `no pod is ready: ${why}` };
  if (ready < wanted)
    return { health: 'degraded', because: `${ready} of ${wanted} pods ready: ${why ?? `${wanted - pods.length} do not exist`}` };
  const has = workload?.kind === 'DaemonSet' ? (podsOfDaemonSets(inventory.pods).get(`${workload.namespace}/${workload.name}`) ?? 0) : 0;
  if (!unlisted && workload?.kind === 'DaemonSet' && has < workload.desired)
    return { health: 'degraded', because: `${nameOf(workload)} has pods on ${has} of ${workload.desired} nodes` };
  return { health: 'ok' };
}

/** The list of pods, where it is not whole: not come in, or not allowed. Undefined when it is. */
function listOfPods(inventory: Inventory): Listed | undefined {
  return isWhole(inventory, 'pods') ? undefined : inventory.listed.find(({ resource }) => resource === 'pods');
}

/** What the workload's own status tells while its pods are not seen: it counts them, and knows no reasons. */
function byWorkload(workload: WorkloadObject | undefined, pods: Listed): Verdict {
  const unseen = whyUnseen(pods);
  if (!workload) return { health: 'unknown', because: unseen };
  const { desired, ready } = workload;
  if (desired === 0) return { health: 'broken', because: whyNoPods(workload) };
  if (ready >= desired) return { health: 'ok' };
  const health = ready === 0 ? 'broken' : 'degraded';
  return { health, because: `${nameOf(workload)}: ${ready} of ${desired} pods ready; ${unseen}` };
}

function whyUnseen(listed: Listed): string {
  const { have, of, because } = listed;
  if (!isListed(listed)) return `its pods are not listed yet (${have}${of === undefined ? '' : ` of ${of}`} so far)`;
  return `its pods cannot be seen${because === undefined ? '' : `: ${because}`}`;
}

function whyNoPods(workload: WorkloadObject): string {
  if (workload.desired > 0) return `no pods: ${nameOf(workload)} wants ${workload.desired}`;
  return workload.kind === 'DaemonSet'
    ? `no pods: ${nameOf(workload)} finds no node that it may run on (nodeSelector, taints)`
    : `no pods: ${nameOf(workload)} is scaled to 0`;
}

function nameOf(workload: WorkloadObject): string {
  return `${workload.kind} ${workload.namespace}/${workload.name}`;
}

/** How many pods each DaemonSet has: a node without one has no member that could tell. */
const podsOfDaemonSets = indexed((pods: readonly PodObject[]) => {
  const counts = new Map<string, number>();
  for (const { namespace, owner, deletedMs } of pods) {
    if (owner?.kind !== 'DaemonSet' || deletedMs !== undefined) continue;
    const key = `${namespace}/${owner.name}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
});
const nodesByName = indexed((nodes: readonly NodeObject[]) => new Map(nodes.map((node) => [node.name, node])));

/** The node of that name, looked up once for each list. */
export function nodeNamed(inventory: Inventory, name: string | undefined): NodeObject | undefined {
  return name === undefined ? undefined : nodesByName(inventory.nodes).get(name);
}

function isReady(pod: PodObject): boolean {
  return pod.conditions.some((condition) => condition.type === 'Ready' && condition.status === 'True');
}

/** The node's trouble, else the container's own reason, else the pod's condition. */
function whyNotReady(pod: PodObject, nodes: readonly NodeObject[]): string {
  const node = pod.node === undefined ? undefined : nodesByName(nodes).get(pod.node);
  const nodeReady = node?.conditions.find((condition) => condition.type === 'Ready');
  if (nodeReady && nodeReady.status !== 'True') return `its node ${pod.node} is not Ready (${nodeReady.reason ?? nodeReady.status})`;
  const stuck = pod.statuses.find((status) => status.state !== 'running' && status.reason !== undefined);
  if (stuck)
    return `container ${stuck.name}: ${stuck.reason}${stuck.lastTerminated?.reason ? ` (last ended: ${stuck.lastTerminated.reason})` : ''}`;
  const condition = pod.conditions.find((each) => each.status === 'False' && each.message !== undefined && each.message !== '');
  return condition?.message ?? `${pod.phase}${pod.reason ? ` (${pod.reason})` : ', not ready'}`;
}

function lastRestartOf(pods: readonly PodObject[]): string | undefined {
  const ended = pods
    .flatMap((pod) => pod.statuses.flatMap((status) => (status.restarts > 0 && status.lastTerminated ? [status.lastTerminated] : [])))
    .sort((a, b) => (b.finishedMs ?? 0) - (a.finishedMs ?? 0))[0];
  if (!ended) return undefined;
  const code = ended.exitCode === undefined ? '' : ` (exit code ${ended.exitCode})`;
  return `${ended.reason ?? 'unknown'}${code}`;
}
