import { formatAge, formatCount } from '../../../../shared/model/format';
import type { Health } from '../../../../shared/model/health';
import { type PodsState, podsFact, podsState } from '../podState';
import type { HopJudgement, JudgeContext, Judgement } from '../prober';
import type { SeenTarget } from '../prometheus/seenTarget';
import { showing } from '../showing';
import { exporterSamples } from './charts';
import type { ExporterFacts, ExpositionLook } from './facts';

type Verdict = { readonly health: Health; readonly because?: string };
type Asked = Extract<ExporterFacts, { readonly depth: 'whole' }>['metrics'];

export function judgeExporter(facts: ExporterFacts, context: JudgeContext): Judgement {
  const pods = podsState(context.found, context.inventory, context.nowMs);
  return facts.depth === 'bulk' ? judgeTarget(facts.target, pods, context) : judgeAnswer(facts, pods, context);
}

function judgeAnswer(facts: Extract<ExporterFacts, { readonly depth: 'whole' }>, pods: PodsState, context: JudgeContext): Judgement {
  const { metrics } = facts;
  const look = metrics?.state === 'ok' ? metrics.value : undefined;
  return {
    ...verdictOf(metrics, pods),
    version: look?.version ?? context.found.version,
    number: look ? { value: look.samples, unit: 'series', label: 'series' } : undefined,
    ageSeconds: metrics?.state === 'ok' ? Math.max(0, (context.nowMs - metrics.atMs) / 1000) : undefined,
    facts: [podsFact(pods), ...(look && metrics ? lookFacts(look, metrics, context) : [])],
    samples: exporterSamples(facts, context.found.kind),
    hops: sourceHops(context, metrics),
    evidence: [...(metrics?.evidence ?? []), ...pods.evidence],
  };
}

function lookFacts(look: ExpositionLook, metrics: NonNullable<Asked>, context: JudgeContext): Judgement['facts'] {
  const evidence = metrics.evidence[0];
  const ago = (atMs: number) => `${formatAge((context.nowMs + context.clockOffsetMs - atMs) / 1000)} ago`;
  return [
    { label: 'exposes', value: `${look.families === 0 ? '' : `${look.families} families, `}${formatCount(look.samples)} series`, evidence },
    ...(look.startedMs === undefined
      ? []
      : [{ label: 'started', value: ago(look.startedMs), evidence: showing(evidence, 'process_start_time_seconds') }]),
    ...(look.failedCollectors.length > 0
      ? [
          {
            label: 'collectors that failed',
            value: look.failedCollectors.join(', '),
            evidence: showing(evidence, 'node_scrape_collector_success'),
          },
        ]
      : []),
    ...(look.pushedMs.length > 0
      ? [
          {
            label: 'groups pushed',
            value: `${look.pushedMs.length}, the oldest ${ago(Math.min(...look.pushedMs))}`,
            evidence: showing(evidence, 'push_time_seconds'),
          },
        ]
      : []),
  ];
}

function verdictOf(metrics: Asked, pods: PodsState): Verdict {
  if (pods.health === 'broken') return { health: 'broken', because: pods.because };
  if (!metrics) return { health: 'unknown', because: 'no way to its metrics is known' };
  if (metrics.state === 'denied') return { health: 'denied', because: metrics.because };
  if (metrics.state !== 'ok') return { health: 'broken', because: metrics.because };
  if (metrics.value.samples === 0) return { health: 'degraded', because: 'answers, with no series at all' };
  return pods.health === 'degraded' ? { health: 'degraded', because: pods.because } : { health: 'ok' };
}

const NOT_ASKED = 'not asked directly in this turn (too many of them for the request budget)';

/** Too many to ask: a Prometheus that scrapes it knows whether it answers. */
function judgeTarget(target: SeenTarget | undefined, pods: PodsState, context: JudgeContext): Judgement {
  return {
    ...verdictOfTarget(target, pods),
    version: context.found.version,
    facts: [
      podsFact(pods),
      {
        label: 'seen through',
        value: `${target ? 'its target in Prometheus' : 'its pod alone'}; ${NOT_ASKED}`,
        evidence: target?.evidence,
      },
    ],
    samples: [],
    hops: [],
    evidence: [...(target ? [target.evidence] : []), ...pods.evidence],
  };
}

function verdictOfTarget(target: SeenTarget | undefined, pods: PodsState): Verdict {
  if (pods.health === 'broken' || pods.health === 'degraded') return { health: pods.health, because: pods.because };
  if (target?.health === 'up') return { health: 'ok' };
  if (target?.health === 'down')
    return { health: 'broken', because: `Prometheus cannot scrape it: ${target.lastError || target.scrapeUrl}` };
  return { health: 'unknown', because: NOT_ASKED };
}

/** node-kernel -> node-exporter: the exporter reads /proc and /sys at the scrape, so an exposition proves it. */
function sourceHops(context: JudgeContext, metrics: Asked): HopJudgement[] {
  if (context.found.kind !== 'node-exporter' || !metrics) return [];
  const base = { from: 'node-kernel', to: context.found.card, evidence: metrics.evidence };
  return [
    metrics.state === 'ok' && metrics.value.samples > 0
      ? { ...base, health: 'ok' }
      : { ...base, health: 'unknown', because: `cannot be seen: ${metrics.state === 'ok' ? 'no series came' : metrics.because}` },
  ];
}
