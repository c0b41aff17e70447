import type { Route } from '../../../shared/model/component';
import type { PortAnswer } from '../cluster/port';

const LOG_IN = 'The credentials were not taken, whatever they may read: log in again, or choose another context or user of the kubeconfig.';
const ENDPOINT =
  'Give this direct URL credentials that it takes (settings, or the file of --endpoints); a kubelet wants a token whose account may get nodes/metrics and nodes/stats.';
const KUBELET =
  'You may ask; the kubelet refuses the kube-apiserver: see that the kubelet trusts its --kubelet-client-certificate, and that the user of that certificate is bound to system:kubelet-api-admin.';
const BEHIND_PROXY =
  'You may ask; what stands behind refuses, since the kube-apiserver passes no credentials on: read it through a Prometheus that scrapes it, or add it as a direct URL with a token.';

/**
 * What to do about 401 and 403, one or two sentences. A right that is missing is only one reason: `grant` says how to get that one.
 * `mayAsk`: the access review had allowed it, so that it was not the kube-apiserver that refused.
 */
export function remedyOfRefusal({ status, route }: Pick<PortAnswer, 'status' | 'route'>, mayAsk: boolean, grant: () => string): string {
  if (route.via === 'direct') return ENDPOINT;
  if (isProxied(route) && mayAsk) return route.via === 'node-proxy' ? KUBELET : BEHIND_PROXY;
  return status === 401 ? LOG_IN : grant();
}

function isProxied({ via }: Route): boolean {
  return via === 'node-proxy' || via === 'service-proxy' || via === 'pod-proxy';
}
