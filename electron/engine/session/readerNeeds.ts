import type { ComponentKind } from '../../../shared/model/component';
import type { AccessNeed } from '../../../shared/model/observation';

/** A permission with what it is needed for. */
export interface NeededAccess {
  readonly need: AccessNeed;
  readonly why: string;
}

const one = (verb: string, group: string, resource: string, why: string): NeededAccess => ({ need: { verb, group, resource }, why });
const listed = (group: string, resources: readonly string[], why: string): readonly NeededAccess[] =>
  resources.flatMap((resource) => [one('list', group, resource, why), one('watch', group, resource, why)]);

/** What a kubelet asks the API server about whoever reads it (docs: kubelet authorization). */
const KUBELET_METRICS: NeededAccess = {
  need: { verb: 'get', group: '', resource: 'nodes', subresource: 'metrics' },
  why: 'the kubelet asks whether its reader may',
};

const FIND_NODES = listed('', ['nodes'], 'to know the nodes');
const FIND_TARGETS = [
  ...listed('', ['pods', 'services'], 'to find its targets'),
  ...listed('discovery.k8s.io', ['endpointslices'], 'to find its targets'),
];

/** An aggregated API server asks back who its callers are and whether they may (system:auth-delegator). */
const DELEGATES: readonly NeededAccess[] = [
  one('create', 'authentication.k8s.io', 'tokenreviews', 'to ask who its callers are'),
  one('create', 'authorization.k8s.io', 'subjectaccessreviews', 'to ask whether its callers may'),
];

const KSM_OBJECTS: readonly NeededAccess[] = [
  ...listed('', ['pods', 'nodes', 'services'], 'to expose their state'),
  ...listed('apps', ['deployments', 'daemonsets', 'statefulsets'], 'to expose their state'),
  ...listed('autoscaling', ['horizontalpodautoscalers'], 'to expose their state'),
];

/** By who reads, then what is read (a card's id without its instance). `*`: every other source of that reader. */
const READS: Partial<Record<ComponentKind, Readonly<Record<string, readonly NeededAccess[]>>>> = {
  'metrics-server': { kubelet: [KUBELET_METRICS, ...FIND_NODES] },
  prometheus: {
    kubelet: [KUBELET_METRICS, ...FIND_NODES],
    cadvisor: [KUBELET_METRICS, ...FIND_NODES],
    'api-objects': [{ need: { verb: 'get', path: '/metrics' }, why: 'to read the metrics of the kube-apiserver' }],
    '*': FIND_TARGETS,
  },
  'kube-state-metrics': { 'api-objects': KSM_OBJECTS },
  'prometheus-adapter': { prometheus: listed('', ['pods', 'namespaces'], 'to match metrics to objects') },
  hpa: {
    'metrics-api': [one('list', 'metrics.k8s.io', 'pods', 'to read CPU and memory of pods')],
    'custom-metrics-api': [one('get', 'custom.metrics.k8s.io', '*', 'to read custom metrics')],
    'external-metrics-api': [one('list', 'external.metrics.k8s.io', '*', 'to read external metrics')],
  },
  vpa: { 'metrics-api': [one('list', 'metrics.k8s.io', 'pods', 'to read CPU and memory of pods')] },
};

/** What a reader of that kind must be allowed for reading from that card. */
export function readerNeeds(reader: ComponentKind, source: string): readonly NeededAccess[] {
  const reads = READS[reader];
  return reads?.[source] ?? reads?.['*'] ?? [];
}

/** What a server of an aggregated API must be allowed for serving it. */
export function serverNeeds(server: ComponentKind, api: string): readonly NeededAccess[] {
  const serves = ['metrics-server', 'prometheus-adapter', 'external-adapter'].includes(server) && api.endsWith('-api');
  return serves ? DELEGATES : [];
}

const WATCHED: Partial<Record<ComponentKind, readonly NeededAccess[]>> = {
  kubelet: listed('', ['nodes'], 'to see its node and conditions'),
  cadvisor: listed('', ['nodes'], 'to see its node'),
  'container-runtime': listed('', ['nodes'], 'to see its name and version'),
  hpa: listed('autoscaling', ['horizontalpodautoscalers'], 'to see targets, values and conditions'),
  'metrics-api': listed('apiregistration.k8s.io', ['apiservices'], 'to see who serves it'),
  'custom-metrics-api': listed('apiregistration.k8s.io', ['apiservices'], 'to see who serves it'),
  'external-metrics-api': listed('apiregistration.k8s.io', ['apiservices'], 'to see who serves it'),
  'kubectl-top': [
    one('list', 'metrics.k8s.io', 'nodes', 'what kubectl top nodes asks'),
    one('list', 'metrics.k8s.io', 'pods', 'what kubectl top pods asks'),
  ],
};

const IN_PODS: readonly NeededAccess[] = [
  ...listed('', ['pods', 'services'], 'to find it and its state'),
  ...listed('discovery.k8s.io', ['endpointslices'], 'to see what stands behind its Service'),
];

/** What you must be allowed for seeing a component of that kind at all, beside asking it. */
export function watcherNeeds(kind: ComponentKind): readonly NeededAccess[] {
  return WATCHED[kind] ?? IN_PODS;
}
