import type { Health } from '../../../../shared/model/health';
import type { Evidence } from '../../../../shared/model/observation';
import { type PodsState, podsState } from '../podState';
import type { HopJudgement, JudgeContext, Judgement } from '../prober';
import type { OwnCounters, Target } from './api';
import { type Drop, droppedKeySeries } from './drops';
import type { PrometheusFacts } from './facts';
import { scrapeHops } from './hops';
import { cardOfTargets } from './targetCards';

type Verdict = { readonly health: Health; readonly because?: string };

export function judgePrometheus(facts: PrometheusFacts, context: JudgeContext): Judgement {
  const pods = podsState(context.found, context.inventory, context.nowMs);
  const targets = facts.targets?.state === 'ok' ? facts.targets.value : [];
  const drops = dropsOf(facts, targets, context);
  const rates = ratesOf(facts);
  const up = targets.filter((target) => target.health === 'up').length;
  const evidence = [...(facts.buildinfo?.evidence ?? []), ...(facts.targets?.evidence ?? []), ...pods.evidence];
  return {
    ...verdictOf(facts, pods, targets),
    version: facts.buildinfo?.state === 'ok' ? facts.buildinfo.value.version : context.found.version,
    number: facts.targets?.state === 'ok' ? { value: up, unit: 'targets', label: `of ${targets.length} targets up` } : undefined,
    ageSeconds: youngestScrape(targets, context),
    facts: [
      ...targetFacts(facts, targets, up),
      ...storeFacts(facts, rates),
      ...dropFacts(facts, drops),
      ...ruleFacts(facts),
      ...(context.found.flavour ? [{ label: 'what it is', value: context.found.flavour }] : []),
    ],
    samples: samplesOf(facts, up, rates),
    hops:
      facts.targets?.state === 'ok'
        ? [
            ...scrapeHops({ targets, cardOf: cardOfTargets(context.discovered), drops, context, proof: proofOf(facts) }),
            ...alertHops(facts, context),
            ...dashboardHops(facts, rates, context),
          ]
        : [],
    evidence,
  };
}

function proofOf(facts: PrometheusFacts): (says: string) => Evidence {
  const { targets } = facts;
  return (says) => ({ request: targets?.request, atMs: targets?.atMs ?? 0, answerId: targets?.answerId, says });
}

/** Its own health: does it answer. Targets that are down are the trouble of their hops; only when most are down is it its own. */
function verdictOf(facts: PrometheusFacts, pods: PodsState, targets: readonly Target[]): Verdict {
  const { buildinfo, targets: seen, rules } = facts;
  if (pods.health === 'broken') return { health: 'broken', because: pods.because };
  const answers = [buildinfo, seen, facts.headSeries, facts.scraped].filter((each) => each !== undefined);
  if (answers.length === 0) return { health: 'unknown', because: 'no way to its API is known' };
  const failures = answers.flatMap((each) => (each.state === 'ok' ? [] : [each]));
  if (failures.length === answers.length) {
    const denied = failures.every((each) => each.state === 'denied');
    return { health: denied ? 'denied' : 'broken', because: failures[0]?.because };
  }
  const down = targets.filter((target) => target.health === 'down');
  if (targets.length > 0 && down.length === targets.length) return { health: 'broken', because: `all ${targets.length} targets are down` };
  if (down.length > 0)
    return {
      health: 'degraded',
      because: `${down.length} of ${targets.length} targets down: ${down[0]?.scrapePool ?? ''}: ${down[0]?.lastError ?? ''}`,
    };
  const failing = rules?.state === 'ok' ? rules.value.filter((rule) => rule.health === 'err') : [];
  if (failing.length > 0) return { health: 'degraded', because: `rule ${failing[0]?.name} fails: ${failing[0]?.lastError ?? ''}` };
  if (pods.health === 'degraded') return { health: 'degraded', because: pods.because };
  return { health: 'ok' };
}

function dropsOf(facts: PrometheusFacts, targets: readonly Target[], context: JudgeContext): readonly Drop[] {
  if (facts.config?.state !== 'ok') return [];
  const cardOf = cardOfTargets(context.discovered);
  const cardOfJob = new Map<string, string>();
  for (const target of targets) {
    const card = cardOf(target);
    if (card !== undefined && target.scrapePool !== undefined) cardOfJob.set(target.scrapePool, card);
  }
  return droppedKeySeries(facts.config.value, cardOfJob);
}

interface Rates {
  readonly samples?: number;
  readonly queries?: number;
  readonly rejected: Readonly<Record<string, number>>;
}

/** Per second since the look before; a counter that fell means a restart, then there is no rate. */
function ratesOf({ counters, before }: PrometheusFacts): Rates {
  if (counters?.state !== 'ok' || !before || counters.atMs <= before.atMs) return { rejected: {} };
  const seconds = (counters.atMs - before.atMs) / 1000;
  const rate = (now: number | undefined, then: number | undefined): number | undefined =>
    now === undefined || then === undefined || now < then ? undefined : (now - then) / seconds;
  const grown = (reason: string): number => Math.max(0, (counters.value.rejected[reason] ?? 0) - (before.counters.rejected[reason] ?? 0));
  return {
    samples: rate(counters.value.samplesAppended, before.counters.samplesAppended),
    queries: rate(counters.value.queries, before.counters.queries),
    rejected: Object.fromEntries(Object.keys(counters.value.rejected).map((reason) => [reason, grown(reason)])),
  };
}

function targetFacts(facts: PrometheusFacts, targets: readonly Target[], up: number): Judgement['facts'] {
  const { targets: seen } = facts;
  if (!seen) return [];
  if (seen.state !== 'ok') return [{ label: 'targets', value: `${seen.state}: ${seen.because}`, evidence: seen.evidence[0] }];
  const slowest = [...targets].sort((a, b) => (b.lastScrapeDuration ?? 0) - (a.lastScrapeDuration ?? 0))[0];
  return [
    { label: 'targets up', value: `${up} of ${targets.length}`, evidence: seen.evidence[0] },
    ...(slowest?.lastScrapeDuration === undefined
      ? []
      : [
          {
            label: 'slowest scrape',
            value: `${slowest.lastScrapeDuration.toFixed(2)} s, ${slowest.scrapePool ?? ''} ${slowest.scrapeUrl}`,
          },
        ]),
    ...targets
      .filter((target) => target.health === 'down')
      .slice(0, 8)
      .map((target) => ({
        label: `down: ${target.scrapePool ?? ''}`,
        value: `${target.scrapeUrl}: ${target.lastError ?? ''}`,
        evidence: seen.evidence[0],
      })),
  ];
}

function storeFacts({ headSeries, counters }: PrometheusFacts, rates: Rates): Judgement['facts'] {
  const rejected = counters?.state === 'ok' ? Object.entries(counters.value.rejected).filter(([, count]) => count > 0) : [];
  return [
    ...(headSeries?.state === 'ok'
      ? [{ label: 'head series', value: headSeries.value.toLocaleString('en'), evidence: headSeries.evidence[0] }]
      : []),
    ...(rates.samples === undefined ? [] : [{ label: 'samples', value: `${rates.samples.toFixed(0)}/s` }]),
    ...(counters?.state === 'ok'
      ? [
          {
            label: 'samples rejected',
            value: rejected.length === 0 ? '0' : rejected.map(([reason, count]) => `${reason} ${count}`).join(', '),
            evidence: counters.evidence[0],
          },
        ]
      : []),
    ...(counters?.state === 'ok' && counters.value.discoveryFailures > 0
      ? [{ label: 'discovery failures', value: String(counters.value.discoveryFailures), evidence: counters.evidence[0] }]
      : []),
    ...(counters?.state === 'ok' && counters.value.startedMs !== undefined
      ? [{ label: 'started', value: new Date(counters.value.startedMs).toISOString() }]
      : []),
  ];
}

function dropFacts({ scraped, kept }: PrometheusFacts, drops: readonly Drop[]): Judgement['facts'] {
  const lost =
    scraped?.state === 'ok' && kept?.state === 'ok'
      ? [...scraped.value].flatMap(([job, count]) =>
          count > (kept.value.get(job) ?? count) ? [`${job} keeps ${kept.value.get(job)} of ${count}`] : [],
        )
      : [];
  return [
    ...(scraped?.state === 'ok'
      ? [{ label: 'samples after relabelling', value: lost.length === 0 ? 'all kept' : lost.join(', '), evidence: scraped.evidence[0] }]
      : []),
    ...drops.map((drop) => ({ label: `job ${drop.job} drops`, value: `${drop.metric} (metric_relabel_configs, rule ${drop.rule})` })),
  ];
}

function ruleFacts({ rules }: PrometheusFacts): Judgement['facts'] {
  if (rules?.state !== 'ok') return [];
  const failing = rules.value.filter((rule) => rule.health === 'err').length;
  const firing = rules.value.filter((rule) => rule.state === 'firing').map((rule) => rule.name);
  return [
    { label: 'rules evaluated', value: `${rules.value.length - failing} of ${rules.value.length}`, evidence: rules.evidence[0] },
    { label: 'alerts firing', value: firing.length === 0 ? 'none' : firing.join(', '), evidence: rules.evidence[0] },
  ];
}

function youngestScrape(targets: readonly Target[], context: JudgeContext): number | undefined {
  const times = targets.map((target) => Date.parse(target.lastScrape ?? '')).filter((at) => at > 0);
  return times.length === 0 ? undefined : Math.max(0, (context.nowMs + context.clockOffsetMs - Math.max(...times)) / 1000);
}

function samplesOf({ targets, headSeries }: PrometheusFacts, up: number, rates: Rates): Judgement['samples'] {
  return [
    ...(targets?.state === 'ok' ? [{ key: 'up', label: 'Targets up', value: up, unit: 'targets', atMs: targets.atMs }] : []),
    ...(headSeries?.state === 'ok'
      ? [{ key: 'series', label: 'Series in the head', value: headSeries.value, unit: 'series', atMs: headSeries.atMs }]
      : []),
    ...(rates.samples === undefined || !headSeries
      ? []
      : [{ key: 'samples', label: 'Samples stored', value: rates.samples, unit: 'per second', atMs: headSeries.atMs }]),
  ];
}

function alertHops({ alertmanagers, counters }: PrometheusFacts, context: JudgeContext): HopJudgement[] {
  if (alertmanagers?.state !== 'ok') return [];
  const base = { from: context.found.card, to: 'alertmanager', evidence: alertmanagers.evidence };
  if (alertmanagers.value.length === 0) return [{ ...base, health: 'unknown', because: 'this Prometheus has no Alertmanager configured' }];
  const own: OwnCounters | undefined = counters?.state === 'ok' ? counters.value : undefined;
  if (own && own.alertsFailed > 0 && own.alertsSent <= own.alertsFailed)
    return [{ ...base, health: 'broken', because: `${own.alertsFailed} alerts failed or were dropped, ${own.alertsSent} sent` }];
  return [{ ...base, health: 'ok' }];
}

/** Nobody tells who asks; that somebody does is concluded from the query counters, so a dashboard's hop is inferred. */
function dashboardHops({ counters }: PrometheusFacts, rates: Rates, context: JudgeContext): HopJudgement[] {
  if (rates.queries === undefined || !context.discovered.some((found) => found.kind === 'dashboard')) return [];
  const base = { from: context.found.card, to: 'dashboard', inferred: true, evidence: counters?.evidence ?? [] };
  return [rates.queries > 0 ? { ...base, health: 'ok' } : { ...base, health: 'unknown', because: 'nobody has asked since the last look' }];
}
