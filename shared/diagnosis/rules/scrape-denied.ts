import { answerOf, failing, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { judgeTargets, type SeenTarget, targetProof, targetSubject } from '../select/targets';
import { workloadSubject } from '../select/workloads';

const REFUSED = /server returned HTTP status (401|403)/;

export const scrapeDenied = defineRule({
  id: 'scrape-denied',
  severity: 'error',
  says: 'A target answers Prometheus that it may not.',
  symptom: 'server returned HTTP status 403 Forbidden, or 401 Unauthorized',
  proof: "the target's last error; for kubelets whether Prometheus' service account may get nodes/metrics",
  causedBy: [],
  needs: ['scrapers', 'accounts'],
  judge: (facts) => answerOf(...judgeTargets(facts.scrapers, (seen) => judge(seen, facts))),
});

function judge(seen: SeenTarget, { accounts }: Pick<Facts, 'accounts'>): Verdict {
  const { target, card, scraper } = seen;
  const status = REFUSED.exec(target.lastError ?? '')?.[1];
  if (target.health !== 'down' || status === undefined) return WELL;
  const job = target.labels['job'] ?? target.scrapePool ?? '';
  const isKubelets = card === 'kubelet' || card === 'cadvisor';
  const account = accounts.find(({ component }) => component === scraper.found.id);
  const named = account ? `${account.account.namespace}/${account.account.name}` : `of ${workloadSubject(scraper.found)}`;
  const proven = status === '403' && isKubelets && account?.nodeMetrics === 'denied';
  return failing({
    subject: targetSubject(target),
    title: `${scraper.found.name} may not scrape ${target.labels['instance'] ?? target.scrapeUrl} (job ${job})`,
    because:
      status === '401'
        ? `${target.scrapeUrl} answers 401: it does not know who asks. Job ${job} sends no credentials or ones that it does not accept.`
        : `${target.scrapeUrl} answers 403: it knows who asks and refuses.${proven ? ` The service account ${named} may not get nodes/metrics.` : ''}`,
    remedy: remedyFor(status, isKubelets, job, named),
    evidence: [targetProof(seen), ...(proven ? account.evidence : [])],
  });
}

function remedyFor(status: string, isKubelets: boolean, job: string, account: string): string {
  if (!isKubelets) return `Give job ${job} the credentials and permission that the target asks for.`;
  return status === '401'
    ? `Give job ${job} authorization.credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token (bearer_token_file in old configurations); if it has that, the kubelet's authentication.webhook is off.`
    : `Give the service account ${account} a ClusterRole with get on nodes/metrics, no more. Not nodes/proxy: that allows running commands in containers.`;
}
