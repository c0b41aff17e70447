import type { HpaObject } from '../../model/inventory';
import { answerOf, cannotTell, failing, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { hpaName, hpaSubject, inactive, usesResources } from '../select/hpas';

/** The container is named since Kubernetes 1.26. */
const MISSING = /missing request for (\S+?)(?: in container (\S+) of Pod (\S+))?$/;

export const hpaRequestMissing = defineRule({
  id: 'hpa-request-missing',
  severity: 'error',
  says: 'An HPA wants a share of a request that a container does not make.',
  symptom: 'FailedGetResourceMetric: missing request for cpu in container C of Pod P',
  proof: 'condition ScalingActive of the HPA, and the requests of the containers it names',
  causedBy: [],
  needs: ['hpas', 'time'],
  judge(facts) {
    const { hpas } = facts;
    if (!hpas.whole && hpas.items.length === 0) return cannotTell(`the list of HPAs: ${hpas.because ?? 'not listed'}`);
    return answerOf(
      hpas.items.filter(usesResources).map((hpa) => judgeHpa(hpa, facts)),
      'no HPA scales on CPU or memory',
    );
  },
});

function judgeHpa(hpa: HpaObject, { time }: Pick<Facts, 'time'>): Verdict {
  const said = inactive(hpa, time.nowMs);
  const [whole, resource, container, pod] = (said && MISSING.exec(said.message)) ?? [];
  if (!said || whole === undefined || resource === undefined) return WELL;
  const where = container === undefined ? 'a container of its pods' : `container ${container} of pod ${pod}`;
  const target = `${hpa.scaleTarget.kind} ${hpa.namespace}/${hpa.scaleTarget.name}`;
  return failing({
    subject: hpaSubject(hpa),
    title: `HPA ${hpaName(hpa)} cannot scale: no ${resource} request`,
    because: `It aims at a percentage of the ${resource} request, and ${where} requests none: there is nothing to take the percentage of.`,
    remedy: `Give ${container === undefined ? 'every container' : `container ${container}`} of ${target} a ${resource} request (sidecars too), or use a ContainerResource metric for the container that matters, or an AverageValue as target.`,
    evidence: [said.evidence],
    sinceMs: said.sinceMs,
  });
}
