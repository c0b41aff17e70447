import type { Usage } from '../running';
import { NO_USAGE } from '../usage';
import type { WorldNode } from '../world';
import type { SimPod, Switch } from './simPod';

/** A node as it is now. */
export interface SimNode {
  world: WorldNode;
  /** Its place among the nodes; gives its pod network. */
  readonly index: number;
  readonly pods: Set<SimPod>;
  /** `pods` as an array, until one of them changes in any way: the same array says that nothing did. */
  podList?: readonly SimPod[];
  readonly bootMs: number;
  readonly createdMs: number;
  ready: Switch;
  /** Since when its kubelet does not answer; undefined: it does. */
  silentMs?: number;
  /** When its kubelet last went on after it had not answered. */
  backMs?: number;
  /** When its kubelet last came back as a new process. */
  kubeletRestartedMs?: number;
  /** Milliseconds after a full 10 s at which it renews its lease; after a full 5 min at which it posts its status. */
  readonly leaseOffsetMs: number;
  readonly statusOffsetMs: number;
  /** Used by containers that are gone, so that the node's counters never fall. */
  retired: Usage;
  readonly usedHosts: Set<number>;
  nextHost: number;
}

export const LEASE_PERIOD_MS = 10_000;
/** kubelet nodeStatusReportFrequency: an unchanged status is posted this often. */
export const STATUS_PERIOD_MS = 300_000;
/** What the node controller waits after the last renewal (kube-controller-manager --node-monitor-grace-period, 50 s since 1.32). */
export const GRACE_PERIOD_MS = 50_000;

export function createNode(world: WorldNode, index: number, createdMs: number): SimNode {
  return {
    world,
    index,
    pods: new Set(),
    bootMs: createdMs - 90_000,
    createdMs,
    ready: { on: true, sinceMs: createdMs + 12_000 },
    leaseOffsetMs: (index * 1_700) % LEASE_PERIOD_MS,
    statusOffsetMs: (index * 37_000) % STATUS_PERIOD_MS,
    retired: NO_USAGE,
    usedHosts: new Set(),
    nextHost: 2,
  };
}

/** The last time not after `ms` of something that happens each `periodMs`, `offsetMs` after the full period. */
export function lastOf(ms: number, periodMs: number, offsetMs: number): number {
  return Math.floor((ms - offsetMs) / periodMs) * periodMs + offsetMs;
}

/** "10.244.3." of the fourth node; beyond 256 nodes "10.129.0." and on. */
export function podNetwork(index: number): string {
  return index < 256 ? `10.244.${index}.` : `10.${128 + (index >> 8)}.${index & 255}.`;
}

export function isSilent(node: WorldNode): boolean {
  return node.kubelet.reach === 'refused' || node.kubelet.reach === 'hangs';
}
