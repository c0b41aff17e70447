import type { Health } from '../../../../shared/model/health';
import type { Observation } from '../../../../shared/model/observation';
import type { PortAnswer } from '../../cluster/port';
import { podsState } from '../podState';
import { defineProber, type HopJudgement, type JudgeContext, type Judgement, type Parsed } from '../prober';
import { readExposition } from '../readAnswer';
import { metricsOf } from '../requestTo';

interface ExpositionLook {
  readonly families: number;
  readonly samples: number;
  readonly version?: string;
  readonly startedMs?: number;
}

interface ExporterFacts {
  readonly of: 'exporter';
  readonly metrics?: Observation<ExpositionLook>;
  readonly bulk: boolean;
}

/** node-exporter, Pushgateway, applications and collectors: do they answer, with how much, since when. */
export const exporterProber = defineProber<ExporterFacts>({
  name: 'exporters and applications',
  kinds: ['node-exporter', 'pushgateway', 'app', 'opentelemetry-collector'],
  periodMs: 30_000,
  requests: [
    {
      request: 'GET /metrics (service or pod proxy)',
      proves: 'it answers with an exposition that parses',
      cost: 'its exposition: node-exporter 90 KiB, an application a few KiB',
    },
  ],
  async probe(look, found, signal) {
    const request = look.depth === 'bulk' ? undefined : metricsOf(found);
    return { of: 'exporter', bulk: look.depth === 'bulk', metrics: request && (await look.get(request, readLook, signal)) };
  },
  judge,
});

const BUILD_INFO = /^(node_exporter|pushgateway|otelcol|alloy)_build_info$/;

function readLook(answer: PortAnswer): Parsed<ExpositionLook> {
  const exposition = readExposition(answer);
  if (!exposition.ok) return exposition;
  const seen: { version?: string; startedMs?: number } = {};
  for (const { name, labels, value } of exposition.value.samples()) {
    if (BUILD_INFO.test(name)) seen.version = labels['version'];
    else if (name === 'process_start_time_seconds') seen.startedMs = value * 1000;
  }
  return { ok: true, value: { families: exposition.value.families.size, samples: exposition.value.sampleCount, ...seen } };
}

type Verdict = { readonly health: Health; readonly because?: string };

function judge(facts: ExporterFacts, context: JudgeContext): Judgement {
  const pods = podsState(context.found, context.inventory, context.nowMs);
  const { metrics } = facts;
  const look = metrics?.state === 'ok' ? metrics.value : undefined;
  return {
    ...verdictOf(facts, pods),
    version: look?.version ?? context.found.version,
    number: look ? { value: look.samples, unit: 'series', label: 'series' } : undefined,
    ageSeconds: metrics?.state === 'ok' ? Math.max(0, (context.nowMs - metrics.atMs) / 1000) : undefined,
    facts: [
      { label: 'pods', value: `${pods.ready} of ${pods.wanted} ready`, evidence: pods.evidence[0] },
      ...(look ? [{ label: 'exposes', value: `${look.families} families, ${look.samples} series`, evidence: metrics?.evidence[0] }] : []),
      ...(look?.startedMs === undefined ? [] : [{ label: 'started', value: new Date(look.startedMs).toISOString() }]),
    ],
    samples:
      look && metrics
        ? [
            { key: 'series', label: 'Series', value: look.samples, unit: 'series', atMs: metrics.atMs },
            { key: 'latency', label: 'Time to answer', value: metrics.durationMs / 1000, unit: 'seconds', atMs: metrics.atMs },
          ]
        : [],
    hops: sourceHops(context, metrics),
    evidence: [...(metrics?.evidence ?? []), ...pods.evidence],
  };
}

function verdictOf({ metrics, bulk }: ExporterFacts, pods: ReturnType<typeof podsState>): Verdict {
  if (pods.health === 'broken') return { health: 'broken', because: pods.because };
  if (metrics?.state === 'ok') return pods.health === 'degraded' ? { health: 'degraded', because: pods.because } : { health: 'ok' };
  if (metrics?.state === 'denied') return { health: 'denied', because: metrics.because };
  if (metrics) return { health: 'broken', because: metrics.because };
  if (bulk) return { health: 'unknown', because: 'not asked directly in this turn: too many of them for the request budget' };
  return { health: 'unknown', because: 'no way to its metrics is known' };
}

/** node-kernel -> node-exporter: the exporter reads /proc and /sys at the scrape, so an exposition proves it. */
function sourceHops(context: JudgeContext, metrics: ExporterFacts['metrics']): HopJudgement[] {
  if (context.found.kind !== 'node-exporter' || !metrics) return [];
  const base = { from: 'node-kernel', to: 'node-exporter', evidence: metrics.evidence };
  return [
    metrics.state === 'ok' ? { ...base, health: 'ok' } : { ...base, health: 'unknown', because: `cannot be seen: ${metrics.because}` },
  ];
}
