import { formatDuration } from '../../model/format';
import type { NodeObject } from '../../model/inventory';
import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import { defineRule } from '../rule';
import { kubeletReach } from '../select/kubeletReach';
import { kubeletState, kubeletsByNode } from '../select/kubelets';
import { isNodeReady, nodeSubject } from '../select/nodes';
import { addressesOf, type Reach, type ReachFacts, reaches } from '../select/reach';
import { targetProof } from '../select/targets';
import type { KubeletSight } from '../sights';

export const kubeletUnreachableFromPods = defineRule({
  id: 'kubelet-unreachable-from-pods',
  severity: 'error',
  says: 'The control plane reaches a kubelet, pods do not.',
  symptom: '"Failed to scrape node, timeout to access kubelet"; dial tcp IP:10250: i/o timeout',
  proof: "four ways to the same kubelet compared: the kube-apiserver's proxy, the Metrics API, and the targets of Prometheus",
  causedBy: [],
  needs: ['nodes', 'kubelets', 'metricsApi', 'scrapers'],
  judge(facts) {
    const reachOf = reaches(facts, addressesOf(facts.nodes.items));
    const kubelets = kubeletsByNode(facts.kubelets);
    return answerOf(
      facts.nodes.items.filter(isNodeReady).map((node) => judgeNode(node, kubelets.get(node.name), reachOf(node.name), facts)),
      'no node is Ready',
    );
  },
});

function judgeNode(node: NodeObject, sight: KubeletSight | undefined, reach: Reach, facts: ReachFacts): Verdict {
  const state = sight && kubeletState(sight);
  const { metricsServer, prometheus, failed } = reach;
  if (prometheus !== 'cut') return WELL;
  if (!state || state.is === 'unseen')
    return unseen(`whether the kubelet of ${node.name} answers the kube-apiserver (get nodes/proxy, or a direct route)`);
  // Then it is the kubelet itself.
  if (state.is !== 'answers') return WELL;
  if (metricsServer === 'unseen') return unseen(`whether metrics-server reaches ${node.name}: the Metrics API does not answer`);
  // Prometheus alone does not: its own network, or a scrape that takes too long.
  if (metricsServer === 'reaches') return WELL;
  const [first] = failed;
  return failing({
    subject: nodeSubject(node.name),
    title: `Pods do not reach the kubelet of ${node.name}`,
    because: `It answered the control plane in ${formatDuration(state.ms / 1000)}; metrics-server has no values of ${node.name}, and Prometheus gets nothing from ${failed.length} of its targets there: ${first?.target.lastError}. ${kubeletReach(node, sight, reach).says}`,
    remedy: `Look at the firewall, security group or NetworkPolicy between the pod network and port ${node.kubeletPort} of ${node.name} (${node.addresses[0]?.address ?? 'its address'}), and whether the pod network overlaps the node's. Raising timeouts does not help.`,
    evidence: [
      ...(sight?.resource?.evidence ?? []).slice(0, 1).map((each) => ({ ...each, says: `the kube-apiserver reaches it: ${each.says}` })),
      ...(facts.metricsApi?.nodes.evidence ?? [])
        .slice(0, 1)
        .map((each) => ({ ...each, says: `the Metrics API does not have ${node.name}` })),
      ...failed.slice(0, 3).map((each) => targetProof(each)),
    ],
  });
}
