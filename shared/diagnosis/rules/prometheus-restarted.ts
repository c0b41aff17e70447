import { formatAge } from '../../model/format';
import { podsOf } from '../../model/objectsOf';
import { answerOf, cannotTell, failing, WELL } from '../answer';
import { defineRule } from '../rule';
import { recentlyEnded } from '../select/restarts';
import { sayWorkload, workloadSubject } from '../select/workloads';

export const prometheusRestarted = defineRule({
  id: 'prometheus-restarted',
  severity: 'warning',
  says: 'A Prometheus ended and started anew: all its series have a hole.',
  symptom: 'a hole in all series at once; Replaying WAL, this may take a while',
  proof: "the last state of its container, from the pod's status",
  causedBy: [],
  needs: ['components', 'pods', 'time'],
  judge(facts) {
    const found = facts.components.filter(({ kind, pods }) => kind === 'prometheus' && pods.length > 0);
    if (found.length > 0 && !facts.pods.whole) return cannotTell(`the list of pods: ${facts.pods.because ?? 'not listed'}`);
    return answerOf(
      found.map((each) => {
        const ended = recentlyEnded(podsOf(each, facts.pods.items), each.container, facts.time);
        if (!ended) return WELL;
        const isMemory = ended.reason === 'OOMKilled';
        return failing({
          subject: workloadSubject(each),
          title: `${each.name} was ${isMemory ? 'killed for its memory' : 'restarted'} ${formatAge(ended.ago)} ago`,
          because: `Container ${ended.container} of pod ${ended.pod} ended with ${ended.reason} and was started again: nothing was scraped, no rule evaluated in between.`,
          remedy: isMemory
            ? `Raise the memory limit of ${sayWorkload(each)}, or store fewer series.`
            : `Read why it ended: kubectl logs -n ${each.namespace} ${ended.pod} -c ${ended.container} --previous`,
          evidence: [
            {
              atMs: facts.time.nowMs,
              says: `pod ${each.namespace}/${ended.pod}: container ${ended.container} last ended with ${ended.reason}`,
            },
          ],
          sinceMs: ended.finishedMs,
        });
      }),
      'no Prometheus with pods of its own was found',
    );
  },
});
