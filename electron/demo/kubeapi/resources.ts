import type { ObjectStore } from '../objects';

/** The resources that the demo's apiserver knows, with what discovery says of them. */
export interface ApiResource {
  readonly group: string;
  readonly version: string;
  /** Plural: "pods". */
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly subresources: readonly string[];
  /** `objects`: kept in the store. `review`: only POST, stores nothing. */
  readonly serves: 'objects' | 'review';
}

type Detail = Partial<Pick<ApiResource, 'shortNames' | 'categories' | 'subresources' | 'serves'>>;

const CLUSTER = false;
const NAMESPACED = true;
const STATUS = ['status'] as const;
const SCALED = ['scale', 'status'] as const;
const ALL = ['all'] as const;

function rows(group: string, version: string, entries: readonly (readonly [string, string, boolean, Detail?])[]): readonly ApiResource[] {
  return entries.map(([name, kind, namespaced, detail]) => ({
    group,
    version,
    name,
    kind,
    namespaced,
    shortNames: detail?.shortNames ?? [],
    categories: detail?.categories ?? [],
    subresources: detail?.subresources ?? [],
    serves: detail?.serves ?? 'objects',
  }));
}

const CORE: readonly (readonly [string, string, boolean, Detail?])[] = [
  ['configmaps', 'ConfigMap', NAMESPACED, { shortNames: ['cm'] }],
  ['endpoints', 'Endpoints', NAMESPACED, { shortNames: ['ep'] }],
  ['events', 'Event', NAMESPACED, { shortNames: ['ev'] }],
  ['limitranges', 'LimitRange', NAMESPACED, { shortNames: ['limits'] }],
  ['namespaces', 'Namespace', CLUSTER, { shortNames: ['ns'], subresources: STATUS }],
  ['nodes', 'Node', CLUSTER, { shortNames: ['no'], subresources: ['proxy', 'status'] }],
  ['persistentvolumeclaims', 'PersistentVolumeClaim', NAMESPACED, { shortNames: ['pvc'], subresources: STATUS }],
  ['persistentvolumes', 'PersistentVolume', CLUSTER, { shortNames: ['pv'], subresources: STATUS }],
  ['pods', 'Pod', NAMESPACED, { shortNames: ['po'], categories: ALL, subresources: ['proxy', 'status'] }],
  ['replicationcontrollers', 'ReplicationController', NAMESPACED, { shortNames: ['rc'], categories: ALL, subresources: STATUS }],
  ['resourcequotas', 'ResourceQuota', NAMESPACED, { shortNames: ['quota'], subresources: STATUS }],
  ['secrets', 'Secret', NAMESPACED],
  ['serviceaccounts', 'ServiceAccount', NAMESPACED, { shortNames: ['sa'] }],
  ['services', 'Service', NAMESPACED, { shortNames: ['svc'], categories: ALL, subresources: ['proxy', 'status'] }],
];

const REVIEW: Detail = { serves: 'review' };

/** In the order in which /apis names the groups (recorded: fixtures/cluster/healthy/apis.json). */
export const RESOURCES: readonly ApiResource[] = [
  ...rows('', 'v1', CORE),
  ...rows('apiregistration.k8s.io', 'v1', [
    ['apiservices', 'APIService', CLUSTER, { categories: ['api-extensions'], subresources: STATUS }],
  ]),
  ...rows('apps', 'v1', [
    ['controllerrevisions', 'ControllerRevision', NAMESPACED],
    ['daemonsets', 'DaemonSet', NAMESPACED, { shortNames: ['ds'], categories: ALL, subresources: STATUS }],
    ['deployments', 'Deployment', NAMESPACED, { shortNames: ['deploy'], categories: ALL, subresources: SCALED }],
    ['replicasets', 'ReplicaSet', NAMESPACED, { shortNames: ['rs'], categories: ALL, subresources: SCALED }],
    ['statefulsets', 'StatefulSet', NAMESPACED, { shortNames: ['sts'], categories: ALL, subresources: SCALED }],
  ]),
  ...rows('events.k8s.io', 'v1', [['events', 'Event', NAMESPACED, { shortNames: ['ev'] }]]),
  ...rows('authentication.k8s.io', 'v1', [['selfsubjectreviews', 'SelfSubjectReview', CLUSTER, REVIEW]]),
  ...rows('authorization.k8s.io', 'v1', [
    ['selfsubjectaccessreviews', 'SelfSubjectAccessReview', CLUSTER, REVIEW],
    ['selfsubjectrulesreviews', 'SelfSubjectRulesReview', CLUSTER, REVIEW],
    ['subjectaccessreviews', 'SubjectAccessReview', CLUSTER, REVIEW],
  ]),
  ...rows('autoscaling', 'v2', [
    ['horizontalpodautoscalers', 'HorizontalPodAutoscaler', NAMESPACED, { shortNames: ['hpa'], categories: ALL, subresources: STATUS }],
  ]),
  ...rows('autoscaling', 'v1', [
    ['horizontalpodautoscalers', 'HorizontalPodAutoscaler', NAMESPACED, { shortNames: ['hpa'], categories: ALL, subresources: STATUS }],
  ]),
  ...rows('batch', 'v1', [
    ['cronjobs', 'CronJob', NAMESPACED, { shortNames: ['cj'], categories: ALL, subresources: STATUS }],
    ['jobs', 'Job', NAMESPACED, { categories: ALL, subresources: STATUS }],
  ]),
  ...rows('networking.k8s.io', 'v1', [
    ['ingresses', 'Ingress', NAMESPACED, { shortNames: ['ing'], subresources: STATUS }],
    ['networkpolicies', 'NetworkPolicy', NAMESPACED, { shortNames: ['netpol'] }],
  ]),
  ...rows('policy', 'v1', [['poddisruptionbudgets', 'PodDisruptionBudget', NAMESPACED, { shortNames: ['pdb'], subresources: STATUS }]]),
  ...rows('rbac.authorization.k8s.io', 'v1', [
    ['clusterrolebindings', 'ClusterRoleBinding', CLUSTER],
    ['clusterroles', 'ClusterRole', CLUSTER],
    ['rolebindings', 'RoleBinding', NAMESPACED],
    ['roles', 'Role', NAMESPACED],
  ]),
  ...rows('storage.k8s.io', 'v1', [['storageclasses', 'StorageClass', CLUSTER, { shortNames: ['sc'] }]]),
  ...rows('apiextensions.k8s.io', 'v1', [
    [
      'customresourcedefinitions',
      'CustomResourceDefinition',
      CLUSTER,
      { shortNames: ['crd', 'crds'], categories: ['api-extensions'], subresources: STATUS },
    ],
  ]),
  ...rows('coordination.k8s.io', 'v1', [['leases', 'Lease', NAMESPACED]]),
  ...rows('discovery.k8s.io', 'v1', [['endpointslices', 'EndpointSlice', NAMESPACED]]),
];

/** Served while their CustomResourceDefinition is in the store: those of the Prometheus operator. */
const CUSTOM: readonly ApiResource[] = rows('monitoring.coreos.com', 'v1', [
  ['prometheuses', 'Prometheus', NAMESPACED, { shortNames: ['prom'], subresources: SCALED }],
  ['servicemonitors', 'ServiceMonitor', NAMESPACED, { shortNames: ['smon'] }],
]);

/** What this cluster serves by itself: the built-in resources, and those that its CustomResourceDefinitions define. */
export function servedResources(store: Pick<ObjectStore, 'get'>): readonly ApiResource[] {
  const custom = CUSTOM.filter(({ group, name }) =>
    store.get('customresourcedefinitions.apiextensions.k8s.io', undefined, `${name}.${group}`),
  );
  return custom.length === 0 ? RESOURCES : [...RESOURCES, ...custom];
}

export interface LocalGroupVersion {
  readonly group: string;
  readonly version: string;
  readonly groupPriorityMinimum: number;
  readonly versionPriority: number;
}

/** Priorities of the built-in APIServices (kube-apiserver/app/aggregator.go; recorded in apiservices.json). */
export const LOCAL_GROUP_VERSIONS: readonly LocalGroupVersion[] = [
  localGroup('', 'v1', 18_000, 1),
  localGroup('apiextensions.k8s.io', 'v1', 16_700, 15),
  localGroup('apps', 'v1', 17_800, 15),
  localGroup('authentication.k8s.io', 'v1', 17_700, 15),
  localGroup('authorization.k8s.io', 'v1', 17_600, 15),
  localGroup('autoscaling', 'v1', 17_500, 15),
  localGroup('autoscaling', 'v2', 17_500, 30),
  localGroup('batch', 'v1', 17_400, 15),
  localGroup('coordination.k8s.io', 'v1', 16_500, 15),
  localGroup('discovery.k8s.io', 'v1', 16_200, 15),
  localGroup('events.k8s.io', 'v1', 17_750, 15),
  localGroup('networking.k8s.io', 'v1', 17_200, 15),
  localGroup('policy', 'v1', 17_100, 15),
  localGroup('rbac.authorization.k8s.io', 'v1', 17_000, 15),
  localGroup('storage.k8s.io', 'v1', 16_800, 15),
];

function localGroup(group: string, version: string, groupPriorityMinimum: number, versionPriority: number): LocalGroupVersion {
  return { group, version, groupPriorityMinimum, versionPriority };
}

export function findResource(resources: readonly ApiResource[], group: string, version: string, name: string): ApiResource | undefined {
  return resources.find((resource) => resource.group === group && resource.version === version && resource.name === name);
}

/** The groups with their versions as served, preferred version first; "" is the core group. */
export function localVersions(resources: readonly ApiResource[], group: string): readonly string[] {
  return [...new Set(resources.filter((resource) => resource.group === group).map((resource) => resource.version))];
}

export function localGroups(resources: readonly ApiResource[]): readonly string[] {
  return [...new Set(resources.map((resource) => resource.group))].filter((group) => group !== '');
}

/** "apps/v1", "v1". */
export function groupVersion(group: string, version: string): string {
  return group === '' ? version : `${group}/${version}`;
}

/**
 * Under which name the store keeps a resource: "deployments.apps". Events are kept once, as core events; both
 * versions of autoscaling are the same objects.
 */
export function storedAs(resource: Pick<ApiResource, 'group' | 'name'>): string {
  if (resource.group === '' || resource.group === 'events.k8s.io') return resource.name;
  return `${resource.name}.${resource.group}`;
}

const WRITABLE_VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'] as const;

/** The verbs of a real cluster: whoever tries one that changes something gets 405 from the demo. */
export function verbsOf(resource: ApiResource): readonly string[] {
  return resource.serves === 'review' ? ['create'] : WRITABLE_VERBS;
}

/** Verbs, and the kind where it is not the resource's own, of a subresource. */
export function subresourceOf(
  resource: ApiResource,
  name: string,
): { readonly kind: string; readonly group?: string; readonly version?: string; readonly verbs: readonly string[] } {
  if (name === 'scale') return { kind: 'Scale', group: 'autoscaling', version: 'v1', verbs: ['get', 'patch', 'update'] };
  if (name !== 'proxy') return { kind: resource.kind, verbs: ['get', 'patch', 'update'] };
  return { kind: `${resource.kind}ProxyOptions`, verbs: ['create', 'delete', 'get', 'patch', 'update'] };
}
