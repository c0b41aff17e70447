import type { Health } from '../../../../shared/model/health';
import type { NodeObject } from '../../../../shared/model/inventory';
import type { Evidence, Observation } from '../../../../shared/model/observation';
import type { JudgeContext, Judgement } from '../prober';
import type { DirectLook, KubeletFacts } from './facts';

type Verdict = { readonly health: Health; readonly because?: string };

/** The lease is renewed each 10 s; after 40 s the node controller calls the node Unknown (K8S node lifecycle controller). */
const LEASE_OLD_SECONDS = 40;
/** cAdvisor reads each cgroup at most 30 s apart (facts 1.5); twice that is too old to be chance. */
const VALUE_OLD_SECONDS = 60;
/** metrics-server gives a kubelet 10 s; half of that is slow. */
const SLOW_MS = 5_000;

export function judgeKubelet(facts: KubeletFacts, context: JudgeContext): Judgement {
  const node = context.inventory.nodes.find((each) => each.name === context.found.node);
  const condition = judgeNode(node, context);
  return facts.direct ? judgeDirect(facts.direct, condition, node, context) : judgeBulk(condition, node, context);
}

/** Node condition Ready and the age of the node's lease. */
function judgeNode(
  node: NodeObject | undefined,
  context: JudgeContext,
): Verdict & { readonly evidence: readonly Evidence[]; readonly leaseAge?: number } {
  const ready = node?.conditions.find((each) => each.type === 'Ready');
  const renewed = node ? context.inventory.leases[node.name] : undefined;
  const leaseAge = renewed === undefined ? undefined : Math.max(0, (context.nowMs + context.clockOffsetMs - renewed) / 1000);
  const evidence: Evidence[] = [
    ...(ready
      ? [{ atMs: context.nowMs, says: `node/${node?.name}: Ready=${ready.status} ${ready.reason ?? ''}: ${ready.message ?? ''}` }]
      : []),
    ...(leaseAge === undefined
      ? []
      : [{ atMs: context.nowMs, says: `lease kube-node-lease/${node?.name} renewed ${leaseAge.toFixed(0)} s ago` }]),
  ];
  if (!ready) return { health: 'unknown', because: 'the node has no Ready condition', evidence, leaseAge };
  if (ready.status !== 'True')
    return {
      health: 'broken',
      because: `node is not Ready (${ready.status} ${ready.reason ?? ''}): ${ready.message ?? ''}`,
      evidence,
      leaseAge,
    };
  if (leaseAge !== undefined && leaseAge > LEASE_OLD_SECONDS)
    return { health: 'degraded', because: `its lease was renewed ${leaseAge.toFixed(0)} s ago`, evidence, leaseAge };
  return { health: 'ok', evidence, leaseAge };
}

function judgeBulk(condition: ReturnType<typeof judgeNode>, node: NodeObject | undefined, context: JudgeContext): Judgement {
  return {
    health: condition.health,
    because: condition.because,
    version: node?.kubeletVersion,
    number: { value: condition.health === 'ok' ? 1 : 0, unit: '', label: 'nodes answered' },
    facts: [
      {
        label: 'seen through',
        value: 'node condition Ready and lease; not asked directly in this turn (too many nodes for the request budget)',
      },
      ...nodeFacts(node, condition),
    ],
    samples: [],
    hops: [{ from: 'containers', to: 'kubelet', health: 'unknown', because: 'not asked directly in this turn', evidence: [] }],
    evidence: condition.evidence.length > 0 ? condition.evidence : [{ atMs: context.nowMs, says: 'no node object' }],
  };
}

function judgeDirect(
  direct: DirectLook,
  condition: ReturnType<typeof judgeNode>,
  node: NodeObject | undefined,
  context: JudgeContext,
): Judgement {
  const age = valueAge(direct.resource, context);
  const verdict = worseOf(judgeAnswers(direct, age?.newest), condition);
  const evidence = [...direct.resource.evidence, ...direct.healthz.evidence, ...condition.evidence];
  return {
    ...verdict,
    version: node?.kubeletVersion,
    number: { value: answered(direct) ? 1 : 0, unit: '', label: 'nodes answered' },
    ageSeconds: age?.newest,
    facts: [...answerFacts(direct, age), ...nodeFacts(node, condition)],
    samples: samplesOf(direct, age?.newest),
    hops: [containersHop(direct, age)],
    evidence,
  };
}

function answered(direct: DirectLook): boolean {
  return direct.resource.state === 'ok' || direct.healthz.state === 'ok';
}

function valueAge(resource: DirectLook['resource'], context: JudgeContext): { newest: number; oldest: number } | undefined {
  if (resource.state !== 'ok' || resource.value.newestMs === undefined || resource.value.oldestMs === undefined) return undefined;
  const serverNow = resource.atMs + context.clockOffsetMs;
  return { newest: (serverNow - resource.value.newestMs) / 1000, oldest: (serverNow - resource.value.oldestMs) / 1000 };
}

function judgeAnswers(direct: DirectLook, newest: number | undefined): Verdict {
  const { healthz, resource } = direct;
  if (resource.state === 'denied')
    return healthz.state === 'ok'
      ? { health: 'degraded', because: `/metrics/resource: ${resource.because}` }
      : { health: 'denied', because: resource.because };
  if (resource.state === 'unreachable' || resource.state === 'malformed')
    return { health: 'broken', because: `/metrics/resource: ${resource.because}` };
  if (resource.state === 'absent') return { health: 'broken', because: 'there is no /metrics/resource here' };
  if (resource.value.scrapeError) return { health: 'broken', because: 'resource_scrape_error is 1: it cannot read its own stats' };
  if (healthz.state === 'unreachable') return { health: 'degraded', because: `/healthz: ${healthz.because}` };
  if (newest !== undefined && newest > VALUE_OLD_SECONDS)
    return { health: 'degraded', because: `its newest value is ${newest.toFixed(0)} s old` };
  if (newest !== undefined && newest < -VALUE_OLD_SECONDS)
    return { health: 'degraded', because: `its values are ${(-newest).toFixed(0)} s in the future: the node's clock is ahead` };
  if (resource.durationMs > SLOW_MS)
    return { health: 'degraded', because: `/metrics/resource took ${(resource.durationMs / 1000).toFixed(1)} s` };
  if (resource.value.zeroed.length > 0)
    return { health: 'degraded', because: `CPU or memory is 0 for ${resource.value.zeroed[0]}: metrics-server drops such a pod` };
  return { health: 'ok' };
}

/** What we saw ourselves outranks the node's condition, unless the condition is worse. */
function worseOf(own: Verdict, condition: Verdict): Verdict {
  if (own.health === 'denied') return condition.health === 'broken' ? { health: 'broken', because: condition.because } : own;
  return own.health === 'ok' && (condition.health === 'broken' || condition.health === 'degraded')
    ? { health: condition.health, because: condition.because }
    : own;
}

function answerFacts(direct: DirectLook, age: { newest: number; oldest: number } | undefined): Judgement['facts'] {
  const { resource, metrics, summary, configz, pods, probes } = direct;
  return [
    ...(resource.state === 'ok'
      ? [{ label: 'containers in /metrics/resource', value: String(resource.value.containers), evidence: resource.evidence[0] }]
      : []),
    ...(age
      ? [{ label: 'age of its values', value: `${age.newest.toFixed(0)} to ${age.oldest.toFixed(0)} s`, evidence: resource.evidence[0] }]
      : []),
    ...(metrics.state === 'ok'
      ? [
          {
            label: 'own metrics',
            value: `${metrics.value.families} families, ${metrics.value.samples} samples`,
            evidence: metrics.evidence[0],
          },
        ]
      : []),
    ...(metrics.state === 'ok' && metrics.value.statsFromCri !== undefined
      ? [{ label: 'container stats from', value: metrics.value.statsFromCri ? 'the runtime (CRI)' : 'cAdvisor' }]
      : []),
    ...(summary.state === 'ok'
      ? [
          {
            label: '/stats/summary',
            value: `${summary.value.pods} pods, ${summary.value.containers} containers`,
            evidence: summary.evidence[0],
          },
        ]
      : []),
    ...(pods.state === 'ok' ? [{ label: '/pods', value: `${pods.value.pods} pods`, evidence: pods.evidence[0] }] : []),
    ...(probes.state === 'ok'
      ? [{ label: '/metrics/probes', value: `${probes.value.probes} probe counters`, evidence: probes.evidence[0] }]
      : []),
    ...(configz.state === 'ok' ? [authFact(configz.value, configz.evidence[0])] : []),
    ...[resource, metrics, summary, configz, pods, probes].flatMap((seen: Observation<unknown>) =>
      seen.state === 'ok' ? [] : [{ label: seen.request, value: `${seen.state}: ${seen.because}`, evidence: seen.evidence[0] }],
    ),
  ];
}

function authFact(
  auth: { anonymous?: boolean; webhook?: boolean; authorization?: string; readOnlyPort: number },
  evidence: Evidence | undefined,
): Judgement['facts'][number] {
  const words = [
    auth.anonymous ? 'anonymous allowed' : 'no anonymous',
    auth.webhook ? 'tokens by webhook' : 'no token webhook',
    `authorization ${auth.authorization ?? '?'}`,
    auth.readOnlyPort === 0 ? 'read-only port closed' : `read-only port ${auth.readOnlyPort} OPEN`,
  ];
  return { label: 'who may read it', value: words.join(', '), evidence };
}

function nodeFacts(
  node: NodeObject | undefined,
  condition: { readonly leaseAge?: number; readonly evidence: readonly Evidence[] },
): Judgement['facts'] {
  if (!node) return [];
  const bad = node.conditions.filter((each) => each.type !== 'Ready' && each.status === 'True').map((each) => each.type);
  return [
    { label: 'version', value: node.kubeletVersion },
    { label: 'runtime', value: node.containerRuntimeVersion },
    ...(condition.leaseAge === undefined
      ? []
      : [{ label: 'lease renewed', value: `${condition.leaseAge.toFixed(0)} s ago`, evidence: condition.evidence.at(-1) }]),
    ...(bad.length > 0 ? [{ label: 'node conditions', value: bad.join(', ') }] : []),
  ];
}

function samplesOf(direct: DirectLook, newest: number | undefined): Judgement['samples'] {
  const { resource } = direct;
  return [
    ...(resource.state === 'ok'
      ? [
          {
            key: 'latency',
            label: 'Time to answer /metrics/resource',
            value: resource.durationMs / 1000,
            unit: 'seconds',
            atMs: resource.atMs,
          },
        ]
      : []),
    ...(newest === undefined
      ? []
      : [{ key: 'freshness', label: 'Age of the newest value', value: newest, unit: 'seconds', atMs: resource.atMs }]),
    ...(resource.state === 'ok' && resource.value.nodeMemoryBytes !== undefined
      ? [{ key: 'memory', label: 'Memory of the node', value: resource.value.nodeMemoryBytes, unit: 'bytes', atMs: resource.atMs }]
      : []),
  ];
}

function containersHop(direct: DirectLook, age: { newest: number; oldest: number } | undefined): Judgement['hops'][number] {
  const base = { from: 'containers', to: 'kubelet', evidence: direct.resource.evidence };
  if (direct.resource.state !== 'ok') return { ...base, health: 'unknown', because: `cannot be seen: ${direct.resource.because}` };
  if (direct.resource.value.scrapeError) return { ...base, health: 'broken', because: 'resource_scrape_error is 1' };
  if (age && age.newest > VALUE_OLD_SECONDS)
    return { ...base, health: 'degraded', because: `newest value is ${age.newest.toFixed(0)} s old`, ageSeconds: age.newest };
  return { ...base, health: 'ok', ageSeconds: age?.oldest };
}
