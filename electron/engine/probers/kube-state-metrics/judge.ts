import { formatCount } from '../../../../shared/model/format';
import type { Health } from '../../../../shared/model/health';
import type { Inventory } from '../../../../shared/model/inventory';
import { parseCommandLine } from '../../discovery/commandLine';
import { isWhole } from '../listed';
import { type PodsState, podsFact, podsState } from '../podState';
import type { HopJudgement, JudgeContext, Judgement } from '../prober';
import { showing } from '../showing';
import { ksmSamples } from './charts';
import { type KsmFacts, listErrors, OBJECT_FAMILIES, type StateLook, type TelemetryLook } from './facts';

type Verdict = { readonly health: Health; readonly because?: string };

export function judgeKsm(facts: KsmFacts, context: JudgeContext): Judgement {
  const pods = podsState(context.found, context.inventory, context.nowMs);
  const { metrics, telemetry } = facts;
  const failing = telemetry?.state === 'ok' ? failingResources(telemetry.value, facts.counters?.before?.value.lists) : [];
  const hidden =
    metrics?.state === 'ok' ? hiddenObjects(metrics.value, context, telemetry?.state === 'ok' ? telemetry.value : undefined) : [];
  const evidence = [...pods.evidence, ...(metrics?.evidence ?? []), ...(telemetry?.evidence ?? [])];
  return {
    ...verdictOf(facts, pods, failing, hidden),
    version: telemetry?.state === 'ok' ? telemetry.value.version : context.found.version,
    number: metrics?.state === 'ok' ? { value: metrics.value.samples, unit: 'series', label: 'series' } : undefined,
    ageSeconds: metrics?.state === 'ok' ? Math.max(0, (context.nowMs - metrics.atMs) / 1000) : undefined,
    facts: [
      podsFact(pods),
      ...(metrics?.state === 'ok' ? stateFacts(metrics.value, context.inventory, metrics.evidence[0]) : []),
      ...(telemetry?.state === 'ok'
        ? [
            {
              label: 'list errors',
              value: failing.length === 0 ? `${listErrors(telemetry.value)} since it started` : failing.join(', '),
              evidence: telemetry.evidence[0],
            },
          ]
        : []),
      ...(telemetry?.state === 'ok' && (telemetry.value.totalShards ?? 1) > 1
        ? [{ label: 'shard', value: `${telemetry.value.shard} of ${telemetry.value.totalShards}` }]
        : []),
      ...flagFacts(context),
    ],
    samples: ksmSamples(facts),
    hops: [objectsHop(facts, failing, hidden)],
    evidence,
  };
}

/** Resources whose lists only failed, or still fail since the look before. */
function failingResources(telemetry: TelemetryLook, before: TelemetryLook['lists'] | undefined): string[] {
  return [...telemetry.lists]
    .filter(([resource, { success, error }]) => error > 0 && (success === 0 || error > (before?.get(resource)?.error ?? error)))
    .map(([resource, { success, error }]) => `${resource}: ${error} lists failed, ${success} succeeded`);
}

/** Flags that leave objects out on purpose (docs/developer/cli-arguments.md); what they leave out is a fact, no fault. */
const SELECTIVE = ['namespaces', 'namespaces-denylist', 'metric-allowlist', 'metric-denylist', 'node', 'pod'];

/** Resources with objects in the API and none exposed. A shard exposes only its part. */
function hiddenObjects(look: StateLook, { inventory, found }: JudgeContext, telemetry: TelemetryLook | undefined): string[] {
  const { flags } = parseCommandLine([], found.args);
  if ((telemetry?.totalShards ?? 1) > 1 || SELECTIVE.some((flag) => flags.has(flag))) return [];
  const wanted = flags.get('resources')?.split(',');
  return [...objectsThereAre(inventory)]
    .filter(([resource, count]) => count > 0 && look.objects.get(resource) === 0 && (wanted?.includes(resource) ?? true))
    .map(([resource, count]) => `0 of ${count} ${resource}`);
}

/** By resource; of those alone whose list has come in whole. */
function objectsThereAre(inventory: Inventory): Map<string, number> {
  const counts: readonly (readonly [string, number])[] = [
    ['nodes', inventory.nodes.length],
    ['pods', inventory.pods.length],
    ['services', inventory.services.length],
    ['deployments', inventory.workloads.filter((each) => each.kind === 'Deployment').length],
  ];
  return new Map(counts.filter(([resource]) => isWhole(inventory, resource)));
}

function verdictOf({ metrics, telemetry }: KsmFacts, pods: PodsState, failing: readonly string[], hidden: readonly string[]): Verdict {
  if (pods.health === 'broken') return { health: 'broken', because: pods.because };
  if (metrics?.state === 'denied') return { health: 'denied', because: metrics.because };
  if (metrics && metrics.state !== 'ok') return { health: 'broken', because: metrics.because };
  if (failing.length > 0) return { health: 'degraded', because: `it cannot list ${failing[0]}` };
  if (hidden.length > 0) return { health: 'degraded', because: `exposes ${hidden.join(', ')}` };
  if (pods.health === 'degraded') return { health: 'degraded', because: pods.because };
  if (!metrics) return { health: 'unknown', because: 'no way to its metrics is known' };
  if (telemetry && telemetry.state !== 'ok' && telemetry.state !== 'denied')
    return { health: 'ok', because: `its telemetry cannot be read: ${telemetry.because}` };
  return { health: 'ok' };
}

function stateFacts(look: StateLook, inventory: Inventory, evidence: Judgement['evidence'][number] | undefined): Judgement['facts'] {
  const there = objectsThereAre(inventory);
  return [
    {
      label: 'exposes',
      value: `${look.families} families (${look.emptyFamilies} without a series), ${formatCount(look.samples)} series`,
      evidence,
    },
    ...[...look.objects].map(([resource, count]) => ({
      label: resource,
      value: `${count} of ${there.get(resource) ?? '?'} in the API`,
      evidence: showing(evidence, OBJECT_FAMILIES[resource] ?? ''),
    })),
  ];
}

function flagFacts(context: JudgeContext): Judgement['facts'] {
  const { flags } = parseCommandLine([], context.found.args);
  return [
    'resources',
    'namespaces',
    'metric-allowlist',
    'metric-denylist',
    'metric-labels-allowlist',
    'metric-annotations-allowlist',
    'shard',
    'total-shards',
  ].flatMap((name) => {
    const value = flags.get(name);
    return value === undefined ? [] : [{ label: `--${name}`, value }];
  });
}

function objectsHop({ metrics, telemetry }: KsmFacts, failing: readonly string[], hidden: readonly string[]): HopJudgement {
  const base = { from: 'api-objects', to: 'kube-state-metrics', evidence: [...(telemetry?.evidence ?? []), ...(metrics?.evidence ?? [])] };
  if (failing.length > 0) return { ...base, health: 'degraded', because: `it cannot list ${failing[0]}` };
  if (hidden.length > 0) return { ...base, health: 'degraded', because: `exposes ${hidden.join(', ')}` };
  if (metrics?.state === 'ok') return { ...base, health: 'ok' };
  return { ...base, health: 'unknown', because: metrics ? `cannot be seen: ${metrics.because}` : 'no way to its metrics is known' };
}
