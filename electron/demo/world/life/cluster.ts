import type { ObjectStore } from '../../objects';
import type { World } from '../world';
import type { EventLog, Happened } from './eventLog';
import type { SimNode } from './simNode';
import type { SimPod, SimWorkload } from './simPod';
import type { Timeline } from './timeline';

/** Everything that moves, in one place. The functions of life/ change it; the writer brings it into the store. */
export interface Cluster {
  world: World;
  nowMs: number;
  readonly seed: number;
  readonly createdMs: number;
  readonly store: ObjectStore;
  readonly timeline: Timeline;
  readonly events: EventLog;
  readonly nodes: Map<string, SimNode>;
  readonly workloads: Map<string, SimWorkload>;
  /** By "namespace/name". */
  readonly pods: Map<string, SimPod>;
  /** Pods with an address of their own. */
  readonly byIp: Map<string, SimPod>;
  readonly serviceIps: Map<string, SimWorkload>;
  readonly touched: { readonly pods: Set<SimPod>; readonly workloads: Set<SimWorkload>; readonly nodes: Set<SimNode> };
  /** pods() as an array, until a pod comes or goes. */
  podList?: readonly SimPod[];
  /** Happenings handled: the measure of work. */
  steps: number;
}

export function after(cluster: Cluster, ms: number, happening: () => void | Promise<void>): void {
  cluster.timeline.at(cluster.nowMs + ms, happening);
}

export function record(cluster: Cluster, happened: Happened): void {
  cluster.events.record(cluster.nowMs, happened);
}

export function touchPod(cluster: Cluster, pod: SimPod): void {
  const node = pod.node === undefined ? undefined : cluster.nodes.get(pod.node);
  if (node !== undefined) node.podList = undefined;
  cluster.touched.pods.add(pod);
  cluster.touched.workloads.add(pod.birth.workload);
}
