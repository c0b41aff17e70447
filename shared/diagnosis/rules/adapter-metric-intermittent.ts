import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { answersNow, type WantedMetric, wantedMetrics } from '../select/adapterMetrics';
import { flickerOf, LEAST_ANSWERS } from '../select/comesAndGoes';
import { hpaName, hpaSubject } from '../select/hpas';

type Needed = Pick<Facts, 'components' | 'workloads' | 'pods' | 'time'>;

export const adapterMetricIntermittent = defineRule({
  id: 'adapter-metric-intermittent',
  severity: 'warning',
  says: 'A metric that an HPA wants comes and goes.',
  symptom: 'no metrics returned from custom metrics API, at times',
  proof: 'the answers to the request that the HPA makes, one after the other: the same object with a value, without, and with one again',
  causedBy: ['adapter-source-broken', 'scrape-timeout', 'prometheus-restarted'],
  needs: ['hpas', 'metricApis', 'components', 'workloads', 'pods', 'time'],
  judge(facts) {
    return answerOf(
      wantedMetrics(facts).map((wanted) => judge(wanted, facts)),
      'no HPA wants a custom or external metric',
    );
  },
});

function judge(wanted: WantedMetric, facts: Needed): Verdict {
  const { hpa, metric, group, values } = wanted;
  const answers = answersNow(wanted, facts);
  const flicker = flickerOf(answers, hpa, facts);
  if (!flicker)
    return answers.length < LEAST_ANSWERS
      ? unseen(`${LEAST_ANSWERS} answers of ${group} for ${metric.name} of HPA ${hpaName(hpa)}, of which there are ${answers.length}`)
      : WELL;
  const [first] = flicker.objects;
  const more = flicker.objects.length > 1 ? ` So it is with ${flicker.objects.length - 1} more.` : '';
  return failing({
    subject: hpaSubject(hpa),
    title: `${metric.name} of HPA ${hpaName(hpa)} comes and goes`,
    because: `${group} had a value of ${first} in ${flicker.had} of the last ${flicker.of} answers, with others in between that had none.${more} The HPA takes a missing value for a reason not to scale.`,
    remedy: `Compare the range of the rate in the adapter's metricsQuery with the scrape interval of that target: it should hold four scrapes. Where the whole metric vanishes from the list, set --metrics-max-age to at least --metrics-relist-interval.`,
    evidence: [
      ...(values?.evidence ?? []),
      ...answers
        .slice(-6)
        .map(({ atMs, objects }) => ({ atMs, says: `${first}: ${objects.includes(first ?? '') ? 'a value' : 'no value'}` })),
    ],
  });
}
