import { HOPS } from '../../../../shared/model/architecture';
import type { Evidence } from '../../../../shared/model/observation';
import { parseGoDuration } from '../../../../shared/model/quantity';
import type { HopJudgement, JudgeContext } from '../prober';
import type { Target } from './api';
import type { Drop } from './drops';
import type { CardOfTarget } from './targetCards';

export interface HopInput {
  readonly targets: readonly Target[];
  readonly cardOf: CardOfTarget;
  readonly drops: readonly Drop[];
  readonly context: JudgeContext;
  readonly proof: (says: string) => Evidence;
}

/** A new target needs an interval until its first scrape. */
const UNKNOWN_HEALTH = 'unknown';

const SOURCES = [...new Set(HOPS.filter((hop) => hop.to === 'prometheus').map((hop) => hop.from))];

/** All of its hops while its targets cannot be read. */
export function unseenHops(to: string, because: string, evidence: readonly Evidence[]): HopJudgement[] {
  return SOURCES.map((from) => ({ from, to, health: 'unknown', because: `its targets cannot be seen: ${because}`, evidence }));
}

/** Each source -> prometheus hop from the targets that Prometheus says it has: up, last error, last scrape, period. */
export function scrapeHops(input: HopInput): HopJudgement[] {
  const byCard = new Map<string, Target[]>();
  for (const target of input.targets) {
    const card = input.cardOf(target);
    if (card !== undefined) byCard.set(card, [...(byCard.get(card) ?? []), target]);
  }
  const to = input.context.found.card;
  return SOURCES.map((from) => ({ ...judgeSource(from, byCard.get(from) ?? [], input), from, to }));
}

function judgeSource(from: string, targets: readonly Target[], input: HopInput): Omit<HopJudgement, 'from' | 'to'> {
  if (targets.length === 0)
    return { health: 'absent', because: 'no active target of this Prometheus scrapes it', evidence: [input.proof('no active target')] };
  const down = targets.filter((target) => target.health === 'down');
  const waiting = targets.filter((target) => target.health === UNKNOWN_HEALTH);
  const counts = {
    expected: targets.length,
    missed: down.length,
    periodSeconds: periodOf(targets),
    ageSeconds: ageOf(targets, input.context),
  };
  const first = down[0];
  const evidence = [
    input.proof(`${targets.length - down.length} of ${targets.length} targets up`),
    ...down.slice(0, 3).map((target) => input.proof(`${target.scrapeUrl}: ${target.lastError ?? 'down'}`)),
  ];
  if (first && down.length === targets.length)
    return { ...counts, health: 'broken', because: first.lastError || 'every target is down', evidence };
  if (first)
    return {
      ...counts,
      health: 'degraded',
      because: `${down.length} of ${targets.length} targets down: ${first.lastError || first.scrapeUrl}`,
      evidence,
    };
  if (waiting.length === targets.length) return { ...counts, health: 'unknown', because: 'not scraped yet', evidence };
  const drops = input.drops.filter((drop) => drop.card === from);
  const drop = drops[0];
  if (drop) {
    return {
      ...counts,
      health: 'degraded',
      because: `scraped and thrown away: job ${drop.job} drops ${drops.map((each) => each.metric).join(', ')} by rule ${drop.rule} of metric_relabel_configs`,
      evidence: [
        ...evidence,
        ...drops.map((each) => input.proof(`metric_relabel_configs[${each.rule - 1}] of job ${each.job} drops ${each.metric}`)),
      ],
    };
  }
  return { ...counts, health: 'ok', evidence };
}

function periodOf(targets: readonly Target[]): number | undefined {
  const periods = targets.flatMap((target) => {
    const seconds = target.scrapeInterval === undefined ? undefined : parseGoDuration(target.scrapeInterval);
    return seconds === undefined ? [] : [seconds];
  });
  return periods.length === 0 ? undefined : Math.min(...periods);
}

/** Seconds since the least lately scraped of the targets that are up. */
function ageOf(targets: readonly Target[], context: JudgeContext): number | undefined {
  let oldest = Number.POSITIVE_INFINITY;
  for (const target of targets) {
    const at = target.health === 'up' ? Date.parse(target.lastScrape ?? '') : Number.NaN;
    if (at > 0) oldest = Math.min(oldest, at);
  }
  return Number.isFinite(oldest) ? Math.max(0, (context.nowMs + context.clockOffsetMs - oldest) / 1000) : undefined;
}
