import type { WorldWorkload } from '../world';
import type { Revision, SimWorkload } from './simPod';

/** "Deployment/demo/web" */
export function keyOfWorkload(workload: Pick<WorldWorkload, 'kind' | 'namespace' | 'name'>): string {
  return `${workload.kind}/${workload.namespace}/${workload.name}`;
}

/** The revision that a Deployment is to have pods of. */
export function currentRevision(workload: SimWorkload): Revision | undefined {
  return workload.revisions.at(-1);
}
