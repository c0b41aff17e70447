import type { HpaObject } from '../../model/inventory';
import { answerOf, cannotTell, failing, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { hpaName, hpaSubject, inactive, usesResources } from '../select/hpas';

/** A roll-out is over by then, and new pods have their two points. */
const PATIENCE_MS = 5 * 60_000;
const NO_METRICS = /no metrics returned from resource metrics API|did not receive metrics for (any ready|targeted) pods/;

export const hpaNoPodMetrics = defineRule({
  id: 'hpa-no-pod-metrics',
  severity: 'warning',
  says: 'An HPA gets no CPU or memory of its pods, though the Metrics API answers.',
  symptom: 'no metrics returned from resource metrics API; did not receive metrics for targeted pods (pods might be unready)',
  proof: 'condition ScalingActive of the HPA, and since when it says so',
  causedBy: ['pod-dropped-by-metrics-server', 'node-unhealthy', 'kubelet-not-answering'],
  needs: ['hpas', 'time'],
  judge({ hpas, time }) {
    if (!hpas.whole && hpas.items.length === 0) return cannotTell(`the list of HPAs: ${hpas.because ?? 'not listed'}`);
    return answerOf(
      hpas.items.filter(usesResources).map((hpa) => judge(hpa, time)),
      'no HPA scales on CPU or memory',
    );
  },
});

function judge(hpa: HpaObject, { nowMs, clockOffsetMs }: Facts['time']): Verdict {
  const said = inactive(hpa, nowMs);
  if (!said || !NO_METRICS.test(said.message)) return WELL;
  const isNew = said.sinceMs === undefined || nowMs + clockOffsetMs - said.sinceMs < PATIENCE_MS;
  return failing({
    subject: hpaSubject(hpa),
    ...(isNew ? { severity: 'info' as const } : {}),
    title: `HPA ${hpaName(hpa)} has no values of its pods`,
    because: `Its controller says: ${said.message}. ${isNew ? 'That is usual for a minute or two after pods start.' : 'It has said so for more than 5 min, longer than starting pods need.'}`,
    remedy: `Compare kubectl top pods -n ${hpa.namespace} with the pods of ${hpa.scaleTarget.kind} ${hpa.scaleTarget.name}: those that are missing are not Ready, or metrics-server leaves them out.`,
    evidence: [said.evidence],
    sinceMs: said.sinceMs,
  });
}
