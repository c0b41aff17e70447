import { formatAge } from '../../model/format';
import { podsOf } from '../../model/objectsOf';
import { answerOf, cannotTell, failing, WELL } from '../answer';
import { defineRule } from '../rule';
import { recentlyEnded } from '../select/restarts';
import { sayWorkload, workloadSubject } from '../select/workloads';

export const ksmUndersized = defineRule({
  id: 'ksm-undersized',
  severity: 'warning',
  says: 'kube-state-metrics was killed for its memory.',
  symptom: 'OOMKilled kube-state-metrics; every series of objects has a hole',
  proof: "the last state of its container, from the pod's status",
  causedBy: [],
  needs: ['stateMetrics', 'pods', 'time'],
  judge(facts) {
    if (facts.stateMetrics.length > 0 && !facts.pods.whole) return cannotTell(`the list of pods: ${facts.pods.because ?? 'not listed'}`);
    return answerOf(
      facts.stateMetrics.map(({ found }) => {
        const ended = recentlyEnded(podsOf(found, facts.pods.items), found.container, facts.time);
        if (ended?.reason !== 'OOMKilled') return WELL;
        return failing({
          subject: workloadSubject(found),
          title: `kube-state-metrics was killed for its memory ${formatAge(ended.ago)} ago`,
          because: `Container ${ended.container} of pod ${ended.pod} went over its memory limit. It holds every object of the cluster; its project advises 250 MiB and 0.1 core for a start.`,
          remedy: `Raise the memory limit of ${sayWorkload(found)}, leave resources out (--resources), or shard it.`,
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
