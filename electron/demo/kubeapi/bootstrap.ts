import { createHash } from 'node:crypto';
import type { NewKubeObject, ObjectStore } from '../objects';
import { READER } from './authentication';
import { LOCAL_GROUP_VERSIONS } from './resources';

const RBAC = 'rbac.authorization.k8s.io';
const EVERYBODY = [group('system:authenticated')];
const PUBLIC_PATHS = ['/healthz', '/livez', '/readyz', '/version', '/version/'];
const DISCOVERY_PATHS = [
  '/api',
  '/api/*',
  '/apis',
  '/apis/*',
  '/healthz',
  '/livez',
  '/openapi',
  '/openapi/*',
  '/readyz',
  '/version',
  '/version/',
];

interface Grant {
  readonly name: string;
  readonly rules: readonly Readonly<Record<string, readonly string[]>>[];
  readonly subjects: readonly Readonly<Record<string, string>>[];
}

const READ = ['get', 'list', 'watch'];
const READ_RESOURCES = [
  ...['configmaps', 'endpoints', 'events', 'limitranges', 'namespaces', 'nodes', 'persistentvolumeclaims', 'pods', 'serviceaccounts'],
  ...['services', 'controllerrevisions', 'daemonsets', 'deployments', 'replicasets', 'statefulsets', 'cronjobs', 'jobs'],
  ...['apiservices', 'clusterrolebindings', 'clusterroles', 'rolebindings', 'roles', 'customresourcedefinitions', 'endpointslices'],
  ...['horizontalpodautoscalers', 'leases', 'podmonitors', 'prometheuses', 'scaledobjects', 'servicemonitors', 'verticalpodautoscalers'],
];

/** The roles that kube-apiserver makes for itself (plugin/pkg/auth/authorizer/rbac/bootstrappolicy), and the demo's restricted users. */
const GRANTS: readonly Grant[] = [
  {
    name: 'cluster-admin',
    rules: [
      { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
      { nonResourceURLs: ['*'], verbs: ['*'] },
    ],
    subjects: [group('system:masters')],
  },
  {
    name: 'hopscope-reader',
    rules: [
      { apiGroups: ['*'], resources: READ_RESOURCES, verbs: READ },
      { apiGroups: [''], resources: ['nodes/metrics', 'nodes/stats', 'pods/log', 'pods/proxy', 'services/proxy'], verbs: ['get'] },
      { apiGroups: ['metrics.k8s.io', 'custom.metrics.k8s.io', 'external.metrics.k8s.io'], resources: ['*'], verbs: READ },
      { apiGroups: ['authorization.k8s.io'], resources: ['subjectaccessreviews'], verbs: ['create'] },
      // With /demo/faults, by which who uses the demo mends it again.
      { nonResourceURLs: ['*'], verbs: ['*'] },
    ],
    subjects: [{ apiGroup: RBAC, kind: 'User', name: READER.name }],
  },
  {
    name: 'hopscope-viewer',
    rules: [{ apiGroups: [''], resources: ['nodes', 'pods'], verbs: ['get', 'list'] }],
    subjects: [{ kind: 'ServiceAccount', name: 'hopscope-viewer', namespace: 'default' }],
  },
  {
    name: 'system:basic-user',
    rules: [
      { apiGroups: ['authorization.k8s.io'], resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'], verbs: ['create'] },
      { apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'], verbs: ['create'] },
    ],
    subjects: EVERYBODY,
  },
  { name: 'system:discovery', rules: [{ nonResourceURLs: DISCOVERY_PATHS, verbs: ['get'] }], subjects: EVERYBODY },
  {
    name: 'system:public-info-viewer',
    rules: [{ nonResourceURLs: PUBLIC_PATHS, verbs: ['get'] }],
    subjects: [...EVERYBODY, group('system:unauthenticated')],
  },
];

/** Puts what every cluster has from its first second: bootstrap roles, the viewer's account, the built-in APIServices. What is there already stays. */
export function putBootstrapObjects(store: ObjectStore, createdMs: number): void {
  const created = new Date(createdMs).toISOString().replace(/\.\d+Z$/, 'Z');
  for (const grant of GRANTS) putGrant(store, grant, created);
  const account = object('v1', 'ServiceAccount', 'hopscope-viewer', created, 'default');
  putMissing(store, 'serviceaccounts', account);
  for (const local of LOCAL_GROUP_VERSIONS) {
    const { group, ...spec } = local;
    const apiService = object('apiregistration.k8s.io/v1', 'APIService', `${local.version}.${group}`, created);
    const labels = { 'kube-aggregator.kubernetes.io/automanaged': 'onstart' };
    putMissing(store, 'apiservices.apiregistration.k8s.io', {
      ...apiService,
      metadata: { ...apiService.metadata, labels },
      spec: group === '' ? spec : { group, ...spec },
      status: { conditions: [localCondition(created)] },
    });
  }
}

function localCondition(lastTransitionTime: string) {
  return { type: 'Available', status: 'True', lastTransitionTime, reason: 'Local', message: 'Local APIServices are always available' };
}

function putGrant(store: ObjectStore, grant: Grant, created: string): void {
  const labels = grant.name.startsWith('hopscope-') ? undefined : { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
  const role = object(`${RBAC}/v1`, 'ClusterRole', grant.name, created);
  const binding = object(`${RBAC}/v1`, 'ClusterRoleBinding', grant.name, created);
  putMissing(store, `clusterroles.${RBAC}`, { ...role, metadata: { ...role.metadata, labels }, rules: grant.rules });
  putMissing(store, `clusterrolebindings.${RBAC}`, {
    ...binding,
    metadata: { ...binding.metadata, labels },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: grant.name },
    subjects: grant.subjects,
  });
}

function putMissing(store: ObjectStore, resource: string, candidate: NewKubeObject): void {
  if (!store.get(resource, candidate.metadata.namespace, candidate.metadata.name)) store.put(resource, candidate);
}

function group(name: string): Readonly<Record<string, string>> {
  return { apiGroup: RBAC, kind: 'Group', name };
}

function object(apiVersion: string, kind: string, name: string, creationTimestamp: string, namespace?: string): NewKubeObject {
  const uid = stableUid(`${kind}/${namespace ?? ''}/${name}`);
  return { apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }), uid, creationTimestamp } };
}

/** The same UID for the same object in every run. */
function stableUid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
