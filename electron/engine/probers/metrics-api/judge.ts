import { formatAge } from '../../../../shared/model/format';
import type { Health } from '../../../../shared/model/health';
import type { ApiServiceObject, PodObject } from '../../../../shared/model/inventory';
import type { Evidence } from '../../../../shared/model/observation';
import { middleOf } from '../../../../shared/series/middle';
import { isWhole } from '../listed';
import type { HopJudgement, JudgeContext, Judgement } from '../prober';
import { field, ITEM_NAMES, inFields } from '../showing';
import { type Ages, OLD_SECONDS, servedAges } from './ages';
import { metricsApiSamples } from './charts';
import type { MetricsApiFacts, ServedUsage } from './facts';

/** A new node or pod needs two scrapes (metrics-server pkg/storage): until then its absence proves nothing. */
const YOUNG_MS = 120_000;
/** Names listed in a fact. */
const SHOWN = 10;

type Verdict = { readonly health: Health; readonly because?: string };

export function judgeMetricsApi(facts: MetricsApiFacts, context: JudgeContext): Judgement {
  const expected = expectedNodes(context);
  const ages = servedAges(facts, context);
  const missing = facts.nodes.state === 'ok' ? missingNodes(facts.nodes.value, expected) : [];
  const verdict = judgeReading(facts, expected, missing, ages);
  const evidence = [...apiServiceProof(context), ...facts.nodes.evidence, ...facts.pods.evidence];
  return {
    ...withReason(verdict, facts, context),
    number: facts.nodes.state === 'ok' ? { value: Math.round(facts.nodes.durationMs), unit: 'ms', label: 'to answer' } : undefined,
    ageSeconds: ages.newest,
    facts: [
      ...(facts.nodes.state === 'ok'
        ? [
            {
              label: 'nodes served',
              value: `${facts.nodes.value.length} of ${expected.length}`,
              evidence: inFields(facts.nodes.evidence[0], ITEM_NAMES),
            },
          ]
        : []),
      ...podFacts(facts, context),
      ...(ages.oldest === undefined
        ? []
        : [
            {
              label: 'oldest value',
              value: `${formatAge(ages.oldest)}, of node ${ages.oldestName}`,
              evidence: timestampProof(facts, ages),
            },
          ]),
      ...(missing.length > 0 ? [{ label: 'nodes not served', value: missing.slice(0, SHOWN).join(', ') }] : []),
    ],
    samples: metricsApiSamples(facts, ages),
    hops: [
      { from: 'metrics-server', to: 'metrics-api', ...judgeApiService(context, facts), evidence },
      ...scrapeHops(facts, expected, missing, ages.newest),
      { from: 'metrics-api', to: 'kubectl-top', ...verdict, ageSeconds: ages.newest, evidence },
    ],
    evidence,
  };
}

/** Where the timestamp of the oldest value stands. */
function timestampProof({ nodes }: MetricsApiFacts, { oldestName }: Ages): Evidence | undefined {
  const place = nodes.state === 'ok' ? nodes.value.findIndex(({ name }) => name === oldestName) : -1;
  return place < 0 ? undefined : inFields(nodes.evidence[0], field('items', place, 'timestamp'));
}

/** An answer such as "503: service unavailable" says less than the registration does. */
function withReason(verdict: Verdict, facts: MetricsApiFacts, context: JudgeContext): Verdict {
  const registration = judgeApiService(context, facts);
  const isBehind = facts.nodes.state === 'unreachable' && registration.health === 'broken';
  return isBehind ? { health: verdict.health, because: registration.because } : verdict;
}

/** Nodes that should be served by now: all but new ones. One that is not Ready is missed as well; its kubelet says why. */
function expectedNodes({ inventory, nowMs, clockOffsetMs }: JudgeContext): readonly string[] {
  return inventory.nodes.filter((node) => nowMs + clockOffsetMs - node.createdMs > YOUNG_MS).map((node) => node.name);
}

function missingNodes(served: readonly ServedUsage[], expected: readonly string[]): string[] {
  const names = new Set(served.map((each) => each.name));
  return expected.filter((name) => !names.has(name));
}

/** Pods that run, are not new and are not served: metrics-server drops a pod with a container whose CPU or memory is 0. */
function podFacts({ pods }: MetricsApiFacts, { inventory, nowMs, clockOffsetMs }: JudgeContext): Judgement['facts'] {
  if (pods.state !== 'ok') return [];
  const served = new Set(pods.value.map((each) => `${each.namespace}/${each.name}`));
  if (!isWhole(inventory, 'pods'))
    return [{ label: 'pods served', value: `${pods.value.length}`, evidence: inFields(pods.evidence[0], ITEM_NAMES) }];
  const running = inventory.pods.filter((pod) => pod.phase === 'Running');
  const isOld = (pod: PodObject) => nowMs + clockOffsetMs - (pod.startMs ?? pod.createdMs) > YOUNG_MS;
  const missing = running.filter((pod) => isOld(pod) && !served.has(`${pod.namespace}/${pod.name}`));
  const more = missing.length > SHOWN ? ` and ${missing.length - SHOWN} more` : '';
  const names = missing.slice(0, SHOWN).map((pod) => `${pod.namespace}/${pod.name}`);
  return [
    { label: 'pods served', value: `${pods.value.length} of ${running.length} running`, evidence: inFields(pods.evidence[0], ITEM_NAMES) },
    ...(missing.length > 0 ? [{ label: 'pods not served', value: `${names.join(', ')}${more}`, evidence: pods.evidence[0] }] : []),
  ];
}

function judgeReading(facts: MetricsApiFacts, expected: readonly string[], missing: readonly string[], ages: Ages): Verdict {
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
  if (ages.oldest !== undefined && ages.oldest > OLD_SECONDS)
    return { health: 'degraded', because: `the value of node ${ages.oldestName} is ${formatAge(ages.oldest)} old` };
  if (pods.state !== 'ok') return { health: pods.state === 'denied' ? 'denied' : 'degraded', because: `pods: ${pods.because}` };
  if (pods.value.length === 0 && nodes.value.length > 0) return { health: 'degraded', because: 'serves nodes, and no pod at all' };
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

/**
 * kubelet -> metrics-server, seen from its result: which nodes' values came through, how old. While this API
 * does not answer, metrics-server's own readiness tells (metrics-server/judge.ts).
 */
function scrapeHops(
  facts: MetricsApiFacts,
  expected: readonly string[],
  missing: readonly string[],
  newest: number | undefined,
): HopJudgement[] {
  if (facts.nodes.state !== 'ok') return [];
  const base = { from: 'kubelet', to: 'metrics-server', evidence: facts.nodes.evidence };
  const counts = {
    expected: expected.length,
    missed: missing.length,
    periodSeconds: middleOf(facts.nodes.value.map((each) => each.windowSeconds)),
    ageSeconds: newest,
  };
  if (expected.length > 0 && missing.length === expected.length)
    return [{ ...base, ...counts, health: 'broken', because: `no value of any of ${expected.length} nodes` }];
  if (missing.length > 0) return [{ ...base, ...counts, health: 'degraded', because: `no value of ${missing.slice(0, 3).join(', ')}` }];
  return [{ ...base, ...counts, health: 'ok' }];
}
