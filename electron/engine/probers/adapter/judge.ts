import type { Health } from '../../../../shared/model/health';
import { parseCommandLine } from '../../discovery/commandLine';
import { kedaFacts, kedaVerdict } from '../keda/judge';
import type { AskedMetric } from '../metric-apis/facts';
import { type PodsState, podsFact, podsState } from '../podState';
import type { HopJudgement, JudgeContext, Judgement } from '../prober';
import { adapterSamples } from './charts';
import type { AdapterFacts } from './facts';

type Verdict = { readonly health: Health; readonly because?: string };

/** Flags that say where its metrics come from and how long they live (prometheus-adapter cmd/adapter/adapter.go). */
const SHOWN_FLAGS = ['prometheus-url', 'metrics-relist-interval', 'metrics-max-age', 'config'];

export function judgeAdapter(facts: AdapterFacts, context: JudgeContext): Judgement {
  const pods = podsState(context.found, context.inventory, context.nowMs);
  const { flags } = parseCommandLine([], context.found.args);
  const listed = facts.apis.flatMap((api) => (api.listed.state === 'ok' ? [api.listed.value.length] : []));
  const metrics = listed.reduce((sum, count) => sum + count, 0);
  return {
    ...verdictOf(facts, pods, metrics, context),
    version: context.found.version,
    number: listed.length > 0 ? { value: metrics, unit: 'metrics', label: 'metrics listed' } : undefined,
    facts: [
      podsFact(pods),
      { label: 'serves', value: context.found.serves?.join(', ') || 'nothing that is registered' },
      ...SHOWN_FLAGS.flatMap((name) => {
        const value = flags.get(name);
        return value === undefined ? [] : [{ label: `--${name}`, value }];
      }),
      ...readyFacts(facts),
      ...(isKeda(context) ? kedaFacts(context.inventory, context.nowMs) : []),
    ],
    samples: adapterSamples(facts),
    hops: context.found.kind === 'prometheus-adapter' ? [prometheusHop(facts, context, metrics)] : [],
    evidence: [...pods.evidence, ...(facts.readyz?.evidence ?? []), ...facts.apis.flatMap((api) => api.listed.evidence)],
  };
}

function readyFacts({ readyz }: AdapterFacts): Judgement['facts'] {
  if (!readyz) return [];
  const failing = readyz.state === 'ok' ? readyz.value.filter((check) => !check.ok).map((check) => `${check.name} FAILED`) : [];
  const value = readyz.state === 'ok' ? failing.join(', ') || 'ok' : `${readyz.state}: ${readyz.because}`;
  return [{ label: '/readyz', value, evidence: readyz.evidence[0] }];
}

function isKeda({ found }: JudgeContext): boolean {
  return found.flavour === 'keda';
}

function verdictOf(facts: AdapterFacts, pods: PodsState, metrics: number, context: JudgeContext): Verdict {
  const { readyz } = facts;
  if (pods.health === 'broken') return { health: 'broken', because: pods.because };
  const failing = readyz?.state === 'ok' ? readyz.value.filter((check) => !check.ok) : [];
  if (failing.length > 0) return { health: 'broken', because: `/readyz: ${failing.map((check) => check.name).join(', ')} failed` };
  const answered = facts.apis.some((api) => api.listed.state === 'ok');
  // KEDA lists a metric only while a ScaledObject wants one; a prometheus-adapter without any has rules that match nothing.
  if (answered && metrics === 0 && context.found.kind === 'prometheus-adapter')
    return { health: 'degraded', because: 'it lists no metric: no rule matches a series, or it has not reached its Prometheus' };
  const failed = valueFailure(facts);
  if (failed) return { health: 'degraded', because: failed };
  const ofScaledObjects = isKeda(context) ? kedaVerdict(context.inventory) : undefined;
  if (ofScaledObjects) return ofScaledObjects;
  if (pods.health === 'degraded') return { health: 'degraded', because: pods.because };
  if (readyz?.state === 'ok' || answered) return { health: 'ok' };
  return unseen(readyz);
}

function unseen(readyz: AdapterFacts['readyz']): Verdict {
  if (readyz?.state === 'denied') return { health: 'unknown', because: `what it answers cannot be read: ${readyz.because}` };
  if (readyz?.state === 'unreachable' || readyz?.state === 'malformed') return { health: 'broken', because: readyz.because };
  return { health: 'unknown', because: 'neither its readiness nor its APIs have been seen' };
}

function askedOf(facts: AdapterFacts): readonly AskedMetric[] {
  return facts.apis.flatMap((api) => api.asked);
}

/** What it said when asked for a value: a 500 is its Prometheus, an empty list its query, a 404 its rules. */
function valueFailure(facts: AdapterFacts): string | undefined {
  for (const { metric, values } of askedOf(facts)) {
    if (values.state === 'unreachable' || values.state === 'absent' || values.state === 'malformed') return `${metric}: ${values.because}`;
    if (values.state === 'ok' && values.value === 0) return `${metric}: its query gives no result`;
  }
  return undefined;
}

/** prometheus -> adapter, seen from what the adapter can serve. */
function prometheusHop(facts: AdapterFacts, context: JudgeContext, metrics: number): HopJudgement {
  const asked = askedOf(facts);
  const evidence = [...facts.apis.flatMap((api) => api.listed.evidence), ...asked.flatMap((each) => each.values.evidence)];
  const base = { from: 'prometheus', to: context.found.card, inferred: true, evidence };
  // "unable to fetch metrics": it asked its Prometheus and got nothing. A 503 comes from the kube-apiserver, before it.
  const refused = asked.find((each) => each.values.state === 'unreachable' && each.values.status === 500)?.values;
  if (refused && refused.state !== 'ok') return { ...base, health: 'broken', because: refused.because };
  if (!facts.apis.some((api) => api.listed.state === 'ok'))
    return { ...base, health: 'unknown', because: 'what it gets from its Prometheus cannot be seen' };
  if (metrics === 0)
    return { ...base, health: 'degraded', because: 'no metric came out of it: no rule matches, or its Prometheus was never reached' };
  // Listed names may be older than the last time that its Prometheus answered; a value proves that it does now.
  if (asked.some((each) => each.values.state === 'ok')) return { ...base, health: 'ok' };
  return {
    ...base,
    health: 'unknown',
    because: 'it lists metrics; no HPA asks for a value that would show whether its Prometheus answers now',
  };
}
