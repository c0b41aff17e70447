import { KSM_SIZE_TODAY, ksmSizeByNodes } from '../../knowledge/ksmSizing';
import { formatAge, formatBytes, formatCores } from '../../model/format';
import type { NodeObject, PodObject } from '../../model/inventory';
import { podsOf } from '../../model/objectsOf';
import { parseQuantity } from '../../model/quantity';
import { answerOf, cannotTell, failing, WELL } from '../answer';
import type { Listing } from '../facts';
import { defineRule } from '../rule';
import { type Ended, recentlyEnded } from '../select/restarts';
import { sayWorkload, workloadSubject } from '../select/workloads';

export const ksmUndersized = defineRule({
  id: 'ksm-undersized',
  severity: 'warning',
  says: 'kube-state-metrics was killed for its memory.',
  symptom: 'OOMKilled kube-state-metrics; every series of objects has a hole',
  proof: "the last state of its container, from the pod's status; its memory limit against both sizing rules of its project",
  causedBy: [],
  needs: ['stateMetrics', 'pods', 'nodes', 'time'],
  judge(facts) {
    if (facts.stateMetrics.length > 0 && !facts.pods.whole) return cannotTell(`the list of pods: ${facts.pods.because ?? 'not listed'}`);
    return answerOf(
      facts.stateMetrics.map(({ found }) => {
        const pods = podsOf(found, facts.pods.items);
        const ended = recentlyEnded(pods, found.container, facts.time);
        if (ended?.reason !== 'OOMKilled') return WELL;
        const limit = memoryLimitOf(ended, pods);
        return failing({
          subject: workloadSubject(found),
          title: `kube-state-metrics was killed for its memory ${formatAge(ended.ago)} ago`,
          because: `Container ${ended.container} of pod ${ended.pod} went over its memory limit${limit === undefined ? '' : ` of ${formatBytes(limit)}`}. It holds every object of the cluster: ${sizingWords(facts.nodes)}.`,
          remedy: `Raise the memory limit of ${sayWorkload(found)}${atLeast(limit, facts.nodes)}, leave resources out (--resources), or shard it.`,
          evidence: [
            { atMs: facts.time.nowMs, says: `pod ${found.namespace}/${ended.pod}: container ${ended.container} last ended with OOMKilled` },
          ],
          sinceMs: ended.finishedMs,
        });
      }),
      'no kube-state-metrics was found',
    );
  },
});

function memoryLimitOf({ pod, container }: Ended, pods: readonly PodObject[]): number | undefined {
  const limits = pods.find(({ name }) => name === pod)?.containers.find(({ name }) => name === container)?.limits;
  return limits?.['memory'] === undefined ? undefined : parseQuantity(limits['memory']);
}

/** Both rules with this cluster's numbers; of the older one only where all nodes are known. */
function sizingWords({ items, whole }: Listing<NodeObject>): string {
  const today = `its project gives ${sizeWords(KSM_SIZE_TODAY)} to begin with`;
  const nodes = `${items.length} ${items.length === 1 ? 'node' : 'nodes'}`;
  return whole ? `${today}, and gave ${sizeWords(ksmSizeByNodes(items.length))} for ${nodes} by its older rule` : today;
}

function sizeWords({ cpuCores, memoryBytes }: typeof KSM_SIZE_TODAY): string {
  return `${formatBytes(memoryBytes)} and ${formatCores(cpuCores)} of CPU`;
}

/** What both rules ask for, where the limit is under it. */
function atLeast(limit: number | undefined, { items, whole }: Listing<NodeObject>): string {
  const wanted = Math.max(KSM_SIZE_TODAY.memoryBytes, whole ? ksmSizeByNodes(items.length).memoryBytes : 0);
  return limit !== undefined && limit < wanted ? ` to ${formatBytes(wanted)} or more` : '';
}
