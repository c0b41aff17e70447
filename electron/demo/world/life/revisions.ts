import { uidOf } from '../objects/meta';
import { controllerHash } from '../objects/workloads';
import type { WorldWorkload } from '../world';
import type { Cluster } from './cluster';
import type { Owner, Revision, SimWorkload } from './simPod';
import { currentRevision } from './simWorkload';

/** spec.revisionHistoryLimit */
const KEPT = 10;
const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

/** The template as it is to be now: the World's, with the mark of the last `kubectl rollout restart`. */
export function wantedTemplate(workload: SimWorkload): WorldWorkload {
  const { spec, restartedMs } = workload;
  if (restartedMs === undefined) return spec;
  const at = `${new Date(restartedMs).toISOString().slice(0, 19)}Z`;
  return { ...spec, podAnnotations: { ...spec.podAnnotations, [RESTARTED_AT]: at } };
}

/**
 * The revision for the template as it is to be now. One that was there before is taken up again under a new number,
 * as the deployment controller does when a change is undone.
 */
export function ensureRevision(cluster: Cluster, workload: SimWorkload): Revision {
  const hash = controllerHash(workload.spec, workload.restartedMs);
  const current = currentRevision(workload);
  if (current?.hash === hash) return current;
  const known = workload.revisions.find((r) => r.hash === hash);
  const number = (current?.number ?? 0) + 1;
  const revision = known ?? newRevision(cluster, workload, hash, number);
  revision.number = number;
  if (known !== undefined) workload.revisions.splice(workload.revisions.indexOf(known), 1);
  workload.revisions.push(revision);
  if (current !== undefined) workload.generation += 1;
  workload.complete = false;
  workload.progressedMs = cluster.nowMs;
  forgetOld(cluster, workload);
  return revision;
}

function newRevision(cluster: Cluster, workload: SimWorkload, hash: string, number: number): Revision {
  const labels = { ...workload.spec.podLabels, 'pod-template-hash': hash };
  const { namespace, name } = workload.spec;
  const replicaSet = `${name}-${hash}`;
  const uid = uidOf(cluster.seed, 'ReplicaSet', namespace, replicaSet);
  const owner: Owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: replicaSet, uid };
  return { hash, template: wantedTemplate(workload), createdMs: cluster.nowMs, labels, owner, number, wanted: 0 };
}

function forgetOld(cluster: Cluster, workload: SimWorkload): void {
  const { namespace, name } = workload.spec;
  while (workload.revisions.length > KEPT + 1) {
    const oldest = workload.revisions.find((r) => r.wanted === 0);
    if (oldest === undefined) return;
    workload.revisions.splice(workload.revisions.indexOf(oldest), 1);
    cluster.store.remove('replicasets.apps', namespace, `${name}-${oldest.hash}`);
  }
}
