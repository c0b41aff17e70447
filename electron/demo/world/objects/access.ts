import type { NewKubeObject } from '../../objects';
import type { World } from '../world';
import { metaOf } from './meta';

type Rule = Readonly<Record<string, readonly string[]>>;
type Subject = Readonly<Record<string, string>>;
export interface Stored {
  readonly resource: string;
  readonly object: NewKubeObject;
}

const RBAC = 'rbac.authorization.k8s.io';
const READ = ['get', 'list', 'watch'];
const account = (namespace: string, name: string): Subject => ({ kind: 'ServiceAccount', name, namespace });
const rule = (apiGroups: readonly string[], resources: readonly string[], verbs: readonly string[]): Rule => ({
  apiGroups,
  resources,
  verbs,
});

const METRICS_SERVER = account('kube-system', 'metrics-server');
const PROMETHEUS = account('monitoring', 'prometheus');
const ADAPTER = account('monitoring', 'prometheus-adapter');
const HPA_CONTROLLER = account('kube-system', 'horizontal-pod-autoscaler');

/** Service accounts that workloads and controllers of the demo run as, by namespace. */
const ACCOUNTS: readonly (readonly [string, string])[] = [
  ['default', 'default'],
  ['default', 'hopscope-viewer'],
  ['demo', 'default'],
  ['kube-system', 'coredns'],
  ['kube-system', 'default'],
  ['kube-system', 'horizontal-pod-autoscaler'],
  ['kube-system', 'kube-proxy'],
  ['kube-system', 'kube-state-metrics'],
  ['kube-system', 'metrics-server'],
  ['monitoring', 'default'],
  ['monitoring', 'prometheus'],
  ['monitoring', 'prometheus-adapter'],
];

/** What kube-state-metrics is granted, without what the World takes away (examples/standard/cluster-role.yaml). */
function ksmRules(forbidden: readonly string[]): readonly Rule[] {
  const core = ['configmaps', 'secrets', 'nodes', 'pods', 'services', 'serviceaccounts', 'resourcequotas', 'replicationcontrollers'];
  const groups: readonly (readonly [string, readonly string[]])[] = [
    ['', [...core, 'limitranges', 'persistentvolumeclaims', 'persistentvolumes', 'namespaces', 'endpoints']],
    ['apps', ['statefulsets', 'daemonsets', 'deployments', 'replicasets']],
    ['batch', ['cronjobs', 'jobs']],
    ['autoscaling', ['horizontalpodautoscalers']],
    ['policy', ['poddisruptionbudgets']],
    ['certificates.k8s.io', ['certificatesigningrequests']],
    ['discovery.k8s.io', ['endpointslices']],
    ['storage.k8s.io', ['storageclasses', 'volumeattachments']],
    ['admissionregistration.k8s.io', ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations']],
    ['networking.k8s.io', ['networkpolicies', 'ingressclasses', 'ingresses']],
    ['coordination.k8s.io', ['leases']],
    [RBAC, ['clusterrolebindings', 'clusterroles', 'rolebindings', 'roles']],
  ];
  const listed = groups.map(([group, all]) => [group, all.filter((r) => !forbidden.includes(r))] as const);
  return [
    ...listed.filter(([, left]) => left.length > 0).map(([group, left]) => rule([group], left, ['list', 'watch'])),
    rule(['authentication.k8s.io'], ['tokenreviews'], ['create']),
    rule(['authorization.k8s.io'], ['subjectaccessreviews'], ['create']),
  ];
}

function prometheusRules({ mayReadKubelets, mayNotList = [] }: World['prometheus']): readonly Rule[] {
  const core = ['nodes', ...(mayReadKubelets ? ['nodes/metrics'] : []), 'services', 'endpoints', 'pods'];
  const granted = (resources: readonly string[]) => resources.filter((resource) => !mayNotList.includes(resource));
  return [
    rule([''], granted(core), READ),
    rule(['discovery.k8s.io'], granted(['endpointslices']), READ),
    { nonResourceURLs: ['/metrics', '/metrics/cadvisor'], verbs: ['get'] },
  ];
}

interface Role {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly rules: readonly Rule[];
  /** Bound under another name than its own. */
  readonly bindings: readonly { readonly name: string; readonly subject: Subject }[];
}

const aggregateTo = (role: string) => ({ [`rbac.authorization.k8s.io/aggregate-to-${role}`]: 'true' });

function roles(world: World): readonly Role[] {
  const kubelets = world.metricsServer.mayReadKubelets ? [rule([''], ['nodes/metrics'], ['get'])] : [];
  const bound = (name: string, subject: Subject) => [{ name, subject }];
  return [
    {
      name: 'system:aggregated-metrics-reader',
      labels: { ...aggregateTo('admin'), ...aggregateTo('edit'), ...aggregateTo('view') },
      rules: [rule(['metrics.k8s.io'], ['pods', 'nodes'], READ)],
      bindings: [],
    },
    {
      name: 'system:auth-delegator',
      rules: [
        rule(['authentication.k8s.io'], ['tokenreviews'], ['create']),
        rule(['authorization.k8s.io'], ['subjectaccessreviews'], ['create']),
      ],
      bindings: [
        { name: 'metrics-server:system:auth-delegator', subject: METRICS_SERVER },
        { name: 'custom-metrics:system:auth-delegator', subject: ADAPTER },
      ],
    },
    {
      name: 'system:metrics-server',
      rules: [...kubelets, rule([''], ['pods', 'nodes'], READ)],
      bindings: bound('system:metrics-server', METRICS_SERVER),
    },
    {
      name: 'kube-state-metrics',
      rules: ksmRules(world.kubeStateMetrics.forbidden),
      bindings: bound('kube-state-metrics', account('kube-system', 'kube-state-metrics')),
    },
    { name: 'prometheus', rules: prometheusRules(world.prometheus), bindings: bound('prometheus', PROMETHEUS) },
    {
      name: 'prometheus-adapter',
      rules: [rule([''], ['nodes', 'namespaces', 'pods', 'services'], READ)],
      bindings: bound('prometheus-adapter', ADAPTER),
    },
    {
      name: 'custom-metrics-server-resources',
      rules: [rule(['custom.metrics.k8s.io', 'external.metrics.k8s.io'], ['*'], ['*'])],
      bindings: bound('hpa-controller-custom-metrics', HPA_CONTROLLER),
    },
    {
      name: 'system:controller:horizontal-pod-autoscaler',
      rules: [
        rule(['autoscaling'], ['horizontalpodautoscalers'], ['get', 'list', 'watch']),
        rule(['autoscaling'], ['horizontalpodautoscalers/status'], ['update']),
        rule(['*'], ['*/scale'], ['get', 'update']),
        rule([''], ['pods'], ['list']),
        rule(['metrics.k8s.io'], ['pods'], ['list']),
        rule(['custom.metrics.k8s.io'], ['*'], ['get', 'list']),
        rule(['external.metrics.k8s.io'], ['*'], ['get', 'list']),
        rule(['', 'events.k8s.io'], ['events'], ['create', 'patch', 'update']),
      ],
      bindings: bound('system:controller:horizontal-pod-autoscaler', HPA_CONTROLLER),
    },
  ];
}

/** Service accounts, and the roles that the World's components have; the apiserver's own roles come with the apiserver. */
export function accessObjects(world: World, createdMs: number): readonly Stored[] {
  const { seed } = world;
  const accounts = ACCOUNTS.map(([namespace, name]) => ({
    resource: 'serviceaccounts',
    object: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metaOf({ seed, kind: 'ServiceAccount', namespace, name, createdMs }) },
  }));
  const granted = roles(world).flatMap(({ name, labels, rules, bindings }) => [
    {
      resource: `clusterroles.${RBAC}`,
      object: {
        apiVersion: `${RBAC}/v1`,
        kind: 'ClusterRole',
        metadata: metaOf({ seed, kind: 'ClusterRole', name, createdMs }, { labels }),
        rules,
      },
    },
    ...bindings.map((binding) => ({
      resource: `clusterrolebindings.${RBAC}`,
      object: {
        apiVersion: `${RBAC}/v1`,
        kind: 'ClusterRoleBinding',
        metadata: metaOf({ seed, kind: 'ClusterRoleBinding', name: binding.name, createdMs }),
        roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
        subjects: [binding.subject],
      },
    })),
  ]);
  return [...accounts, ...granted];
}
