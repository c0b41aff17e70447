import type { CadvisorSight } from '../sights';
import { nodeSubject } from './nodes';
import { workloadSubject } from './workloads';

/** A kubelet's own is a finding of its node, one that stands alone of its workload. */
export function cadvisorSubject({ found }: Pick<CadvisorSight, 'found'>): string {
  return isInKubelet({ found }) ? nodeSubject(whereIs({ found })) : workloadSubject(found);
}

export function isInKubelet({ found }: Pick<CadvisorSight, 'found'>): boolean {
  return found.card === 'cadvisor' && found.pods.length === 0;
}

/** The node, where that is known. */
export function whereIs({ found }: Pick<CadvisorSight, 'found'>): string {
  return found.node ?? found.name;
}

/** Why its exposition tells nothing; undefined: it was read. What does not answer has a finding of its own. */
export function unreadExposition({ exposition }: CadvisorSight): string | undefined {
  if (!exposition) return '/metrics/cadvisor of nodes that were not asked in this turn';
  return exposition.state === 'ok' ? undefined : `/metrics/cadvisor: ${exposition.because}`;
}
