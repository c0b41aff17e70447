import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import type { Discovered } from '../../../shared/model/component';
import {
  EMPTY_INVENTORY,
  type Inventory,
  type NodeObject,
  type OtherObject,
  type PodObject,
  type WorkloadObject,
} from '../../../shared/model/inventory';
import { stripApiService } from '../cluster/strip/apiService';
import type { Json } from '../cluster/strip/fields';
import { stripHpa } from '../cluster/strip/hpa';
import { stripNode } from '../cluster/strip/node';
import { stripOther } from '../cluster/strip/other';
import { stripPod } from '../cluster/strip/pod';
import { stripEndpointSlice, stripService } from '../cluster/strip/service';
import { SharedValues } from '../cluster/strip/sharedValues';
import { stripWorkload } from '../cluster/strip/workload';
import { isRecord } from './selector';

/** One line for one Discovered: "prometheus = prometheus/monitoring/k8s 2.54.1 service-proxy monitoring k8s http web /prometheus". */
export function line(item: Discovered): string {
  const best = item.endpoints[0];
  const way = best ? [...Object.values(best.route), best.basePath, best.path ?? ''].filter((part) => part !== '') : ['no way in'];
  const flavour = item.flavour ? [`[${item.flavour}]`] : [];
  return [item.card, '=', item.id, ...flavour, ...(item.version ? [item.version] : []), ...way].join(' ');
}

const FIXTURES = new URL('../../../e2e/fixtures/discovery/', import.meta.url);

/** Text of a file of e2e/fixtures/discovery. */
export function fixture(name: string): string {
  return readFileSync(new URL(name, FIXTURES), 'utf8');
}

/** The Inventory of a file of manifests. Workloads whose pods are not in the file get the pods their replicas ask for. */
export function inventoryOf(name: string): Inventory {
  const known = read.get(name) ?? inventoryFrom(fixture(name));
  read.set(name, known);
  return known;
}

const read = new Map<string, Inventory>();

export function inventoryFrom(text: string): Inventory {
  const objects = parseAllDocuments(text).map((document): unknown => document.toJS());
  const items = objects
    .flatMap((object) => (isRecord(object) && Array.isArray(object['items']) ? object['items'] : [object]))
    .filter(isRecord);
  const of = (kind: string) => items.filter((item) => item['kind'] === kind);
  const shared = new SharedValues();
  const nodes = of('Node').map(stripNode);
  const workloads = (['Deployment', 'DaemonSet', 'StatefulSet'] as const).flatMap((kind) =>
    of(kind).map((item) => stripWorkload(item, kind)),
  );
  const given = of('Pod').map((item) => stripPod(item, shared));
  const made = workloads.flatMap((workload) => (given.some((pod) => ownedBy(pod, workload)) ? [] : podsFor(workload, nodes)));
  const inventory: Inventory = {
    ...EMPTY_INVENTORY,
    nodes,
    workloads,
    pods: [...given, ...made],
    endpointSlices: of('EndpointSlice').map(stripEndpointSlice),
    services: of('Service').map(stripService),
    apiServices: of('APIService').map(stripApiService),
    hpas: of('HorizontalPodAutoscaler').map(stripHpa),
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
    const resource = CUSTOM[String(item['kind'])];
    if (!resource) continue;
    const list = others[resource] ?? [];
    list.push(stripOther(item));
    others[resource] = list;
  }
  return others;
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
  // Fargate nodes take no DaemonSets (EKS user guide: considerations for Fargate).
  const places = nodes.filter((node) => node.labels['eks.amazonaws.com/compute-type'] !== 'fargate');
  if (workload.kind === 'DaemonSet') return places.map((node, i) => ({ name: `${workload.name}-${'bcdfg'[i] ?? i}2wmg`, node: node.name }));
  return Array.from({ length: workload.desired }, (_, i) => ({
    name: workload.kind === 'StatefulSet' ? `${workload.name}-${i}` : `${workload.name}-${HASH}-${'bcdfg'[i] ?? i}2wmg`,
    node: nodes[i % Math.max(nodes.length, 1)]?.name,
  }));
}
