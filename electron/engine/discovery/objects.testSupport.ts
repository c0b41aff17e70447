import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import {
  type ApiServiceObject,
  type ContainerObject,
  EMPTY_INVENTORY,
  type HpaObject,
  type Inventory,
  type NodeObject,
  type ObjectMeta,
  type OtherObject,
  type PodObject,
  type ServiceObject,
  type WorkloadObject,
} from '../../../shared/model/inventory';
import { isRecord } from './selector';

type Json = Readonly<Record<string, unknown>>;

const FIXTURES = new URL('../../../e2e/fixtures/discovery/', import.meta.url);

/** Text of a file of e2e/fixtures/discovery. */
export function fixture(name: string): string {
  return readFileSync(new URL(name, FIXTURES), 'utf8');
}

/** The Inventory of a file of manifests. Workloads whose pods are not in the file get the pods their replicas ask for. */
export function inventoryOf(name: string): Inventory {
  return inventoryFrom(fixture(name));
}

export function inventoryFrom(text: string): Inventory {
  const objects = parseAllDocuments(text).map((document): unknown => document.toJS());
  const items = objects
    .flatMap((object) => (isRecord(object) && Array.isArray(object['items']) ? object['items'] : [object]))
    .filter(isRecord);
  const of = (kind: string) => items.filter((item) => item['kind'] === kind);
  const nodes = of('Node').map(nodeOf);
  const workloads = (['Deployment', 'DaemonSet', 'StatefulSet'] as const).flatMap((kind) => of(kind).map((item) => workloadOf(item, kind)));
  const given = of('Pod').map(podOf);
  const made = workloads.flatMap((workload) => (given.some((pod) => ownedBy(pod, workload)) ? [] : podsFor(workload, nodes)));
  const inventory: Inventory = {
    ...EMPTY_INVENTORY,
    nodes,
    workloads,
    pods: [...given, ...made],
    services: of('Service').map(serviceOf),
    apiServices: of('APIService').map(apiServiceOf),
    hpas: of('HorizontalPodAutoscaler').map(hpaOf),
    others: othersIn(items),
  };
  return { ...inventory, listed: LISTED.map((resource) => ({ resource, have: 1, state: 'watching' as const, atMs: 1_000 })) };
}

const LISTED = [
  'nodes',
  'pods',
  'services',
  'endpointslices',
  'deployments',
  'daemonsets',
  'statefulsets',
  'apiservices',
  'horizontalpodautoscalers',
];

const CUSTOM: Readonly<Record<string, string>> = {
  Prometheus: 'monitoring.coreos.com/prometheuses',
  PrometheusAgent: 'monitoring.coreos.com/prometheusagents',
  Alertmanager: 'monitoring.coreos.com/alertmanagers',
  ServiceMonitor: 'monitoring.coreos.com/servicemonitors',
  PodMonitor: 'monitoring.coreos.com/podmonitors',
  VerticalPodAutoscaler: 'autoscaling.k8s.io/verticalpodautoscalers',
};

function othersIn(items: readonly Json[]): Inventory['others'] {
  const others: Record<string, OtherObject[]> = {};
  for (const item of items) {
    const resource = CUSTOM[text(item['kind'])];
    if (!resource) continue;
    const list = others[resource] ?? [];
    list.push({ ...metaOf(item), spec: record(item['spec']), status: record(item['status']) });
    others[resource] = list;
  }
  return others;
}

function record(value: unknown): Json {
  return isRecord(value) ? value : {};
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function optional(value: unknown): string | undefined {
  const given = text(value);
  return given === '' ? undefined : given;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(text) : [];
}

function map(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record(value)).map(([key, entry]) => [key, text(entry)]));
}

function metaOf(item: Json): ObjectMeta {
  const meta = record(item['metadata']);
  const owner = list(meta['ownerReferences'])[0];
  return {
    name: text(meta['name']),
    namespace: optional(meta['namespace']),
    uid: text(meta['uid']),
    resourceVersion: text(meta['resourceVersion']),
    createdMs: Date.parse(text(meta['creationTimestamp'])) || 0,
    labels: map(meta['labels']),
    annotations: map(meta['annotations']),
    owner: owner ? { kind: text(owner['kind']), name: text(owner['name']) } : undefined,
  };
}

function conditionsOf(value: unknown): NodeObject['conditions'] {
  return list(value).map((condition) => ({
    type: text(condition['type']),
    status: text(condition['status']),
    reason: optional(condition['reason']),
    message: optional(condition['message']),
  }));
}

function nodeOf(item: Json): NodeObject {
  const status = record(item['status']);
  const info = record(status['nodeInfo']);
  return {
    ...metaOf(item),
    conditions: conditionsOf(status['conditions']),
    addresses: [],
    kubeletPort: number(record(record(status['daemonEndpoints'])['kubeletEndpoint'])['Port']) ?? 0,
    kubeletVersion: text(info['kubeletVersion']),
    containerRuntimeVersion: text(info['containerRuntimeVersion']),
    osImage: text(info['osImage']),
    kernelVersion: text(info['kernelVersion']),
    architecture: text(info['architecture']),
    providerId: optional(record(item['spec'])['providerID']),
    allocatable: {},
    unschedulable: false,
  };
}

function containersOf(spec: Json): readonly ContainerObject[] {
  return list(spec['containers']).map((container) => ({
    name: text(container['name']),
    image: text(container['image']),
    command: texts(container['command']),
    args: texts(container['args']),
    ports: list(container['ports']).map((port) => ({
      name: optional(port['name']),
      containerPort: number(port['containerPort']) ?? 0,
      protocol: optional(port['protocol']) ?? 'TCP',
    })),
    requests: {},
    limits: {},
    probes: ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((name) => {
      const get = record(record(container[name])['httpGet']);
      return get['port'] === undefined
        ? []
        : [{ scheme: optional(get['scheme']) ?? 'HTTP', port: text(get['port']), path: optional(get['path']) ?? '/' }];
    }),
  }));
}

function podOf(item: Json): PodObject {
  const spec = record(item['spec']);
  const status = record(item['status']);
  return {
    ...metaOf(item),
    node: optional(spec['nodeName']),
    phase: optional(status['phase']) ?? 'Running',
    podIp: optional(status['podIP']),
    hostNetwork: spec['hostNetwork'] === true,
    conditions: conditionsOf(status['conditions']),
    containers: containersOf(spec),
    statuses: [],
  };
}

function workloadOf(item: Json, kind: WorkloadObject['kind']): WorkloadObject {
  const spec = record(item['spec']);
  const template = record(spec['template']);
  const meta = record(template['metadata']);
  const podSpec = record(template['spec']);
  return {
    ...metaOf(item),
    kind,
    desired: number(spec['replicas']) ?? 1,
    ready: number(spec['replicas']) ?? 1,
    selector: map(record(spec['selector'])['matchLabels']),
    templateLabels: map(meta['labels']),
    templateAnnotations: map(meta['annotations']),
    containers: containersOf(podSpec),
    hostNetwork: podSpec['hostNetwork'] === true,
  };
}

function ownedBy(pod: PodObject, workload: WorkloadObject): boolean {
  return (
    pod.namespace === workload.namespace && (pod.owner?.name === workload.name || pod.owner?.name.startsWith(`${workload.name}-`) === true)
  );
}

const HASH = '5b8bfffd9c';

function podsFor(workload: WorkloadObject, nodes: readonly NodeObject[]): readonly PodObject[] {
  const names = namesFor(workload, nodes);
  return names.map(({ name, node }) => ({
    name,
    namespace: workload.namespace,
    uid: name,
    resourceVersion: '1',
    createdMs: workload.createdMs,
    labels: { ...workload.templateLabels, ...(workload.kind === 'Deployment' ? { 'pod-template-hash': HASH } : {}) },
    annotations: workload.templateAnnotations,
    owner:
      workload.kind === 'Deployment'
        ? { kind: 'ReplicaSet', name: `${workload.name}-${HASH}` }
        : { kind: workload.kind, name: workload.name },
    node,
    phase: 'Running',
    hostNetwork: workload.hostNetwork,
    conditions: [{ type: 'Ready', status: 'True' }],
    containers: workload.containers,
    statuses: [],
  }));
}

function namesFor(workload: WorkloadObject, nodes: readonly NodeObject[]): readonly { readonly name: string; readonly node?: string }[] {
  if (workload.kind === 'DaemonSet') return nodes.map((node, i) => ({ name: `${workload.name}-${'bcdfg'[i] ?? i}2wmg`, node: node.name }));
  return Array.from({ length: workload.desired }, (_, i) => ({
    name: workload.kind === 'StatefulSet' ? `${workload.name}-${i}` : `${workload.name}-${HASH}-${'bcdfg'[i] ?? i}2wmg`,
    node: nodes[i % Math.max(nodes.length, 1)]?.name,
  }));
}

function serviceOf(item: Json): ServiceObject {
  const spec = record(item['spec']);
  return {
    ...metaOf(item),
    type: optional(spec['type']) ?? 'ClusterIP',
    clusterIp: optional(spec['clusterIP']),
    selector: map(spec['selector']),
    externalName: optional(spec['externalName']),
    ports: list(spec['ports']).map((port) => ({
      name: optional(port['name']),
      port: number(port['port']) ?? 0,
      targetPort: optional(port['targetPort']) ?? text(port['port']),
      protocol: optional(port['protocol']) ?? 'TCP',
      appProtocol: optional(port['appProtocol']),
    })),
  };
}

function apiServiceOf(item: Json): ApiServiceObject {
  const spec = record(item['spec']);
  const service = record(spec['service']);
  return {
    ...metaOf(item),
    group: text(spec['group']),
    version: text(spec['version']),
    service: spec['service']
      ? { namespace: text(service['namespace']), name: text(service['name']), port: number(service['port']) ?? 443 }
      : undefined,
    insecureSkipTlsVerify: spec['insecureSkipTLSVerify'] === true,
    conditions: conditionsOf(record(item['status'])['conditions']),
  };
}

function hpaOf(item: Json): HpaObject {
  const spec = record(item['spec']);
  const target = record(spec['scaleTargetRef']);
  return {
    ...metaOf(item),
    scaleTarget: { kind: text(target['kind']), name: text(target['name']) },
    minReplicas: number(spec['minReplicas']) ?? 1,
    maxReplicas: number(spec['maxReplicas']) ?? 1,
    currentReplicas: 1,
    desiredReplicas: 1,
    metrics: list(spec['metrics']).map((metric) => ({ type: metricType(metric), name: metricName(metric) })),
    conditions: [],
  };
}

function metricType(metric: Json): HpaObject['metrics'][number]['type'] {
  const type = metric['type'];
  return type === 'Resource' || type === 'ContainerResource' || type === 'Pods' || type === 'Object' || type === 'External' ? type : '';
}

function metricName(metric: Json): string {
  const detail = record(metric['resource'] ?? metric['pods'] ?? metric['object'] ?? metric['external']);
  return text(record(detail['metric'])['name'] ?? detail['name']);
}
