import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import type { JobSight } from '../configSights';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { LISTED_BY_ROLE } from '../select/discoveryRoles';
import { sayWorkload, workloadSubject } from '../select/workloads';
import type { ListRight, ScraperSight } from '../sights';

export const discoveryDenied = defineRule({
  id: 'discovery-denied',
  severity: 'error',
  says: 'A Prometheus may not list what its jobs discover targets from.',
  symptom:
    'endpoints is forbidden: User "system:serviceaccount:monitoring:prometheus-k8s" cannot list resource "endpoints" in API group "" in the namespace "NS"',
  proof:
    "kubernetes_sd_configs of the running configuration, RBAC or an access review for Prometheus' service account, and jobs without a target",
  causedBy: [],
  needs: ['scrapers', 'accounts'],
  judge(facts) {
    return answerOf(
      facts.scrapers.map((scraper) => judge(scraper, facts)),
      'no Prometheus was found',
    );
  },
});

function judge(scraper: ScraperSight, { accounts }: Pick<Facts, 'accounts'>): Verdict {
  const { found, config, targets } = scraper;
  if (config?.state !== 'ok') return unseen(`the running configuration of ${found.name}: ${config?.because ?? 'not looked at yet'}`);
  const discovering = config.value.filter(({ discovers }) => discovers.length > 0);
  if (discovering.length === 0) return WELL;
  if (targets?.state !== 'ok') return unseen(`the targets of ${found.name}: ${targets?.because ?? 'not looked at yet'}`);
  const withTargets = new Set(targets.value.map(({ scrapePool, labels }) => scrapePool ?? labels['job'] ?? ''));
  const empty = discovering.filter(({ job }) => !withTargets.has(job));
  if (empty.length === 0) return WELL;
  const account = accounts.find(({ component }) => component === found.id);
  const rights = account?.lists ?? [];
  const blocked = empty.flatMap((job) =>
    deniedTo(job, rights)
      .slice(0, 1)
      .map((right) => ({ job: job.job, right })),
  );
  const [first] = blocked;
  if (!first || !account) {
    const known = account !== undefined && empty.every((job) => rightsOf(job, rights).every(({ state }) => state === 'allowed'));
    return known ? WELL : unseen(`whether the service account of ${sayWorkload(found)} may list what job ${empty[0]?.job ?? ''} discovers`);
  }
  const { namespace, name } = account.account;
  const where = first.right.namespace === undefined ? 'in the whole cluster' : `in namespace ${first.right.namespace}`;
  const resources = [...new Set(blocked.map(({ right }) => right.resource))];
  return failing({
    subject: workloadSubject(found),
    title: `${found.name} may not list ${resources.join(', ')}`,
    because: `Its service account ${namespace}/${name} may not list ${first.right.resource} ${where}, from which ${jobs(blocked.map(({ job }) => job))} discover${blocked.length === 1 ? 's' : ''} targets: ${blocked.length === 1 ? 'it has' : 'they have'} none.`,
    remedy: `Grant list and watch of ${resources.join(', ')} to ${namespace}/${name}, ${first.right.namespace === undefined ? 'by a ClusterRole' : `by a Role in ${first.right.namespace}`} (kube-prometheus: add the namespace to prometheus.namespaces).`,
    evidence: [
      ...blocked.slice(0, 3).map(({ right }) => right.evidence),
      ...(targets.evidence ?? [])
        .slice(0, 1)
        .map((each) => ({ ...each, says: `no active target of ${jobs(blocked.map(({ job }) => job))}` })),
    ],
    affects: [found.id],
  });
}

/** What one of the lists that the job needs is denied. */
function deniedTo(job: JobSight, rights: readonly ListRight[]): readonly ListRight[] {
  return rightsOf(job, rights).filter(({ state }) => state === 'denied');
}

function rightsOf({ discovers }: JobSight, rights: readonly ListRight[]): readonly ListRight[] {
  return discovers.flatMap(({ role, namespaces }) => {
    const needed = (LISTED_BY_ROLE[role] ?? []).map(({ resource }) => resource);
    const asked: readonly (string | undefined)[] = namespaces.length === 0 || role === 'node' ? [undefined] : namespaces;
    return rights.filter(({ resource, namespace }) => needed.includes(resource) && asked.includes(namespace));
  });
}

function jobs(names: readonly string[]): string {
  const unique = [...new Set(names)];
  return `${unique.length === 1 ? 'job' : 'jobs'} ${unique.join(', ')}`;
}
