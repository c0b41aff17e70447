import type { Evidence } from '../../../../shared/model/observation';
import type { PortRequest } from '../../cluster/port';
import { defineProber, type JudgeContext, type Judgement, type Looker } from '../prober';
import { readJson, readText } from '../readAnswer';
import { nextReads, readOf } from '../reads';
import { scrapeOf } from '../requestTo';
import { field, inFields } from '../showing';
import { apiserverSamples } from './charts';
import { readChecks } from './checks';
import { readApiserverCounts } from './counts';
import { type ApiserverFacts, isApiserverFacts, Version } from './facts';

/** Some 4 MiB of text in the smallest cluster, a thirtieth of it on the wire; it grows with resources and verbs, not with pods. */
const METRICS_PERIOD_MS = 60_000;
/** More than this on the wire is asked each BIG_PERIOD_MS. */
const BIG_BYTES = 512 << 10;
const BIG_PERIOD_MS = 5 * 60_000;

const at = (path: string): PortRequest => ({ route: { via: 'apiserver' }, path });

/** The kube-apiserver: is it alive and ready, what does each of its checks say, which aggregated APIs fail. */
export const apiserverProber = defineProber<ApiserverFacts>({
  name: 'kube-apiserver',
  kinds: ['kube-apiserver'],
  periodMs: 15_000,
  requests: [
    { request: 'GET /version', proves: 'which version answers', cost: '0.4 KiB; everyone may' },
    { request: 'GET /livez', proves: 'the process works', cost: '2 bytes; everyone may' },
    { request: 'GET /readyz?verbose', proves: 'each readiness check, by name', cost: '2 KiB' },
    {
      request: 'GET /metrics',
      proves: 'objects stored, latency of requests by verb, memory (each minute)',
      cost: '3.6 MiB, 130 KiB compressed; over 512 KiB compressed each 5 min',
    },
    {
      request: 'watch apiservices.apiregistration.k8s.io',
      proves: 'which aggregated APIs it reaches, and why not',
      cost: 'part of the watches',
    },
  ],
  async probe(look, found, signal) {
    const kept = look.factsOf(found.id);
    const before = isApiserverFacts(kept) ? kept : undefined;
    const [version, livez, readyz, metrics] = await Promise.all([
      look.get(at('/version'), readJson(Version), signal),
      look.get(at('/livez'), readText, signal),
      look.get(at('/readyz?verbose'), readChecks, signal, [500]),
      recentMetrics(before, look) ?? look.get(scrapeOf(at('/metrics')), readApiserverCounts, signal),
    ]);
    const counts = nextReads(
      before?.counts,
      readOf(metrics, (value) => value),
    );
    return { of: 'kube-apiserver', version, livez, readyz, metrics, counts };
  },
  judge,
});

function recentMetrics(before: ApiserverFacts | undefined, look: Looker): ApiserverFacts['metrics'] | undefined {
  if (!before || before.metrics.state === 'unreachable') return undefined;
  const period = (before.metrics.bytes ?? 0) > BIG_BYTES ? BIG_PERIOD_MS : METRICS_PERIOD_MS;
  return look.clock.now() - before.metrics.atMs < period ? before.metrics : undefined;
}

function judge(facts: ApiserverFacts, context: JudgeContext): Judgement {
  const evidence: Evidence[] = [...facts.livez.evidence, ...facts.readyz.evidence, ...facts.version.evidence];
  const failing = facts.readyz.state === 'ok' ? facts.readyz.value.filter((check) => !check.ok) : [];
  const unavailable = unavailableApis(context);
  return {
    ...healthOf(
      facts,
      failing.map((check) => check.name),
    ),
    version: facts.version.state === 'ok' ? facts.version.value.gitVersion : undefined,
    number: facts.livez.state === 'ok' ? { value: Math.round(facts.livez.durationMs), unit: 'ms', label: 'to answer /livez' } : undefined,
    facts: [
      ...(facts.version.state === 'ok'
        ? [{ label: 'version', value: facts.version.value.gitVersion, evidence: inFields(facts.version.evidence[0], field('gitVersion')) }]
        : []),
      ...(facts.readyz.state === 'ok'
        ? [
            {
              label: 'readiness checks',
              value: `${facts.readyz.value.length - failing.length} of ${facts.readyz.value.length} pass`,
              evidence: facts.readyz.evidence[0],
            },
          ]
        : []),
      { label: 'aggregated APIs', value: `${aggregated(context).length - unavailable.length} of ${aggregated(context).length} available` },
      ...unavailable.map((each) => ({ label: each.name, value: each.says })),
    ],
    samples: apiserverSamples(facts),
    hops: [],
    evidence,
  };
}

/** An aggregated API that fails is the trouble of who serves it; here it is a fact. */
function healthOf(facts: ApiserverFacts, failing: readonly string[]): Pick<Judgement, 'health' | 'because'> {
  if (facts.livez.state === 'unreachable' && facts.version.state === 'unreachable')
    return { health: 'broken', because: facts.livez.because };
  if (facts.livez.state === 'denied' && facts.version.state === 'denied') return { health: 'denied', because: facts.livez.because };
  if (failing.length > 0) return { health: 'degraded', because: `/readyz: ${failing.join(', ')} failed` };
  for (const [path, seen] of [['/livez', facts.livez] as const, ['/readyz', facts.readyz] as const]) {
    if (seen.state === 'unreachable' || seen.state === 'malformed') return { health: 'degraded', because: `${path}: ${seen.because}` };
  }
  if (facts.livez.state === 'ok' || facts.readyz.state === 'ok') return { health: 'ok' };
  // A version proves that it answers; whether it is well was not seen.
  return { health: 'unknown', because: `neither /livez nor /readyz can be read: ${facts.livez.because}` };
}

function aggregated(context: JudgeContext) {
  return context.inventory.apiServices.filter((each) => each.service);
}

function unavailableApis(context: JudgeContext): { name: string; says: string }[] {
  return aggregated(context).flatMap((each) => {
    const available = each.conditions.find((condition) => condition.type === 'Available');
    if (available?.status === 'True') return [];
    return [
      {
        name: each.name,
        says: available ? `${available.reason ?? available.status}: ${available.message ?? ''}` : 'no Available condition yet',
      },
    ];
  });
}
