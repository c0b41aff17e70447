import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { nodeSubject } from '../select/nodes';
import type { KubeletSight } from '../sights';

export const nodeDroppedByMetricsServer = defineRule({
  id: 'node-dropped-by-metrics-server',
  severity: 'error',
  says: 'metrics-server leaves a node out, because its kubelet reports no CPU or memory of it.',
  symptom: 'kubectl top nodes shows <unknown> for one node',
  proof: "the kubelet's /metrics/resource without (or with 0 for) the node's CPU or memory, and the Metrics API without the node",
  causedBy: [],
  needs: ['kubelets', 'metricsApi'],
  judge: (facts) =>
    answerOf(
      facts.kubelets.map((sight) => judge(sight, facts)),
      'no kubelet was found',
    ),
});

function judge({ node, resource }: KubeletSight, { metricsApi }: Pick<Facts, 'metricsApi'>): Verdict {
  if (resource?.state !== 'ok') return unseen('/metrics/resource of the kubelets that were not read');
  const { nodeCpuSeconds, nodeMemoryBytes, scrapeError } = resource.value;
  if (nodeCpuSeconds && nodeMemoryBytes && !scrapeError) return WELL;
  const served = metricsApi?.nodes;
  if (served?.state !== 'ok') return unseen(`the Metrics API, to see whether ${node} is in it`);
  if (served.value.some(({ name }) => name === node)) return WELL;
  const what = scrapeError
    ? 'resource_scrape_error is 1'
    : !nodeCpuSeconds
      ? 'node_cpu_usage_seconds_total is 0 or missing'
      : 'node_memory_working_set_bytes is 0 or missing';
  return failing({
    subject: nodeSubject(node),
    title: `metrics-server leaves out node ${node}`,
    because: `In /metrics/resource of its kubelet ${what}; metrics-server drops a node without both values, and says so only at -v=4.`,
    remedy: `The kubelet of ${node} cannot read its own cgroups: see its log, and whether its runtime and operating system support the cgroup version that it runs with.`,
    evidence: [
      ...resource.evidence,
      ...served.evidence.map((each) => ({ ...each, says: `${node} is not among ${served.value.length} nodes served` })),
    ],
  });
}
