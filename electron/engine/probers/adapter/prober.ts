import type { Health } from '../../../../shared/model/health';
import type { Observation } from '../../../../shared/model/observation';
import { parseCommandLine } from '../../discovery/commandLine';
import { type Checks, readChecks } from '../kube-apiserver/checks';
import { isMetricApiFacts, type MetricApiFacts } from '../metric-apis/facts';
import { type PodsState, podsState } from '../podState';
import { defineProber, type HopJudgement, type JudgeContext, type Judgement, type Looker } from '../prober';
import { requestTo } from '../requestTo';

interface AdapterFacts {
  readonly of: 'adapter';
  readonly readyz?: Observation<Checks>;
  /** The last looks at the APIs it serves. */
  readonly apis: readonly MetricApiFacts[];
}

/** prometheus-adapter, KEDA and other servers of custom and external metrics: ready, and what the APIs that they serve list. */
export const adapterProber = defineProber<AdapterFacts>({
  name: 'adapter',
  kinds: ['prometheus-adapter', 'external-adapter'],
  periodMs: 15_000,
  buildsOn: ['custom-metrics-api', 'external-metrics-api'],
  requests: [
    {
      request: 'GET /readyz?verbose (service proxy)',
      proves: 'the process is ready; not that its rules match or its Prometheus answers',
      cost: '0.2 KiB',
    },
  ],
  async probe(look, found, signal) {
    const ready = requestTo(found, 'health', '/readyz?verbose');
    return {
      of: 'adapter',
      readyz: ready && (await look.get(ready, readChecks, signal, [500])),
      apis: servedApis(look, found.serves ?? []),
    };
  },
  judge,
});

function servedApis(look: Looker, groups: readonly string[]): MetricApiFacts[] {
  return look.discovered().flatMap((found) => {
    const isServed =
      (found.kind === 'custom-metrics-api' || found.kind === 'external-metrics-api') &&
      found.serves?.some((group) => groups.includes(group));
    const facts = isServed ? look.factsOf(found.id) : undefined;
    return isMetricApiFacts(facts) ? [facts] : [];
  });
}

type Verdict = { readonly health: Health; readonly because?: string };

function judge(facts: AdapterFacts, context: JudgeContext): Judgement {
  const pods = podsState(context.found, context.inventory, context.nowMs);
  const { flags } = parseCommandLine([], context.found.args);
  const listed = facts.apis.flatMap((api) => (api.listed.state === 'ok' ? [api.listed.value.length] : []));
  const metrics = listed.reduce((sum, count) => sum + count, 0);
  const evidence = [...pods.evidence, ...(facts.readyz?.evidence ?? []), ...facts.apis.flatMap((api) => api.listed.evidence)];
  return {
    ...verdictOf(facts, pods, metrics),
    version: context.found.version,
    number: listed.length > 0 ? { value: metrics, unit: 'metrics', label: 'metrics listed' } : undefined,
    facts: [
      { label: 'pods', value: `${pods.ready} of ${pods.wanted} ready`, evidence: pods.evidence[0] },
      { label: 'serves', value: context.found.serves?.join(', ') ?? 'nothing that is registered' },
      ...['prometheus-url', 'metrics-relist-interval', 'metrics-max-age', 'config'].flatMap((name) => {
        const value = flags.get(name);
        return value === undefined ? [] : [{ label: `--${name}`, value }];
      }),
      ...(facts.readyz
        ? [
            {
              label: '/readyz',
              value: facts.readyz.state === 'ok' ? 'ok' : `${facts.readyz.state}: ${facts.readyz.because}`,
              evidence: facts.readyz.evidence[0],
            },
          ]
        : []),
    ],
    samples: [],
    hops: context.found.kind === 'prometheus-adapter' ? [prometheusHop(facts, context, metrics)] : [],
    evidence,
  };
}

function verdictOf(facts: AdapterFacts, pods: PodsState, metrics: number): Verdict {
  if (pods.health === 'broken') return { health: 'broken', because: pods.because };
  const failing = facts.readyz?.state === 'ok' ? facts.readyz.value.filter((check) => !check.ok) : [];
  if (failing.length > 0) return { health: 'broken', because: `/readyz: ${failing.map((check) => check.name).join(', ')} failed` };
  const answered = facts.apis.filter((api) => api.listed.state === 'ok');
  if (answered.length > 0 && metrics === 0)
    return { health: 'degraded', because: 'it lists no metric: no rule matches a series, or it has not reached its Prometheus' };
  const failed = valueFailure(facts);
  if (failed) return { health: 'degraded', because: failed };
  if (pods.health === 'degraded') return { health: 'degraded', because: pods.because };
  if (facts.readyz?.state === 'ok' || answered.length > 0) return { health: 'ok' };
  if (facts.readyz?.state === 'denied') return { health: 'unknown', because: `what it answers cannot be read: ${facts.readyz.because}` };
  if (facts.readyz && facts.readyz.state !== 'absent') return { health: 'broken', because: facts.readyz.because };
  return { health: 'unknown', because: 'neither its readiness nor its APIs have been seen' };
}

/** What it said when asked for a value: a 500 is its Prometheus, an empty list is its query. */
function valueFailure(facts: AdapterFacts): string | undefined {
  for (const asked of facts.apis.flatMap((api) => api.asked)) {
    if (asked.values.state === 'unreachable') return `${asked.metric}: ${asked.values.because}`;
    if (asked.values.state === 'ok' && asked.values.value === 0) return `${asked.metric}: its query gives no result`;
  }
  return undefined;
}

/** prometheus -> adapter, seen from what the adapter can serve. */
function prometheusHop(facts: AdapterFacts, context: JudgeContext, metrics: number): HopJudgement {
  const evidence = facts.apis.flatMap((api) => api.listed.evidence);
  const base = { from: 'prometheus', to: context.found.card, evidence };
  const refused = facts.apis.flatMap((api) => api.asked).find((asked) => asked.values.state === 'unreachable');
  if (refused && refused.values.state !== 'ok') return { ...base, health: 'broken', because: refused.values.because };
  if (!facts.apis.some((api) => api.listed.state === 'ok'))
    return { ...base, health: 'unknown', because: 'what it gets from its Prometheus cannot be seen' };
  if (metrics === 0)
    return { ...base, health: 'degraded', because: 'no metric came out of it: no rule matches, or its Prometheus was never reached' };
  return { ...base, health: 'ok' };
}
