import type { Discovered } from '../../model/component';
import type { HpaObject } from '../../model/inventory';
import { answerOf, cannotTell, failing, notApplicable, unseen, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { type WantedMetric, wantedMetrics } from '../select/adapterMetrics';
import { hpaName, hpaSubject } from '../select/hpas';
import { sayWorkload, workloadSubject } from '../select/workloads';

const GROUP = 'external.metrics.k8s.io';
/** The label that KEDA gives to what it makes of a ScaledObject (keda pkg/scaling/resolver). */
const SCALED_OBJECT = 'scaledobject.keda.sh/name';

export const externalApiOwnedElsewhere = defineRule({
  id: 'external-api-owned-elsewhere',
  severity: 'error',
  says: 'An HPA wants an external metric of one adapter, and the API belongs to another.',
  symptom:
    'the server could not find the requested resource (get M.external.metrics.k8s.io); APIService "v1beta1.external.metrics.k8s.io" exists and cannot be imported',
  proof: 'the Service that the APIService names, what runs behind it, who made the HPA, and that the API has no value for it',
  causedBy: [],
  needs: ['hpas', 'metricApis', 'apiServices', 'components'],
  judge(facts) {
    const wanted = wantedMetrics(facts).filter(({ group }) => group === GROUP);
    if (wanted.length === 0) return notApplicable('no HPA wants an external metric');
    const registration = facts.apiServices.items.find(({ group, service }) => group === GROUP && service);
    if (!registration?.service)
      return facts.apiServices.whole ? notApplicable('nobody has registered external metrics') : cannotTell('the list of APIServices');
    const { namespace, name } = registration.service;
    const owner = facts.components.find(
      ({ kind, serves }) => (kind === 'prometheus-adapter' || kind === 'external-adapter') && serves?.includes(GROUP),
    );
    return answerOf(
      wanted.map((each) => judge(each, owner, `${namespace}/${name}`, facts)),
      '',
    );
  },
});

function judge(wanted: WantedMetric, owner: Discovered | undefined, service: string, facts: Pick<Facts, 'components'>): Verdict {
  const { hpa, metric, values } = wanted;
  if (!values) return unseen(`what ${GROUP} answers for ${metric.name} of HPA ${hpaName(hpa)}`);
  if (values.state === 'ok' && values.value > 0) return WELL;
  if (values.state === 'denied') return unseen(`${metric.name} of ${GROUP}: ${values.because}`);
  if (!owner) return unseen(`what runs behind Service ${service}, which serves ${GROUP}`);
  const scaledObject = scaledObjectOf(hpa);
  const isKeda = owner.flavour === 'keda';
  // KEDA serves the metrics of ScaledObjects and no others; no other adapter serves those.
  if (isKeda === (scaledObject !== undefined)) return WELL;
  const other = facts.components.find(
    ({ kind, flavour, id }) =>
      id !== owner.id && (isKeda ? kind === 'prometheus-adapter' : kind === 'external-adapter' && flavour === 'keda'),
  );
  const runs = other
    ? `${sayWorkload(other)} runs, and is not asked`
    : `no ${isKeda ? 'other adapter' : 'metrics adapter of KEDA'} was found`;
  return failing({
    subject: hpaSubject(hpa),
    title: `HPA ${hpaName(hpa)} wants ${metric.name} of ${isKeda ? 'an adapter that is not asked' : 'KEDA, which is not asked'}`,
    because:
      scaledObject === undefined
        ? `${GROUP} is served by ${sayWorkload(owner)} (Service ${service}), and KEDA has no metrics but those of ScaledObjects; no ScaledObject made this HPA. An API group has one server: ${runs}.`
        : `KEDA made this HPA for ScaledObject ${scaledObject}, and only KEDA has its metrics; ${GROUP} is served by ${sayWorkload(owner)} (Service ${service}). An API group has one server: ${runs}.`,
    remedy:
      scaledObject === undefined
        ? `Choose one server for ${GROUP}: make a ScaledObject with a prometheus trigger for ${hpa.scaleTarget.kind} ${hpa.scaleTarget.name}, or take KEDA's registration away if nothing needs it.`
        : `Choose one server for ${GROUP}: let KEDA register v1beta1.external.metrics.k8s.io and take externalRules out of the other adapter, or scale ${hpa.scaleTarget.kind} ${hpa.scaleTarget.name} by an HPA of your own.`,
    evidence: [
      ...values.evidence,
      { atMs: values.atMs, says: `APIService of ${GROUP}: Service ${service}, behind it ${workloadSubject(owner)}` },
      {
        atMs: values.atMs,
        says: scaledObject === undefined ? 'the HPA has no ScaledObject as its owner' : `the HPA is of ScaledObject ${scaledObject}`,
      },
    ],
  });
}

function scaledObjectOf({ owner, labels }: HpaObject): string | undefined {
  return owner?.kind === 'ScaledObject' ? owner.name : labels[SCALED_OBJECT];
}
