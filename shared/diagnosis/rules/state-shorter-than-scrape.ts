import { formatDuration, formatOf } from '../../model/format';
import { answerOf, cannotTell, failing, notApplicable, WELL } from '../answer';
import { defineRule } from '../rule';
import { workloadSubject } from '../select/workloads';

const NAMED = 4;

export const stateShorterThanScrape = defineRule({
  id: 'state-shorter-than-scrape',
  severity: 'info',
  says: 'States of pods that begin and end between two scrapes of kube-state-metrics: no series has them.',
  symptom: 'kube_pod_container_status_terminated_reason{reason="OOMKilled"} > 0 never fires; kube_pod_deletion_timestamp is missing',
  proof: 'each change that the watch of pods saw, against the times of the scrapes',
  causedBy: ['scrape-timeout', 'component-not-running', 'prometheus-restarted'],
  needs: ['blindSpots', 'stateMetrics', 'time'],
  judge({ blindSpots, stateMetrics, time }) {
    const [server] = stateMetrics;
    if (!server) return notApplicable('no kube-state-metrics was found');
    if (blindSpots.state === 'unseen') return cannotTell(blindSpots.need);
    const { changes, unseen, intervalMs, byReason, source } = blindSpots;
    if (unseen === 0) return answerOf([WELL], '');
    const worst = byReason.filter((each) => each.unseen > 0).slice(0, NAMED);
    const said = worst.map((each) => `${each.reason} (${formatOf(each.unseen, each.changes)})`).join(', ');
    const failure = failing({
      subject: workloadSubject(server.found),
      title: `${formatOf(unseen, changes)} changes of pods fell between two scrapes`,
      because: `In the last hour pods changed their state ${changes} times, and ${unseen} of the states had ended before the next scrape of ${server.found.name}, each ${formatDuration(intervalMs / 1000)}: ${said}. No query finds them, and no alert fires on them.`,
      remedy:
        'Ask for what stays: kube_pod_container_status_last_terminated_reason, counters such as kube_pod_container_status_restarts_total, or events; the view of blind spots says which for each. A shorter scrape_interval of this job finds more.',
      evidence: [
        { atMs: time.nowMs, says: `watch of pods: ${changes} changes of state in the last hour` },
        { atMs: time.nowMs, says: `scrapes of ${server.found.name} as ${source} kept them: each ${formatDuration(intervalMs / 1000)}` },
      ],
    });
    return answerOf([failure], '');
  },
});
