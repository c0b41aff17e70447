import type { HpaObject } from '../../model/inventory';
import { answerOf, cannotTell, failing, unseen, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { hpaName, hpaSubject, inactive, usesResources } from '../select/hpas';
import { METRICS_API } from './metrics-api-absent';

/** No "(get pods.metrics.k8s.io)": the API answered, and something else is wrong. */
const API_FAILED = /unable to fetch metrics from resource metrics API: (.+)$/;

export const hpaMetricUnavailable = defineRule({
  id: 'hpa-metric-unavailable',
  severity: 'error',
  says: 'An HPA gets no CPU or memory, because the Metrics API does not answer.',
  symptom:
    'FailedGetResourceMetric: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)',
  proof: 'condition ScalingActive of the HPA, as its controller last wrote it',
  causedBy: ['metrics-api-absent', 'metrics-api-unavailable'],
  needs: ['hpas', 'apiServices', 'metricsApi', 'time'],
  judge(facts) {
    const { hpas } = facts;
    if (!hpas.whole && hpas.items.length === 0) return cannotTell(`the list of HPAs: ${hpas.because ?? 'not listed'}`);
    return answerOf(
      hpas.items.filter(usesResources).map((hpa) => judgeHpa(hpa, facts)),
      'no HPA scales on CPU or memory',
    );
  },
});

function judgeHpa(hpa: HpaObject, { apiServices, metricsApi, time }: Pick<Facts, 'apiServices' | 'metricsApi' | 'time'>): Verdict {
  const said = inactive(hpa, time.nowMs);
  const why = said && API_FAILED.exec(said.message)?.[1];
  if (!said || why === undefined) return WELL;
  // Written at its last sync; what it says may be over.
  if (metricsApi?.pods.state === 'ok' && metricsApi.pods.value.length > 0)
    return unseen(`the next sync of HPA ${hpaName(hpa)}: it says that the Metrics API failed, which answers now`);
  const registered = apiServices.items.filter(({ group }) => group === 'metrics.k8s.io').map(({ name }) => `APIService/${name}`);
  return failing({
    subject: hpaSubject(hpa),
    title: `HPA ${hpaName(hpa)} cannot scale: no values from the Metrics API`,
    because: `Its controller asked metrics.k8s.io for the pods of ${hpa.scaleTarget.kind} ${hpa.scaleTarget.name} and got: ${why}. It keeps ${hpa.currentReplicas} replicas whatever the load.`,
    remedy: `Nothing is wrong with the HPA: repair the Metrics API (${METRICS_API}). It scales again with its next sync, within 15 s.`,
    evidence: [said.evidence],
    sinceMs: said.sinceMs,
    standsOn: [`APIService/${METRICS_API}`, ...registered],
  });
}
