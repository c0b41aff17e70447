import { answerOf, failing, type Verdict, WELL } from '../answer';
import { defineRule } from '../rule';
import { type KubeletState, kubeletState, kubeletsByNode } from '../select/kubelets';
import { nodeSubject, nodesNotReady } from '../select/nodes';
import { addressesOf, type Reach, reaches } from '../select/reach';
import { judgeTargets, nodeOfTarget, type SeenTarget, TIMED_OUT, targetProof, targetSubject } from '../select/targets';
import type { KubeletSight } from '../sights';

export const scrapeTimeout = defineRule({
  id: 'scrape-timeout',
  severity: 'error',
  says: 'A target does not answer Prometheus within its scrape timeout.',
  symptom: 'Get "https://IP:10250/metrics/cadvisor": context deadline exceeded',
  proof: "the target's last error; for kubelets how they answer the kube-apiserver at the same time",
  causedBy: ['kubelet-not-answering'],
  needs: ['scrapers', 'kubelets', 'nodes', 'metricsApi'],
  judge(facts) {
    const byAddress = addressesOf(facts.nodes.items);
    const nodes = {
      byAddress,
      down: nodesNotReady(facts.nodes.items),
      kubelets: kubeletsByNode(facts.kubelets),
      reachOf: reaches(facts, byAddress),
    };
    return answerOf(...judgeTargets(facts.scrapers, (seen) => judge(seen, nodes)));
  },
});

interface Nodes {
  readonly byAddress: ReadonlyMap<string, string>;
  readonly down: ReadonlySet<string>;
  readonly kubelets: ReadonlyMap<string, KubeletSight>;
  readonly reachOf: (node: string) => Reach;
}

function judge(seen: SeenTarget, nodes: Nodes): Verdict {
  const { target, scraper } = seen;
  if (target.health !== 'down' || !TIMED_OUT.test(target.lastError ?? '')) return WELL;
  const node = nodeOfTarget(seen, nodes.byAddress);
  const sight = nodes.kubelets.get(node ?? '');
  const state = sight && kubeletState(sight);
  if (node !== undefined && (nodes.down.has(node) || isExplained(node, state, nodes))) return WELL;
  const job = target.labels['job'] ?? target.scrapePool ?? '';
  const limit = target.scrapeTimeout === undefined ? 'its scrape_timeout' : `scrape_timeout ${target.scrapeTimeout}`;
  return failing({
    subject: targetSubject(target),
    title: `${target.labels['instance'] ?? target.scrapeUrl} does not answer ${scraper.found.name} in time (job ${job})`,
    because: `${target.scrapeUrl} gives no whole answer within ${limit}.${state?.is === 'slow' ? ` The kubelet of ${node} is slow for everybody: ${state.says}.` : ''}`,
    remedy:
      state?.is === 'slow'
        ? `Help the kubelet of ${node} first (CPU, disk). A longer scrape_timeout only hides it.`
        : `See how long the target takes when asked directly: if it is slow, give it CPU or leave families out; if it answers at once, look at the network between ${scraper.found.name} and it.`,
    evidence: [targetProof(seen), ...(state?.is === 'slow' ? (sight?.resource?.evidence ?? []) : [])],
    standsOn: node === undefined ? [] : [nodeSubject(node)],
  });
}

/** The whole kubelet is silent, or pods do not reach it: one finding of the node says it, not one of each target. */
function isExplained(node: string, state: KubeletState | undefined, { reachOf }: Nodes): boolean {
  if (state?.is === 'hangs' || state?.is === 'gone' || state?.is === 'uncertified') return true;
  const { metricsServer, prometheus } = reachOf(node);
  return state?.is === 'answers' && prometheus === 'cut' && metricsServer === 'not';
}
