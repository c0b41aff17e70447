import type { Discovered } from '../../model/component';
import type { ApiServiceObject, Condition } from '../../model/inventory';
import { podsOf } from '../../model/objectsOf';
import { answerOf, cannotTell, failing, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { conditionOf, conditionProof, sayCondition } from '../select/conditions';
import { nodesOfPods } from '../select/nodes';
import { workloadSubject } from '../select/workloads';

const GROUPS = new Set(['metrics.k8s.io', 'custom.metrics.k8s.io', 'external.metrics.k8s.io']);

type Needed = Pick<Facts, 'apiServices' | 'components' | 'pods' | 'services' | 'time'>;

export const metricsApiUnavailable = defineRule({
  id: 'metrics-api-unavailable',
  severity: 'error',
  says: 'A metrics API is registered, and the kube-apiserver cannot reach what serves it.',
  symptom: 'Error from server (ServiceUnavailable): the server is currently unable to handle the request (get nodes.metrics.k8s.io)',
  proof: 'condition Available of the APIService',
  causedBy: [
    'component-not-running',
    'metrics-server-no-data',
    'kubelet-cert-untrusted',
    'kubelet-access-denied',
    'kubelet-not-answering',
    'node-unhealthy',
    'front-proxy-ca-untrusted',
  ],
  needs: ['apiServices', 'components', 'pods', 'services', 'time'],
  judge(facts) {
    const { apiServices } = facts;
    const registered = apiServices.items.filter(({ group, service }) => GROUPS.has(group) && service !== undefined);
    if (registered.length === 0 && !apiServices.whole) return cannotTell(`the list of APIServices: ${apiServices.because ?? 'not listed'}`);
    return answerOf(
      registered.map((api) => judgeApi(api, facts)),
      'no metrics API is registered',
    );
  },
});

function judgeApi(api: ApiServiceObject, facts: Needed): Verdict {
  const available = conditionOf(api.conditions, 'Available');
  if (available === undefined || available.status === 'True') return WELL;
  const servers = facts.components.filter(({ serves, kind }) => serves?.includes(api.group) === true && !isApi(kind));
  const service = api.service ? `${api.service.namespace}/${api.service.name}` : '';
  return failing({
    subject: `APIService/${api.name}`,
    title: `${api.group} is not available`,
    because: `APIService ${api.name} leads to Service ${service}, and the kube-apiserver says: ${sayCondition(available)}. Every request to it is answered with 503.`,
    remedy: remedyFor(available, service, api, facts),
    evidence: [conditionProof(`APIService ${api.name}`, available, facts.time.nowMs)],
    sinceMs: available.sinceMs,
    standsOn: [...servers.map(workloadSubject), ...servers.flatMap((each) => nodesOfPods(podsOf(each, facts.pods.items)))],
  });
}

function isApi(kind: Discovered['kind']): boolean {
  return kind === 'metrics-api' || kind === 'custom-metrics-api' || kind === 'external-metrics-api';
}

function remedyFor({ reason, message = '' }: Condition, service: string, { service: to }: ApiServiceObject, { services }: Needed): string {
  const exists = services.items.some(({ namespace, name }) => namespace === to?.namespace && name === to?.name);
  if (reason === 'ServiceNotFound' || (!exists && services.whole))
    return `Service ${service} does not exist: install what serves the API again, or delete the APIService if nothing should.`;
  if (reason === 'MissingEndpoints' || reason === 'EndpointsNotFound')
    return `Service ${service} has no ready pod behind it: look at why its pods are not ready (kubectl get pods -n ${to?.namespace}).`;
  if (/Forbidden|Proxy/i.test(message))
    return "A proxy answers in its place: put the cluster's service and pod networks into NO_PROXY of the kube-apiserver.";
  if (/deadline exceeded|timeout|no route to host|connection refused/i.test(message))
    return `The pods are there and the kube-apiserver does not get through to them: allow it (firewall, security group, NetworkPolicy) to reach the pods of Service ${service} on their target port. hostNetwork is the last resort.`;
  return `Look at the pods behind Service ${service} and at the message above.`;
}
