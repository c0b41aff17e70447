import type { Discovered } from '../../model/component';
import { workloadOf } from '../../model/objectsOf';
import { answerOf, cannotTell, failing, notApplicable, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { seenTargets, unreadScrapers } from '../select/targets';
import { workloadSubject } from '../select/workloads';

/** What the monitoring pipeline is made of; that others are scraped is a matter of taste. */
const PARTS = ['kubelet', 'cadvisor', 'kube-state-metrics', 'node-exporter'] as const;

type Needed = Pick<Facts, 'components' | 'scrapers' | 'workloads'>;

export const targetNotScraped = defineRule({
  id: 'target-not-scraped',
  severity: 'warning',
  says: 'A part of the monitoring pipeline runs, and no Prometheus scrapes it.',
  symptom: 'the component answers; no target in /api/v1/targets',
  proof: 'the active targets of every Prometheus, sorted by what they scrape',
  causedBy: ['discovery-denied', 'monitor-not-selected'],
  needs: ['components', 'scrapers', 'workloads'],
  judge(facts) {
    if (facts.scrapers.length === 0) return notApplicable('no Prometheus was found');
    const unread = unreadScrapers(facts.scrapers);
    if (unread.length > 0) return cannotTell(...unread);
    const targets = seenTargets(facts.scrapers);
    // One that has none at all has only begun, or is a query layer before others.
    if (targets.length === 0) return cannotTell('an active target of any Prometheus');
    const scraped = new Set(targets.map(({ card }) => card));
    return answerOf(
      PARTS.flatMap((part) => judgePart(part, scraped, facts)),
      'no part of the monitoring pipeline was found',
    );
  },
});

function judgePart(part: (typeof PARTS)[number], scraped: ReadonlySet<string | undefined>, facts: Needed): readonly Verdict[] {
  const found = facts.components.filter(({ card }) => card === part);
  const [first] = found;
  if (!first) return [];
  if (scraped.has(part) || !found.some((each) => runs(each, facts))) return [WELL];
  const names = facts.scrapers.map((each) => each.found.name).join(', ');
  return [
    failing({
      subject: part,
      title: `No Prometheus scrapes ${part}`,
      because: `${found.length === 1 ? `${first.name} runs` : `${found.length} of it run`}, and none of the active targets of ${names} is one: no series of it is stored.`,
      remedy: `Add a scrape job (with an operator: a ServiceMonitor or PodMonitor that the Prometheus selects) for ${part}; if there is one, see in Prometheus' service discovery page which relabelling drops its targets.`,
      evidence: facts.scrapers.flatMap(({ targets }) =>
        (targets?.evidence ?? []).slice(0, 1).map((each) => ({ ...each, says: `no active target is ${part}` })),
      ),
      standsOn: facts.scrapers.map((each) => workloadSubject(each.found)),
    }),
  ];
}

function runs(found: Discovered, facts: Needed): boolean {
  const workload = workloadOf(found, facts.workloads.items);
  return found.workload === undefined || (workload?.ready ?? 0) > 0;
}
