import { leaseObject, nodeObject } from '../objects/nodes';
import type { WorldNode } from '../world';
import { after, type Cluster, record } from './cluster';
import type { Happened, Involved } from './eventLog';
import { involvedPod } from './podEvents';
import { deletePod, scheduleWaiting, updateReadyCondition } from './podLife';
import { nodeList } from './schedule';
import { GRACE_PERIOD_MS, isSilent, LEASE_PERIOD_MS, lastOf, type SimNode, STATUS_PERIOD_MS } from './simNode';

/** A kubelet that comes back posts its status and renews its lease at once; its pods' probes count a second later. */
const COMES_BACK_MS = 1500;
/** tolerationSeconds that admission gives pods for the taint node.kubernetes.io/unreachable. */
const EVICTED_AFTER_MS = 300_000;

/** When the kubelet last renewed its lease: each ten seconds, until it stopped answering, and at once when it goes on. */
export function lastRenewalMs(node: SimNode, nowMs: number): number {
  const lastMs = lastOf(Math.min(nowMs, node.silentMs ?? nowMs), LEASE_PERIOD_MS, node.leaseOffsetMs);
  return Math.max(lastMs, node.backMs ?? lastMs);
}

/** The World says something new of this node. */
export function nodeChanged(cluster: Cluster, node: SimNode, world: WorldNode): void {
  const was = isSilent(node.world);
  // What hangs goes on where it stopped; what refuses was gone, and is another process now.
  if (node.world.kubelet.reach === 'refused' && !isSilent(world)) node.kubeletRestartedMs = cluster.nowMs;
  node.world = world;
  cluster.touched.nodes.add(node);
  if (!was && isSilent(world)) {
    node.silentMs = cluster.nowMs;
    const { silentMs } = node;
    cluster.timeline.at(lastRenewalMs(node, cluster.nowMs) + GRACE_PERIOD_MS, () => {
      if (node.silentMs === silentMs && node.ready.on) notReady(cluster, node);
    });
  } else if (was && !isSilent(world)) {
    node.silentMs = undefined;
    node.backMs = cluster.nowMs;
    after(cluster, COMES_BACK_MS, () => {
      if (!node.ready.on && node.silentMs === undefined) readyAgain(cluster, node);
    });
  }
}

function involvedNode(node: SimNode, more: Partial<Involved> = {}): Involved {
  return { kind: 'Node', name: node.world.name, uid: node.world.name, ...more };
}

function nodeEvent(
  cluster: Cluster,
  node: SimNode,
  reason: string,
  from: Pick<Happened, 'component' | 'host'>,
  more: Partial<Involved> = {},
): void {
  const message = `Node ${node.world.name} status is now: ${reason}`;
  record(cluster, { type: 'Normal', reason, message, involved: involvedNode(node, more), ...from });
}

/** The node controller marks the node Unknown and its pods not ready, so that Services lose their endpoints. */
function notReady(cluster: Cluster, node: SimNode): void {
  node.ready = { on: false, sinceMs: cluster.nowMs };
  cluster.touched.nodes.add(node);
  nodeEvent(cluster, node, 'NodeNotReady', { component: 'node-controller' }, { apiVersion: 'v1' });
  for (const pod of node.pods) {
    updateReadyCondition(cluster, pod);
    record(cluster, {
      type: 'Warning',
      reason: 'NodeNotReady',
      message: 'Node is not ready',
      involved: involvedPod(pod),
      component: 'node-controller',
    });
  }
  const { sinceMs } = node.ready;
  after(cluster, EVICTED_AFTER_MS, () => {
    if (!node.ready.on && node.ready.sinceMs === sinceMs) evict(cluster, node);
  });
}

/** Marked for deletion, which no kubelet confirms: replacements start elsewhere. DaemonSets' pods tolerate the taint. */
function evict(cluster: Cluster, node: SimNode): void {
  for (const pod of [...node.pods]) {
    if (pod.birth.owner.kind === 'DaemonSet') continue;
    const message = `Marking for deletion Pod ${pod.key}`;
    record(cluster, {
      type: 'Normal',
      reason: 'TaintManagerEviction',
      message,
      involved: involvedPod(pod),
      component: 'taint-eviction-controller',
    });
    deletePod(cluster, pod);
  }
}

function readyAgain(cluster: Cluster, node: SimNode): void {
  node.ready = { on: true, sinceMs: cluster.nowMs };
  cluster.touched.nodes.add(node);
  nodeEvent(cluster, node, 'NodeReady', { component: 'kubelet', host: node.world.name });
  for (const pod of node.pods) updateReadyCondition(cluster, pod);
  scheduleWaiting(cluster);
}

/** Node and lease as they stand; for the start and after a change. */
export function writeNode(cluster: Cluster, node: SimNode): void {
  cluster.store.put('nodes', nodeObject(cluster.seed, node, cluster.nowMs));
  writeLease(cluster, node);
}

function writeLease(cluster: Cluster, node: SimNode): void {
  cluster.store.put('leases.coordination.k8s.io', leaseObject(cluster.seed, node, lastRenewalMs(node, cluster.nowMs)));
}

/**
 * Writes what kubelets have posted between two times, only the last of each: however far time jumps, a node is
 * written once. Returns how many objects were written.
 */
export function renew(cluster: Cluster, fromMs: number, toMs: number): number {
  let written = 0;
  for (const node of nodeList(cluster)) {
    const until = Math.min(toMs, node.silentMs ?? toMs);
    if (lastOf(until, LEASE_PERIOD_MS, node.leaseOffsetMs) > fromMs) {
      writeLease(cluster, node);
      written++;
    }
    if (node.ready.on && lastOf(until, STATUS_PERIOD_MS, node.statusOffsetMs) > fromMs) {
      cluster.touched.nodes.add(node);
      written++;
    }
  }
  return written;
}
