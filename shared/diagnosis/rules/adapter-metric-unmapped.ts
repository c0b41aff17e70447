import { workloadOf } from '../../model/objectsOf';
import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { isListed, serversOf, type WantedMetric, wantedMetrics } from '../select/adapterMetrics';
import { hpaName, hpaSubject } from '../select/hpas';

type Needed = Pick<Facts, 'components' | 'workloads'>;

export const adapterMetricUnmapped = defineRule({
  id: 'adapter-metric-unmapped',
  severity: 'error',
  says: "An HPA wants a metric that none of the adapter's rules makes.",
  symptom: 'unable to fetch metrics from custom metrics API: the server could not find the metric M for pods',
  proof: "the API's own list of metrics, and its 404 to the request that the HPA makes",
  causedBy: ['adapter-source-broken', 'component-not-running', 'external-api-owned-elsewhere'],
  needs: ['hpas', 'metricApis', 'components', 'workloads'],
  judge(facts) {
    return answerOf(
      wantedMetrics(facts).map((wanted) => judge(wanted, facts)),
      'no HPA wants a custom or external metric',
    );
  },
});

function judge(wanted: WantedMetric, facts: Needed): Verdict {
  const { hpa, metric, group, listed, values } = wanted;
  if (listed.state !== 'ok') return unseen(`the list of metrics of ${group}: ${listed.because}`);
  if (isListed(wanted, listed.value)) return WELL;
  if (!values) return unseen(`what ${group} answers for ${metric.name} of HPA ${hpaName(hpa)}`);
  if (values.state !== 'absent') return values.state === 'ok' ? WELL : unseen(`${metric.name} of ${group}: ${values.because}`);
  // One that began while no Prometheus ran has an empty list, whatever its rules.
  if (listed.value.length === 0 && noPrometheusRuns(facts)) return unseen('a Prometheus that runs: without one the adapter lists nothing');
  const has = listed.value.length === 0 ? 'it lists no metric at all' : `it lists ${listed.value.length} others`;
  const servers = serversOf(group, facts);
  return failing({
    subject: hpaSubject(hpa),
    title: `HPA ${hpaName(hpa)} wants ${metric.name}, and no adapter has it`,
    because: `${group} answers 404 for ${metric.name}; ${has}. A rule of the adapter has to find a series in Prometheus and give it this name.`,
    remedy: `See that Prometheus has the series that ${metric.name} is made of, and that a rule of the adapter's configuration matches it (seriesQuery), maps its labels to a resource (resources) and names it so (name). A new series shows after the adapter's next relist (--metrics-relist-interval, 10 min by default).`,
    evidence: [
      ...values.evidence,
      ...listed.evidence.map((each) => ({ ...each, says: `${listed.value.length} metrics listed, ${metric.name} is not among them` })),
    ],
    standsOn: servers,
  });
}

function noPrometheusRuns(facts: Needed): boolean {
  const ready = facts.components
    .filter(({ kind }) => kind === 'prometheus')
    .map((found) => workloadOf(found, facts.workloads.items)?.ready);
  return ready.length > 0 && ready.every((count) => count === 0);
}
