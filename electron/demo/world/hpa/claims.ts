import type { Cluster } from '../life/cluster';
import { selectorLabels } from '../objects/workloads';
import type { WorldWorkload } from '../world';

type Labels = Readonly<Record<string, string>>;

/**
 * "demo/web-cpu": the HPAs whose selector finds any of the pods that this workload's finds, sorted. A workload's own HPA is
 * among them (podautoscaler/horizontal.go hpasControllingPodsUnderSelector).
 */
export function claimantsOf({ world, workloads }: Cluster, workload: WorldWorkload): readonly string[] {
  const { namespace } = workload;
  const selector = selectorLabels(workload);
  const found = world.workloads.filter((each) => each.namespace === namespace && finds(selector, each.podLabels));
  return world.hpas
    .filter((hpa) => hpa.namespace === namespace)
    .filter(({ target }) => {
      const theirs = workloads.get(`${target.kind}/${namespace}/${target.name}`);
      return theirs !== undefined && found.some(({ podLabels }) => finds(selectorLabels(theirs.spec), podLabels));
    })
    .map(({ name }) => `${namespace}/${name}`)
    .sort();
}

function finds(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}
