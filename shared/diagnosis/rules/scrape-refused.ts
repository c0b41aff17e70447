import type { PodObject } from '../../model/inventory';
import { answerOf, failing, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { judgeTargets, type SeenTarget, targetProof, targetSubject } from '../select/targets';
import { isPodReady } from '../select/workloads';

const REFUSED = /connect: connection refused/;
/** A pod that has just become ready was still starting when it was scraped. */
const SETTLED_MS = 120_000;

type Needed = Pick<Facts, 'scrapers' | 'pods' | 'time'>;

export const scrapeRefused = defineRule({
  id: 'scrape-refused',
  severity: 'warning',
  says: 'A pod runs and is ready, and nothing listens where Prometheus scrapes it.',
  symptom: 'connect: connection refused, for controller-manager, scheduler, etcd or kube-proxy alone',
  proof: "the target's last error, and that the pod behind it has been ready for a while",
  causedBy: ['node-unhealthy'],
  needs: ['scrapers', 'pods', 'time'],
  judge(facts) {
    return answerOf(...judgeTargets(facts.scrapers, (seen) => judge(seen, facts)));
  },
});

function judge(seen: SeenTarget, { pods, time: { nowMs, clockOffsetMs } }: Needed): Verdict {
  const { target, scraper } = seen;
  if (target.health !== 'down' || !REFUSED.test(target.lastError ?? '')) return WELL;
  const meta = target.discoveredLabels ?? {};
  const pod = podOf(meta, pods.items);
  const readySince = pod?.conditions.find(({ type, status }) => type === 'Ready' && status === 'True')?.sinceMs;
  // Not a pod that is well: then what is wrong with the pod says why.
  if (!pod || !isPodReady(pod) || readySince === undefined || nowMs + clockOffsetMs - readySince < SETTLED_MS) return WELL;
  const bound = pod.containers
    .flatMap(({ command, args }) => [...command, ...args])
    .find((word) => /^--(bind-address|listen-metrics-urls|metrics-bind-address)=.*127\.0\.0\.1/.test(word));
  return failing({
    subject: targetSubject(target),
    title: `Nothing listens at ${target.labels['instance'] ?? target.scrapeUrl} (job ${target.labels['job'] ?? target.scrapePool})`,
    because: `Pod ${pod.namespace}/${pod.name} is ready, and ${target.scrapeUrl} refuses the connection of ${scraper.found.name}${bound === undefined ? '' : `: it is started with ${bound}, which only its own node can reach`}.`,
    remedy:
      bound === undefined
        ? `Compare the port that job ${target.labels['job']} scrapes with the ports that ${pod.name} listens on.`
        : `Bind it to the node's address (0.0.0.0 with authentication on), or leave it out of the scrape configuration.`,
    evidence: [targetProof(seen)],
    standsOn: pod.node === undefined ? [] : [`Node/${pod.node}`],
  });
}

function podOf(meta: Readonly<Record<string, string>>, pods: readonly PodObject[]): PodObject | undefined {
  const [namespace, name] = [meta['__meta_kubernetes_namespace'], meta['__meta_kubernetes_pod_name']];
  return name === undefined ? undefined : pods.find((pod) => pod.name === name && pod.namespace === namespace);
}
