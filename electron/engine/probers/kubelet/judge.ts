import { formatAge, formatDuration } from '../../../../shared/model/format';
import type { Health } from '../../../../shared/model/health';
import type { HopJudgement, JudgeContext, Judgement } from '../prober';
import { kubeletSamples, VALUE_OLD_SECONDS } from './charts';
import { judgeNode, type NodeCondition, nodeFacts } from './condition';
import { answerFacts } from './factRows';
import type { DirectLook, KubeletFacts, ValueAge } from './facts';
import type { ServedNode } from './served';

type Verdict = { readonly health: Health; readonly because?: string };

/** metrics-server gives a kubelet 10 s; half of that is slow. */
const SLOW_MS = 5_000;

export function judgeKubelet(facts: KubeletFacts, context: JudgeContext): Judgement {
  const condition = judgeNode(context);
  return facts.direct ? judgeDirect(facts.direct, facts, condition, context) : judgeBulk(facts.served, condition, context);
}

/** Too many to ask: the node's condition and lease, and what the Metrics API has of it. */
function judgeBulk(served: ServedNode | undefined, condition: NodeCondition, context: JudgeContext): Judgement {
  const age = served && Math.max(0, (context.nowMs + context.clockOffsetMs - served.timestampMs) / 1000);
  const through = served ? 'node condition Ready, lease and the Metrics API' : 'node condition Ready and lease';
  return {
    health: condition.health,
    because: condition.because,
    version: condition.node?.kubeletVersion,
    ageSeconds: age,
    facts: [
      { label: 'seen through', value: `${through}; not asked directly in this turn (too many nodes for the request budget)` },
      ...nodeFacts(condition),
    ],
    samples: [],
    hops: served && age !== undefined ? [servedHop(served, age)] : [],
    evidence: condition.evidence.length > 0 ? condition.evidence : [{ atMs: context.nowMs, says: 'no node object' }],
  };
}

function servedHop(served: ServedNode, age: number): HopJudgement {
  const evidence = served.evidence ? [served.evidence] : [];
  const base = { from: 'containers', to: 'kubelet', inferred: true, ageSeconds: age, evidence };
  return { ...base, health: 'ok', because: 'the Metrics API serves what this kubelet read' };
}

function judgeDirect(direct: DirectLook, facts: KubeletFacts, condition: NodeCondition, context: JudgeContext): Judgement {
  const age = valueAge(direct.resource, context);
  const answered = direct.resource.state === 'ok' || direct.healthz.state === 'ok';
  return {
    ...worseOf(judgeAnswers(direct, age?.newest), condition),
    version: condition.node?.kubeletVersion,
    number: { value: answered ? 1 : 0, unit: '', label: 'nodes answered' },
    ageSeconds: age && Math.max(0, age.newest),
    facts: [...answerFacts(direct, age), ...nodeFacts(condition)],
    samples: kubeletSamples(facts, age),
    hops: [containersHop(direct, age)],
    evidence: [...direct.resource.evidence, ...direct.healthz.evidence, ...condition.evidence],
  };
}

function valueAge(resource: DirectLook['resource'], context: JudgeContext): ValueAge | undefined {
  if (resource.state !== 'ok' || resource.value.newestMs === undefined || resource.value.oldestMs === undefined) return undefined;
  const serverNow = resource.atMs + context.clockOffsetMs;
  return { newest: (serverNow - resource.value.newestMs) / 1000, oldest: (serverNow - resource.value.oldestMs) / 1000 };
}

function judgeAnswers(direct: DirectLook, newest: number | undefined): Verdict {
  const { healthz, resource } = direct;
  switch (resource.state) {
    case 'denied':
      return healthz.state === 'ok'
        ? { health: 'degraded', because: `/metrics/resource: ${resource.because}` }
        : { health: 'denied', because: resource.because };
    case 'absent':
      return { health: 'broken', because: `there is no /metrics/resource here (${resource.because})` };
    case 'ok':
      return judgeValues(direct, resource, newest);
    default:
      return { health: 'broken', because: `/metrics/resource: ${resource.because}` };
  }
}

type Answered = Extract<DirectLook['resource'], { readonly state: 'ok' }>;

function judgeValues({ healthz }: DirectLook, { value, durationMs }: Answered, newest: number | undefined): Verdict {
  if (value.scrapeError) return { health: 'broken', because: 'resource_scrape_error is 1: it cannot read its own stats' };
  if (healthz.state === 'unreachable') return { health: 'degraded', because: `/healthz: ${healthz.because}` };
  // metrics-server takes 0 for missing (pkg/scraper/client/resource/decode.go).
  if (!value.nodeCpuSeconds || !value.nodeMemoryBytes)
    return { health: 'degraded', because: '/metrics/resource has no CPU or memory of the node, or 0: metrics-server drops such a node' };
  if (newest !== undefined && newest > VALUE_OLD_SECONDS)
    return { health: 'degraded', because: `its newest value is ${formatAge(newest)} old` };
  if (newest !== undefined && newest < -VALUE_OLD_SECONDS)
    return { health: 'degraded', because: `its values are ${formatAge(-newest)} in the future: the node's clock is ahead` };
  if (durationMs > SLOW_MS) return { health: 'degraded', because: `/metrics/resource took ${formatDuration(durationMs / 1000)}` };
  if (value.zeroed.length > 0)
    return { health: 'degraded', because: `CPU or memory is 0 for ${value.zeroed[0]}: metrics-server drops such a pod` };
  return { health: 'ok' };
}

/** What we saw ourselves outranks the node's condition, unless the condition is worse. */
function worseOf(own: Verdict, { health, because }: NodeCondition): Verdict {
  const condition = { health, because };
  if (health === 'broken') return own.health === 'broken' ? own : condition;
  return own.health === 'ok' && health === 'degraded' ? condition : own;
}

function containersHop({ resource }: DirectLook, age: ValueAge | undefined): HopJudgement {
  const base = { from: 'containers', to: 'kubelet', evidence: resource.evidence };
  if (resource.state !== 'ok') return { ...base, health: 'unknown', because: `cannot be seen: ${resource.because}` };
  if (resource.value.scrapeError) return { ...base, health: 'broken', because: 'resource_scrape_error is 1' };
  if (resource.value.containers === 0 && resource.value.nodeCpuSeconds === undefined)
    return { ...base, health: 'broken', because: '/metrics/resource has no values' };
  const ageSeconds = age && Math.max(0, age.oldest);
  if (age && age.newest > VALUE_OLD_SECONDS)
    return { ...base, health: 'degraded', because: `its newest value is ${formatAge(age.newest)} old`, ageSeconds };
  return { ...base, health: 'ok', ageSeconds };
}
