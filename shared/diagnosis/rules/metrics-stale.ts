import { formatAge, formatDuration } from '../../model/format';
import { answerOf, cannotTell, failing, notApplicable, PASS } from '../answer';
import { defineRule } from '../rule';
import { resolutionSeconds } from '../select/metricsServers';
import { workloadSubject } from '../select/workloads';

/** The kubelet's own values may be this old when they are read (cAdvisor housekeeping, 10 to 30 s). */
const AT_THE_KUBELET_SECONDS = 30;

export const metricsStale = defineRule({
  id: 'metrics-stale',
  severity: 'warning',
  says: 'The values that the Metrics API serves are older than its resolution allows.',
  symptom: "values lag by minutes; /livez: metric collection didn't finish on time",
  proof: "the timestamps of what is served against the kube-apiserver's clock, and --metric-resolution",
  causedBy: ['kubelet-not-answering'],
  needs: ['metricsApi', 'metricsServers', 'time'],
  judge({ metricsApi, metricsServers, time }) {
    const [server] = metricsServers;
    if (!server) return notApplicable('no metrics-server was found');
    const nodes = metricsApi?.nodes;
    if (nodes?.state !== 'ok') return cannotTell('the Metrics API: what it serves, and how old it is');
    if (nodes.value.length === 0) return notApplicable('the Metrics API serves no node');
    const newest = Math.max(...nodes.value.map(({ timestampMs }) => timestampMs));
    const age = (nodes.atMs + time.clockOffsetMs - newest) / 1000;
    const resolution = resolutionSeconds(server);
    if (age <= 2 * resolution + AT_THE_KUBELET_SECONDS) return PASS;
    return answerOf(
      [
        failing({
          subject: workloadSubject(server.found),
          title: `The Metrics API serves values that are ${formatAge(age)} old`,
          because: `The newest value of any node is ${formatAge(age)} old, and metrics-server reads the kubelets every ${formatDuration(resolution)}: its last cycles did not finish. HPAs scale on what was then.`,
          remedy:
            'See whether metrics-server is throttled (it needs about 1 mCPU and 2 MiB for each node) and whether kubelets answer it slowly.',
          evidence: nodes.evidence,
        }),
      ],
      '',
    );
  },
});
