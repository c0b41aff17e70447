import { answerOf, failing, unseen, WELL } from '../answer';
import { defineRule } from '../rule';
import { nodeSubject } from '../select/nodes';

export const criStatsEnabled = defineRule({
  id: 'cri-stats-enabled',
  severity: 'info',
  says: 'A kubelet takes container stats from the runtime instead of cAdvisor.',
  symptom: 'a large part of /metrics/cadvisor vanishes, or has no namespace, pod and container',
  proof: "feature gate PodAndContainerStatsFromCRI in the kubelet's own metrics",
  causedBy: [],
  needs: ['kubelets'],
  judge: ({ kubelets }) =>
    answerOf(
      kubelets.map(({ node, metrics }) => {
        if (metrics?.state !== 'ok') return unseen('/metrics of the kubelets that were not read: which feature gates are on');
        if (metrics.value.statsFromCri !== true) return WELL;
        return failing({
          subject: nodeSubject(node),
          title: `The kubelet of ${node} takes container stats from the runtime`,
          because: `Its feature gate PodAndContainerStatsFromCRI is on: /metrics/cadvisor has only the families that the container runtime provides (no PSI, hugetlb and others in most).`,
          remedy: 'Turn the gate off until the runtime provides the families that you use.',
          evidence: metrics.evidence.slice(0, 1).map((each) => ({ ...each, shows: ['kubernetes_feature_enabled'] })),
        });
      }),
      'no kubelet was found',
    ),
});
