import type { Discovered } from '../../../../shared/model/component';
import type { Observation } from '../../../../shared/model/observation';
import { defineProber, type Looker } from '../prober';
import { type AskedMetric, isMetricApiFacts, type MetricApiFacts, pathOfMetric, readListed, readValues, type ValuesAnswer } from './facts';
import { judgeMetricApi } from './judge';

/** Answers remembered of each metric: five minutes of looks. */
const ANSWERS_KEPT = 20;
/** Of more objects than this the first are remembered. */
const OBJECTS_KEPT = 200;
/** Values asked for at each look; HPAs beyond take part in the next ones. */
const ASKED_AT_ONCE = 12;

/** The custom and external metrics APIs: what they list, and a value for each metric that an HPA wants. */
export const metricApisProber = defineProber<MetricApiFacts & { readonly listed: MetricApiFacts['listed'] }>({
  name: 'custom and external metrics APIs',
  kinds: ['custom-metrics-api', 'external-metrics-api'],
  periodMs: 15_000,
  requests: [
    { request: 'GET /apis/custom.metrics.k8s.io/VERSION', proves: 'which metrics are listed', cost: '0.1 KiB a metric' },
    {
      request: 'GET .../namespaces/NS/pods/*/METRIC',
      proves: 'each HPA metric has a value',
      cost: '0.3 KiB an object; each is a PromQL query of the adapter',
    },
  ],
  async probe(look, found, signal) {
    const api = apiOf(found);
    const listed = await look.get({ route: { via: 'aggregated', api }, path: `/apis/${api}` }, readListed, signal);
    const kept = look.factsOf(found.id);
    const before = isMetricApiFacts(kept) ? kept.asked : [];
    const asked = listed.state === 'ok' ? await askValues(look, api, before, signal) : [];
    const named = Object.fromEntries(asked.map((each) => [`${each.hpa} ${each.metric}`, each.values]));
    return { of: 'metric-api', listed, asked, ...named };
  },
  judge: judgeMetricApi,
});

function apiOf(found: Discovered): string {
  const route = found.endpoints[0]?.route;
  return route?.via === 'aggregated' ? route.api : `${found.serves?.[0] ?? found.name}/v1beta1`;
}

async function askValues(look: Looker, api: string, before: readonly AskedMetric[], signal: AbortSignal): Promise<AskedMetric[]> {
  const wanted = look.inventory().hpas.flatMap((hpa) =>
    hpa.metrics.flatMap((metric) => {
      const path = pathOfMetric(api, hpa, metric);
      return path === undefined ? [] : [{ hpa: `${hpa.namespace}/${hpa.name}`, metric: metric.name, path }];
    }),
  );
  const turn = wanted.length <= ASKED_AT_ONCE ? 0 : Math.floor(look.clock.now() / 15_000) * ASKED_AT_ONCE;
  const now = Array.from({ length: Math.min(ASKED_AT_ONCE, wanted.length) }, (_, i) => wanted[(turn + i) % wanted.length]).flatMap(
    (each) => (each ? [each] : []),
  );
  return Promise.all(
    now.map(async ({ hpa, metric, path }) => {
      const answer = await look.get({ route: { via: 'aggregated', api }, path }, readValues, signal);
      const answers = before.find((each) => each.hpa === hpa && each.metric === metric)?.answers ?? [];
      const values = answer.state === 'ok' ? { ...answer, value: answer.value.length } : answer;
      return { hpa, metric, values, answers: [...answers, ...answerIn(answer)].slice(-ANSWERS_KEPT) };
    }),
  );
}

/** A metric that is not there has no values; one that could not be asked for says nothing. */
function answerIn(answer: Observation<readonly string[]>): readonly ValuesAnswer[] {
  if (answer.state === 'absent') return [{ atMs: answer.atMs, objects: [] }];
  return answer.state === 'ok' ? [{ atMs: answer.atMs, objects: answer.value.slice(0, OBJECTS_KEPT) }] : [];
}
