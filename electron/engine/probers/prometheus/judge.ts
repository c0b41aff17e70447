import { formatAge } from '../../../../shared/model/format';
import type { Health } from '../../../../shared/model/health';
import type { Evidence } from '../../../../shared/model/observation';
import { type PodsState, podsFact, podsState } from '../podState';
import type { HopJudgement, JudgeContext, Judgement } from '../prober';
import { showing } from '../showing';
import type { Target } from './api';
import { prometheusSamples } from './charts';
import { alertHops, dashboardHops } from './consumerHops';
import { type Drop, droppedKeySeries } from './drops';
import { dropFacts, ruleFacts, storeFacts, targetFacts } from './factRows';
import type { PrometheusFacts } from './facts';
import { scrapeHops, unseenHops } from './hops';
import { ratesOf } from './rates';
import { type CardOfTarget, cardOfTargets } from './targetCards';
import { targetLimitFacts } from './targetLimits';

type Verdict = { readonly health: Health; readonly because?: string };

export function judgePrometheus(facts: PrometheusFacts, context: JudgeContext): Judgement {
  const pods = podsState(context.found, context.inventory, context.nowMs);
  const targets = facts.targets?.state === 'ok' ? facts.targets.value : [];
  const cardOf = cardOfTargets(context.discovered);
  const drops = dropsOf(facts, targets, cardOf);
  const rates = ratesOf(facts);
  const up = targets.filter((target) => target.health === 'up').length;
  return {
    ...verdictOf(facts, pods, targets),
    version: facts.buildinfo?.state === 'ok' ? facts.buildinfo.value.version : context.found.version,
    number: facts.targets?.state === 'ok' ? { value: up, unit: 'targets', label: `of ${targets.length} targets up` } : undefined,
    ageSeconds: youngestScrape(targets, context),
    facts: [
      ...(context.found.flavour ? [{ label: 'what it is', value: context.found.flavour }] : []),
      podsFact(pods),
      ...targetFacts(facts, targets, up),
      ...targetLimitFacts(facts),
      ...storeFacts(facts, rates),
      ...startedFact(facts, context),
      ...dropFacts(facts, drops),
      ...ruleFacts(facts),
    ],
    samples: prometheusSamples(facts, rates, context.clockOffsetMs),
    hops: [
      ...sourceHops(facts, pods, drops, cardOf, context),
      ...alertHops(facts, rates, context),
      ...dashboardHops(facts, rates, context),
    ],
    evidence: [...(facts.buildinfo?.evidence ?? []), ...(facts.targets?.evidence ?? []), ...pods.evidence],
  };
}

function sourceHops(
  { targets }: PrometheusFacts,
  pods: PodsState,
  drops: readonly Drop[],
  cardOf: CardOfTarget,
  context: JudgeContext,
): HopJudgement[] {
  if (!targets) return [];
  const proof = (says: string): Evidence => ({ request: targets.request, atMs: targets.atMs, answerId: targets.answerId, says });
  if (targets.state === 'ok') return scrapeHops({ targets: targets.value, cardOf, drops, context, proof });
  const because = pods.health === 'broken' && pods.because !== undefined ? pods.because : targets.because;
  return unseenHops(context.found.card, because, targets.evidence);
}

/** Its own health: does it answer, and does what it does succeed. One target down makes it degraded; why stands at the hop. */
function verdictOf(facts: PrometheusFacts, pods: PodsState, targets: readonly Target[]): Verdict {
  if (pods.health === 'broken') return { health: 'broken', because: pods.because };
  return silenceOf(facts) ?? troubleWithTargets(facts, targets) ?? troubleWithRules(facts) ?? troubleWithPods(pods) ?? { health: 'ok' };
}

/** Servers that only answer like it lack endpoints (Thanos has no TSDB status, an agent no queries): one answer is enough. */
function silenceOf({ buildinfo, targets, scraped, counters }: PrometheusFacts): Verdict | undefined {
  // Something else may answer /metrics in its place: then none of the counters is there.
  const own = counters?.state === 'ok' && counters.value.startedMs === undefined ? undefined : counters;
  const answers = [buildinfo, targets, scraped, own].filter((each) => each !== undefined);
  const [first] = answers;
  if (!first) return { health: 'unknown', because: 'no way to its API is known' };
  if (answers.some((each) => each.state === 'ok')) return undefined;
  const because = first.state === 'ok' ? undefined : first.because;
  return { health: answers.every((each) => each.state === 'denied') ? 'denied' : 'broken', because };
}

function troubleWithTargets({ targets: seen }: PrometheusFacts, targets: readonly Target[]): Verdict | undefined {
  if (seen?.state === 'unreachable' || seen?.state === 'malformed')
    return { health: 'degraded', because: `its targets cannot be read: ${seen.because}` };
  const down = targets.filter((target) => target.health === 'down');
  const [first] = down;
  if (!first) return undefined;
  if (down.length === targets.length)
    return { health: 'broken', because: `all ${targets.length} targets are down: ${first.lastError || first.scrapeUrl}` };
  const pool = first.scrapePool === undefined ? '' : `${first.scrapePool}: `;
  return { health: 'degraded', because: `${down.length} of ${targets.length} targets down: ${pool}${first.lastError || first.scrapeUrl}` };
}

function troubleWithRules({ rules }: PrometheusFacts): Verdict | undefined {
  const failing = rules?.state === 'ok' ? rules.value.find((rule) => rule.health === 'err') : undefined;
  return failing && { health: 'degraded', because: `rule ${failing.name} fails: ${failing.lastError || 'without a reason'}` };
}

/** Where its pods cannot be seen (a URL that the user gave), its answers are what counts. */
function troubleWithPods(pods: PodsState): Verdict | undefined {
  return pods.health === 'degraded' ? { health: 'degraded', because: pods.because } : undefined;
}

function dropsOf(facts: PrometheusFacts, targets: readonly Target[], cardOf: CardOfTarget): readonly Drop[] {
  if (facts.config?.state !== 'ok') return [];
  const cardOfJob = new Map<string, string>();
  for (const target of targets) {
    const card = cardOf(target);
    if (card !== undefined && target.scrapePool !== undefined) cardOfJob.set(target.scrapePool, card);
  }
  return droppedKeySeries(facts.config.value, cardOfJob);
}

function startedFact({ counters }: PrometheusFacts, context: JudgeContext): Judgement['facts'] {
  if (counters?.state !== 'ok' || counters.value.startedMs === undefined) return [];
  const seconds = (context.nowMs + context.clockOffsetMs - counters.value.startedMs) / 1000;
  return [{ label: 'started', value: `${formatAge(seconds)} ago`, evidence: showing(counters.evidence[0], 'process_start_time_seconds') }];
}

function youngestScrape(targets: readonly Target[], context: JudgeContext): number | undefined {
  let newest = 0;
  for (const target of targets) newest = Math.max(newest, Date.parse(target.lastScrape ?? '') || 0);
  return newest > 0 ? Math.max(0, (context.nowMs + context.clockOffsetMs - newest) / 1000) : undefined;
}
