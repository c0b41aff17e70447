import type { LoadShare } from '../loadShare';
import type { WorldWorkload } from '../world';
import type { Owner, SimPod } from './simPod';

/** One revision of a Deployment: a ReplicaSet and the template it makes pods from. */
export interface Revision {
  readonly hash: string;
  readonly template: WorldWorkload;
  readonly createdMs: number;
  readonly labels: Readonly<Record<string, string>>;
  /** The ReplicaSet, as its pods name it. */
  readonly owner: Owner;
  number: number;
  /** Pods it is told to have. */
  wanted: number;
}

/** One run of a CronJob. */
export interface SimJob {
  readonly name: string;
  readonly scheduledMs: number;
  readonly createdMs: number;
  completedMs?: number;
  readonly uid: string;
}

/** A workload as it is now. */
export interface SimWorkload {
  /** "Deployment/demo/web". */
  readonly key: string;
  spec: WorldWorkload;
  readonly createdMs: number;
  /** Of its Service; unused when that is headless or there is none. */
  readonly clusterIp: string;
  /** metadata.generation: grows when the spec does. */
  generation: number;
  /** Replicas it is told to have: the World's, or what an HPA made of it. */
  desired: number;
  /** metadata.annotations "kubectl.kubernetes.io/restartedAt" of the template; undefined: never. */
  restartedMs?: number;
  /** Pods made so far: no name comes twice. */
  made: number;
  readonly pods: Set<SimPod>;
  readonly revisions: Revision[];
  readonly jobs: SimJob[];
  /** By container name, for those whose load is the workload's. */
  readonly shares: Map<string, LoadShare>;
  availableSinceMs: number;
  available: boolean;
  progressedMs: number;
  complete: boolean;
  endpointsChangedMs: number;
  /** Names of its EndpointSlices in the store. */
  sliceNames: readonly string[];
}

export function keyOfWorkload(workload: Pick<WorldWorkload, 'kind' | 'namespace' | 'name'>): string {
  return `${workload.kind}/${workload.namespace}/${workload.name}`;
}

export function currentRevision(workload: SimWorkload): Revision | undefined {
  return workload.revisions.at(-1);
}
