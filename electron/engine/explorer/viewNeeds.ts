import type { Discovered, Route } from '../../../shared/model/component';
import type { Inventory } from '../../../shared/model/inventory';
import type { AccessNeed } from '../../../shared/model/observation';
import { BASIC_NEEDS, needKey } from '../cluster/accessNeeds';
import { OPTIONAL_RESOURCES } from '../cluster/watchedResources';

const listed = (group: string, ...resources: readonly string[]): readonly AccessNeed[] =>
  resources.flatMap((resource) => [
    { verb: 'list', group, resource },
    { verb: 'watch', group, resource },
  ]);
const atKubelet = (...subresources: readonly string[]): readonly AccessNeed[] =>
  subresources.map((subresource) => ({ verb: 'get', group: '', resource: 'nodes', subresource }));

/** What a reader of node stats asks: which nodes there are, their Summary API and their metrics. */
export const NODE_STATS_NEEDS: readonly AccessNeed[] = [{ verb: 'list', group: '', resource: 'nodes' }, ...atKubelet('metrics', 'stats')];

/** What scraping kubelets takes: to discover nodes, and their metrics. */
export const SCRAPE_NEEDS: readonly AccessNeed[] = [...listed('', 'nodes'), ...atKubelet('metrics')];

/** The core pipeline alone: nodes, pods, what metrics-server serves, and the kubelets asked directly. */
export const LEAST_VIEW_NEEDS: readonly AccessNeed[] = [
  ...listed('', 'nodes', 'pods'),
  ...listed('apiregistration.k8s.io', 'apiservices'),
  { verb: 'list', group: 'metrics.k8s.io', resource: 'nodes' },
  { verb: 'list', group: 'metrics.k8s.io', resource: 'pods' },
  ...atKubelet('metrics', 'stats'),
];

/** The kubelet's subresources that stand for nodes/proxy when it is asked directly (KubeletFineGrainedAuthz). */
const KUBELET_DIRECTLY = atKubelet('metrics', 'stats', 'healthz', 'configz', 'pods');

const RBAC = 'rbac.authorization.k8s.io';

/**
 * Everything that the program asks of this cluster, but for nodes/proxy: the kubelets' own subresources stand in its place, for
 * direct endpoints. Proxies are named by the namespaces in which something was found.
 */
export function fullViewNeeds({
  discovered,
  inventory,
}: {
  readonly discovered: readonly Discovered[];
  readonly inventory: Pick<Inventory, 'listed'>;
}): readonly AccessNeed[] {
  const needs = [
    ...BASIC_NEEDS.filter(({ subresource }) => subresource !== 'proxy'),
    ...KUBELET_DIRECTLY,
    { verb: 'watch', group: 'coordination.k8s.io', resource: 'leases', namespace: 'kube-node-lease' },
    { verb: 'get', path: '/livez' },
    ...(serves(discovered, 'custom.metrics.k8s.io') ? [{ verb: 'get', group: 'custom.metrics.k8s.io', resource: '*' }] : []),
    ...(serves(discovered, 'external.metrics.k8s.io') ? [{ verb: 'list', group: 'external.metrics.k8s.io', resource: '*' }] : []),
    ...OPTIONAL_RESOURCES.filter(({ group, resource }) => isListed(inventory, group, resource)).flatMap(({ group, resource }) =>
      listed(group, resource),
    ),
    ...['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'].map((resource) => ({ verb: 'list', group: RBAC, resource })),
    { verb: 'create', group: 'authorization.k8s.io', resource: 'subjectaccessreviews' },
    ...discovered.flatMap(({ endpoints }) => endpoints.slice(0, 1).flatMap(({ route }) => proxyNeed(route))),
    ...adapterConfigs(discovered),
  ];
  return [...new Map(needs.map((need) => [needKey(need), need])).values()];
}

/** The logs of what was found: asked for one at a time, when the user wants one. */
export function logNeeds({ discovered }: { readonly discovered: readonly Discovered[] }): readonly AccessNeed[] {
  const namespaces = discovered.flatMap(({ namespace, pods }) => (namespace !== undefined && pods.length > 0 ? [namespace] : []));
  return [...new Set(namespaces)].sort().map((namespace) => ({ verb: 'get', group: '', resource: 'pods', subresource: 'log', namespace }));
}

function proxyNeed(route: Route): readonly AccessNeed[] {
  if (route.via === 'service-proxy')
    return [{ verb: 'get', group: '', resource: 'services', subresource: 'proxy', namespace: route.namespace }];
  if (route.via === 'pod-proxy') return [{ verb: 'get', group: '', resource: 'pods', subresource: 'proxy', namespace: route.namespace }];
  return [];
}

/** "Why is it not there?" reads the rules that the adapter mounts: of its pod, then of the ConfigMap. */
function adapterConfigs(discovered: readonly Discovered[]): readonly AccessNeed[] {
  return discovered.flatMap(({ kind, namespace }) =>
    kind === 'prometheus-adapter' && namespace !== undefined
      ? ['pods', 'configmaps'].map((resource) => ({ verb: 'get', group: '', resource, namespace }))
      : [],
  );
}

function serves(discovered: readonly Discovered[], group: string): boolean {
  return discovered.some((found) => found.serves?.includes(group));
}

function isListed({ listed: lists }: Pick<Inventory, 'listed'>, group: string, resource: string): boolean {
  return lists.some((each) => each.resource === `${group}/${resource}` && each.state !== 'absent');
}
