import type { Health } from '../../../../shared/model/health';
import type { ApiServiceObject, Inventory } from '../../../../shared/model/inventory';
import type { Evidence } from '../../../../shared/model/observation';
import type { HopJudgement, JudgeContext, Judgement } from '../prober';
import type { MetricsApiFacts, ServedUsage } from './facts';

/** Two windows of the default resolution of the binary (60 s) and the time a kubelet may be behind: older than this nobody expects. */
const OLD_SECONDS = 150;
/** A new node or pod needs two scrapes (metrics-server pkg/storage): until then its absence proves nothing. */
const YOUNG_MS = 120_000;

type Verdict = { readonly health: Health; readonly because?: string };

export function judgeMetricsApi(facts: MetricsApiFacts, context: JudgeContext): Judgement {
  const expected = expectedNodes(context);
  const ages = agesSeconds(facts, context);
  const missing = facts.nodes.state === 'ok' ? missingNodes(facts.nodes.value, expected) : [];
  const verdict = judgeReading(facts, expected, missing, ages.newest);
  const pods = facts.pods.state === 'ok' ? facts.pods.value.length : undefined;
  const evidence = [...apiServiceProof(context), ...facts.nodes.evidence, ...facts.pods.evidence];
  return {
    ...verdict,
    number: facts.nodes.state === 'ok' ? { value: Math.round(facts.nodes.durationMs), unit: 'ms', label: 'ms to answer' } : undefined,
    ageSeconds: ages.newest,
    facts: [
      ...(facts.nodes.state === 'ok'
        ? [{ label: 'nodes served', value: `${facts.nodes.value.length} of ${expected.length}`, evidence: facts.nodes.evidence[0] }]
        : []),
      ...(pods === undefined
        ? []
        : [{ label: 'pods served', value: `${pods} of ${runningPods(context.inventory)} running`, evidence: facts.pods.evidence[0] }]),
      ...(ages.oldest === undefined ? [] : [{ label: 'oldest value', value: `${ages.oldest.toFixed(0)} s` }]),
      ...(missing.length > 0 ? [{ label: 'nodes not served', value: missing.slice(0, 10).join(', ') }] : []),
    ],
    samples: [
      ...(facts.nodes.state === 'ok'
        ? [{ key: 'latency', label: 'Time to answer', value: facts.nodes.durationMs / 1000, unit: 'seconds', atMs: facts.nodes.atMs }]
        : []),
      ...(ages.newest === undefined
        ? []
        : [{ key: 'freshness', label: 'Age of the newest value', value: ages.newest, unit: 'seconds', atMs: facts.nodes.atMs }]),
    ],
    hops: [
      { from: 'metrics-server', to: 'metrics-api', ...judgeApiService(context, facts), evidence },
      scrapeHop(facts, expected, missing, ages.newest),
      { from: 'metrics-api', to: 'kubectl-top', ...verdict, ageSeconds: ages.newest, evidence },
    ],
    evidence,
  };
}

/** Nodes that should be served by now: those that are Ready and not new. */
function expectedNodes({ inventory, nowMs }: JudgeContext): readonly string[] {
  return inventory.nodes.filter((node) => nowMs - node.createdMs > YOUNG_MS).map((node) => node.name);
}

function missingNodes(served: readonly ServedUsage[], expected: readonly string[]): string[] {
  const names = new Set(served.map((each) => each.name));
  return expected.filter((name) => !names.has(name));
}

function runningPods(inventory: Inventory): number {
  return inventory.pods.filter((pod) => pod.phase === 'Running').length;
}

function agesSeconds(facts: MetricsApiFacts, context: JudgeContext): { newest?: number; oldest?: number } {
  if (facts.nodes.state !== 'ok' || facts.nodes.value.length === 0) return {};
  const serverNow = context.nowMs + context.clockOffsetMs;
  const ages = facts.nodes.value.map((each) => Math.max(0, (serverNow - each.timestampMs) / 1000));
  return { newest: Math.min(...ages), oldest: Math.max(...ages) };
}

function judgeReading(
  facts: MetricsApiFacts,
  expected: readonly string[],
  missing: readonly string[],
  newest: number | undefined,
): Verdict {
  const { nodes, pods } = facts;
  if (nodes.state === 'denied') return pods.state === 'ok' ? { health: 'ok' } : { health: 'denied', because: nodes.because };
  if (nodes.state === 'absent') return { health: 'broken', because: `the Metrics API is not registered (${nodes.because})` };
  if (nodes.state !== 'ok') return { health: 'broken', because: nodes.because };
  if (nodes.value.length === 0 && expected.length > 0)
    return { health: 'broken', because: `answers, and serves 0 of ${expected.length} nodes` };
  if (missing.length > 0)
    return {
      health: 'degraded',
      because: `serves ${expected.length - missing.length} of ${expected.length} nodes; not ${missing.slice(0, 3).join(', ')}`,
    };
  if (newest !== undefined && newest > OLD_SECONDS)
    return { health: 'degraded', because: `the newest value is ${newest.toFixed(0)} s old` };
  if (pods.state !== 'ok') return { health: pods.state === 'denied' ? 'denied' : 'degraded', because: `pods: ${pods.because}` };
  return { health: 'ok' };
}

function apiServiceOf(context: JudgeContext): ApiServiceObject | undefined {
  return context.inventory.apiServices.find((each) => each.group === 'metrics.k8s.io');
}

function judgeApiService(context: JudgeContext, facts: MetricsApiFacts): Verdict {
  const service = apiServiceOf(context);
  const available = service?.conditions.find((condition) => condition.type === 'Available');
  if (available && available.status !== 'True')
    return { health: 'broken', because: `${available.reason ?? available.status}: ${available.message ?? ''}` };
  if (facts.nodes.state === 'ok') return { health: 'ok' };
  if (facts.nodes.state === 'denied')
    return { health: available?.status === 'True' ? 'ok' : 'unknown', because: available ? undefined : facts.nodes.because };
  return { health: 'broken', because: facts.nodes.because };
}

function apiServiceProof(context: JudgeContext): Evidence[] {
  const available = apiServiceOf(context)?.conditions.find((condition) => condition.type === 'Available');
  if (!available) return [];
  return [
    {
      atMs: context.nowMs,
      says: `APIService v1beta1.metrics.k8s.io: Available=${available.status} ${available.reason ?? ''}: ${available.message ?? ''}`,
    },
  ];
}

/** kubelet -> metrics-server, seen from its result: which nodes' values came through, how old. */
function scrapeHop(
  facts: MetricsApiFacts,
  expected: readonly string[],
  missing: readonly string[],
  newest: number | undefined,
): HopJudgement {
  const base = { from: 'kubelet', to: 'metrics-server', evidence: facts.nodes.evidence };
  if (facts.nodes.state !== 'ok') {
    return {
      ...base,
      health: 'unknown',
      because: 'what metrics-server scraped cannot be seen while the Metrics API does not answer',
      inferred: true,
    };
  }
  const windows = facts.nodes.value.map((each) => each.windowSeconds).sort((a, b) => a - b);
  const counts = {
    expected: expected.length,
    missed: missing.length,
    periodSeconds: windows[Math.floor(windows.length / 2)],
    ageSeconds: newest,
  };
  if (expected.length > 0 && missing.length === expected.length)
    return { ...base, ...counts, health: 'broken', because: 'no node has come through' };
  if (missing.length > 0) return { ...base, ...counts, health: 'degraded', because: `no value of ${missing.slice(0, 3).join(', ')}` };
  return { ...base, ...counts, health: 'ok' };
}
