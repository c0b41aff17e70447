import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import { defineRule } from '../rule';
import { nodeSubject } from '../select/nodes';
import type { KubeletSight } from '../sights';

export const summaryApiFailing = defineRule({
  id: 'summary-api-failing',
  severity: 'warning',
  says: "A kubelet's /stats/summary fails, while its metrics work.",
  symptom: 'Internal Error: failed to list pod stats: failed to list all container stats: rpc error: code = NotFound',
  proof: 'status 500 of /stats/summary beside 200 of /metrics/resource',
  causedBy: [],
  needs: ['kubelets'],
  judge: ({ kubelets }) => answerOf(kubelets.map(judge), 'no kubelet was found'),
});

function judge({ node, resource, summary }: KubeletSight): Verdict {
  if (!summary || summary.state === 'denied') return unseen('/stats/summary of the kubelets that were not read');
  // A kubelet that answers nothing has a finding of its own.
  if (summary.state !== 'unreachable' || summary.status !== 500 || resource?.state !== 'ok') return WELL;
  return failing({
    subject: nodeSubject(node),
    title: `The summary of the kubelet of ${node} fails`,
    because: `/stats/summary answers ${summary.because}, while /metrics/resource works: one container that the runtime has lost fails the whole list.`,
    remedy: `Upgrade the container runtime of ${node}; until then it recovers when the container is gone. What reads the summary (eviction, volume stats) has nothing meanwhile.`,
    evidence: summary.evidence,
  });
}
