import type { AccessNeed } from '../../../shared/model/observation';

/** "get nodes/proxy", "list horizontalpodautoscalers.autoscaling", "get services/proxy in monitoring", "get /metrics". */
export function describeNeed(need: AccessNeed): string {
  if (need.path !== undefined) return `${need.verb} ${need.path}`;
  const named = need.name === undefined ? '' : ` "${need.name}"`;
  const where = need.namespace === undefined ? '' : ` in ${need.namespace}`;
  return `${need.verb} ${resourceOf(need)}${named}${where}`;
}

/** As kubectl auth can-i takes it: "nodes/proxy", "deployments.apps". */
export function resourceOf(need: AccessNeed): string {
  const group = need.group ? `.${need.group}` : '';
  return `${need.resource ?? ''}${group}${need.subresource === undefined ? '' : `/${need.subresource}`}`;
}

/** Same need, same key. */
export function needKey(need: AccessNeed): string {
  return JSON.stringify([need.verb, need.group ?? '', need.resource, need.subresource, need.namespace, need.name, need.path]);
}

/** `spec` of an access review of any kind (authorization.k8s.io/v1). */
export function reviewSpec(need: AccessNeed): Readonly<Record<string, unknown>> {
  const { verb, path } = need;
  if (path !== undefined) return { nonResourceAttributes: { verb, path } };
  const { group, resource, subresource, namespace, name } = need;
  return { resourceAttributes: { verb, group: group ?? '', resource, subresource, namespace, name } };
}

/** The need for everything: what a cluster's administrator is allowed, and two questions settle. */
export const EVERYTHING: readonly AccessNeed[] = [
  { verb: '*', group: '*', resource: '*' },
  { verb: '*', path: '*' },
];

const listed = (group: string, ...resources: readonly string[]): readonly AccessNeed[] =>
  resources.flatMap((resource) => [
    { verb: 'list', group, resource },
    { verb: 'watch', group, resource },
  ]);

/** What is asked before anything is looked at: the lists, the ways to the kubelets, the metrics APIs, the apiserver's own metrics. */
export const BASIC_NEEDS: readonly AccessNeed[] = [
  ...listed('', 'nodes', 'pods', 'services', 'events'),
  ...listed('discovery.k8s.io', 'endpointslices'),
  ...listed('apps', 'deployments', 'daemonsets', 'statefulsets'),
  ...listed('apiregistration.k8s.io', 'apiservices'),
  ...listed('autoscaling', 'horizontalpodautoscalers'),
  { verb: 'list', group: 'coordination.k8s.io', resource: 'leases', namespace: 'kube-node-lease' },
  { verb: 'get', group: '', resource: 'nodes', subresource: 'proxy' },
  { verb: 'get', group: '', resource: 'nodes', subresource: 'metrics' },
  { verb: 'get', group: '', resource: 'nodes', subresource: 'stats' },
  { verb: 'list', group: 'metrics.k8s.io', resource: 'nodes' },
  { verb: 'list', group: 'metrics.k8s.io', resource: 'pods' },
  { verb: 'get', path: '/metrics' },
  { verb: 'get', path: '/readyz' },
];
