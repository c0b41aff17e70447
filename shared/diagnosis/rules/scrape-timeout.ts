import { answerOf, failing, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { type KubeletState, kubeletState } from '../select/kubelets';
import { nodeSubject, nodesNotReady } from '../select/nodes';
import { addressesOf, reachOf } from '../select/reach';
import { judgeTargets, nodeOfTarget, type SeenTarget, TIMED_OUT, targetProof, targetSubject } from '../select/targets';

type Needed = Pick<Facts, 'scrapers' | 'kubelets' | 'nodes' | 'metricsApi'>;

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
    const down = nodesNotReady(facts.nodes.items);
    return answerOf(...judgeTargets(facts.scrapers, (seen) => judge(seen, { byAddress, down }, facts)));
  },
});

interface Nodes {
  readonly byAddress: ReadonlyMap<string, string>;
  readonly down: ReadonlySet<string>;
}

function judge(seen: SeenTarget, nodes: Nodes, facts: Needed): Verdict {
  const { target, scraper } = seen;
  if (target.health !== 'down' || !TIMED_OUT.test(target.lastError ?? '')) return WELL;
  const node = nodeOfTarget(seen, nodes.byAddress);
  const sight = facts.kubelets.find((each) => each.node === node);
  const state = sight && kubeletState(sight);
  if (node !== undefined && (nodes.down.has(node) || isExplained(node, state, nodes, facts))) return WELL;
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
function isExplained(node: string, state: KubeletState | undefined, { byAddress }: Nodes, facts: Needed): boolean {
  if (state?.is === 'hangs' || state?.is === 'gone') return true;
  const { metricsServer, prometheus } = reachOf(node, byAddress, facts);
  return state?.is === 'answers' && prometheus === 'cut' && metricsServer === 'not';
}
