import type { ApiServiceObject } from '../../model/inventory';
import { answerOf, cannotTell, failing, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { conditionOf, conditionProof, sayCondition } from '../select/conditions';

const GROUPS = /(^|\.)metrics\.k8s\.io$/;

export const frontProxyCaUntrusted = defineRule({
  id: 'front-proxy-ca-untrusted',
  severity: 'error',
  says: 'What serves a metrics API does not believe the kube-apiserver who asks.',
  symptom: 'Unable to authenticate the request due to an error: x509: certificate signed by unknown authority; the APIService says 401',
  proof: 'the 401 that the APIService condition names',
  causedBy: [],
  needs: ['apiServices', 'time'],
  judge({ apiServices, time }) {
    if (!apiServices.whole) return cannotTell(`the list of APIServices: ${apiServices.because ?? 'not listed'}`);
    const served = apiServices.items.filter(({ group, service }) => GROUPS.test(group) && service !== undefined);
    return answerOf(
      served.map((api) => judge(api, time)),
      'no metrics API is registered',
    );
  },
});

function judge(api: ApiServiceObject, { nowMs }: Facts['time']): Verdict {
  const available = conditionOf(api.conditions, 'Available');
  if (available?.status !== 'False' || !/\b401\b|Unauthorized/.test(available.message ?? '')) return WELL;
  const service = `${api.service?.namespace}/${api.service?.name}`;
  return failing({
    subject: `APIService/${api.name}`,
    title: `${service} does not accept the kube-apiserver's identity`,
    because: `The kube-apiserver reaches it and is answered 401: ${sayCondition(available)}. Requests are passed on with the front-proxy certificate, whose authority the server does not know.`,
    remedy:
      'See that the server may read ConfigMap kube-system/extension-apiserver-authentication (RoleBinding to extension-apiserver-authentication-reader), or pass it the front-proxy CA with --requestheader-client-ca-file.',
    evidence: [conditionProof(`APIService ${api.name}`, available, nowMs)],
    sinceMs: available.sinceMs,
  });
}
