import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { answersNow, isListed, serversOf, type WantedMetric, wantedMetrics } from '../select/adapterMetrics';
import { flickerOf } from '../select/comesAndGoes';
import { hpaName, hpaSubject } from '../select/hpas';

type Needed = Pick<Facts, 'components' | 'workloads' | 'pods' | 'time'>;

export const adapterQueryEmpty = defineRule({
  id: 'adapter-query-empty',
  severity: 'error',
  says: 'The adapter lists a metric, and its query for it finds nothing.',
  symptom: 'no metrics returned from custom metrics API',
  proof: 'the metric is in the list of its API; the request that the HPA makes is answered with no value',
  causedBy: ['adapter-source-broken', 'metric-dropped-by-relabel', 'scrape-denied', 'scrape-timeout', 'scrape-rejected'],
  needs: ['hpas', 'metricApis', 'components', 'workloads', 'pods', 'time'],
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
  if (!isListed(wanted, listed.value)) return WELL;
  if (!values) return unseen(`what ${group} answers for ${metric.name} of HPA ${hpaName(hpa)}`);
  const isEmpty = (values.state === 'ok' && values.value === 0) || values.state === 'absent';
  // With no pod there is nothing that could have a value.
  if (!isEmpty || hpa.currentReplicas === 0)
    return isEmpty || values.state === 'ok' ? WELL : unseen(`${metric.name} of ${group}: ${values.because}`);
  // It is not empty, it comes and goes: adapter-metric-intermittent says so.
  if (flickerOf(answersNow(wanted, facts), hpa, facts)) return WELL;
  return failing({
    subject: hpaSubject(hpa),
    title: `HPA ${hpaName(hpa)} gets no value for ${metric.name}`,
    because: `${group} lists ${metric.name}, and answers the HPA's request with no value: the query of the adapter's rule finds no series for the pods of ${hpa.scaleTarget.kind} ${hpa.scaleTarget.name}.`,
    remedy: `Take metricsQuery of the adapter's rule for ${metric.name}, put the labels of a pod of ${hpa.scaleTarget.name} in place of <<.LabelMatchers>>, and run it in Prometheus; leave out one matcher after the other until it finds something. A rate window shorter than two scrape intervals finds nothing either.`,
    evidence: [...values.evidence, ...listed.evidence.map((each) => ({ ...each, says: `${metric.name} is listed` }))],
    standsOn: serversOf(group, facts),
  });
}
