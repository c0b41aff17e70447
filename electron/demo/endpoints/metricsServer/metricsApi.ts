import { parseLabelSelector } from '../../kubeapi/labelSelector';
import { chooseRepresentation, type Representation } from '../../kubeapi/mediaType';
import type { DemoAnswer, DemoRequest } from '../../network';
import type { KubeObject, ObjectStore } from '../../objects';
import { failure, kubeJson } from '../answers';
import { goDuration } from '../goNumber';
import { kubeTime, statusOf } from '../objectFields';
import { cpuQuantity, memoryQuantity } from '../quantity';
import { groupVersion, type MetricsItem } from './metricsItem';
import { tableOf } from './metricsTable';
import type { Storage, Use } from './storage';

export interface ApiLook {
  readonly storage: Storage;
  readonly objects: ObjectStore;
  readonly nowMs: number;
  /** Called with the age of what is served, seconds. */
  readonly served: (ageSeconds: number) => void;
}

type Kind = 'NodeMetrics' | 'PodMetrics';

/** GET below /apis/metrics.k8s.io/v1beta1: "nodes", "nodes/N", "pods", "namespaces/NS/pods[/P]". Undefined: no such path. */
export function answerMetrics(look: ApiLook, request: DemoRequest, path: readonly string[]): DemoAnswer | undefined {
  const asked = parsePath(path);
  if (asked === undefined) return undefined;
  const watching = request.query.get('watch');
  if (watching === 'true' || watching === '1') return noWatch(asked.resource);
  const representation = chooseRepresentation(request.headers['accept']);
  if (representation === undefined) return notAcceptable();
  return asked.name === undefined ? list(look, request, asked, representation) : single(look, request, asked, asked.name, representation);
}

interface Asked {
  readonly resource: 'nodes' | 'pods';
  readonly namespace?: string;
  readonly name?: string;
}

function parsePath(path: readonly string[]): Asked | undefined {
  const [first, namespace, third, name, ...rest] = path;
  if (first === 'namespaces' && third === 'pods' && rest.length === 0)
    return { resource: 'pods', ...(namespace === undefined ? {} : { namespace }), ...(name === undefined ? {} : { name }) };
  if (first === 'nodes' && third === undefined) return { resource: 'nodes', ...(namespace === undefined ? {} : { name: namespace }) };
  return first === 'pods' && namespace === undefined ? { resource: 'pods' } : undefined;
}

function noWatch(resource: string): DemoAnswer {
  const message = `watch is not supported on resources of kind "${resource}.metrics.k8s.io"`;
  return failure(405, 'MethodNotAllowed', message, { group: 'metrics.k8s.io', kind: resource });
}

function notAcceptable(): DemoAnswer {
  const message = 'only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf';
  return failure(406, 'NotAcceptable', message);
}

function list(look: ApiLook, request: DemoRequest, asked: Asked, representation: Representation): DemoAnswer {
  const selector = parseLabelSelector(request.query.get('labelSelector') ?? '');
  if (selector.kind === 'invalid') return failure(400, 'BadRequest', selector.message);
  const objects = candidates(look, asked).filter((object) => selector.matches(object.metadata.labels ?? {}));
  const items = objects.flatMap((object) => itemOf(look, asked.resource, object) ?? []);
  for (const item of items) noteAge(look, item);
  if (representation.kind === 'table') return kubeJson(tableOf(items, representation.version, request), request);
  const kind = `${kindOf(asked.resource)}List`;
  return kubeJson({ kind, apiVersion: groupVersion, metadata: {}, items: items.map(shown) }, request);
}

function noteAge(look: ApiLook, item: MetricsItem): void {
  if (item.timestamp !== null) look.served(Math.max(0, look.nowMs - Date.parse(item.timestamp)) / 1000);
}

function kindOf(resource: 'nodes' | 'pods'): Kind {
  return resource === 'nodes' ? 'NodeMetrics' : 'PodMetrics';
}

/** Pods come from an informer of running ones; both in the order of their names. */
function candidates(look: ApiLook, asked: Asked): readonly KubeObject[] {
  const objects =
    asked.resource === 'nodes'
      ? look.objects.list('nodes')
      : look.objects.list('pods', asked.namespace).filter((pod) => statusOf(pod)['phase'] === 'Running');
  return [...objects].sort(
    (a, b) => compare(a.metadata.namespace ?? '', b.metadata.namespace ?? '') || compare(a.metadata.name, b.metadata.name),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function single(look: ApiLook, request: DemoRequest, asked: Asked, name: string, representation: Representation): DemoAnswer {
  const object = look.objects.get(asked.resource, asked.namespace, name);
  if (object === undefined) return failure(404, 'NotFound', `${asked.resource} "${name}" not found`, { name, kind: asked.resource });
  const item = itemOf(look, asked.resource, object);
  if (item === undefined) return notMeasured(asked, name);
  noteAge(look, item);
  if (representation.kind === 'table') return kubeJson(tableOf([item], representation.version, request), request);
  return kubeJson({ kind: kindOf(asked.resource), apiVersion: groupVersion, ...shown(item) }, request);
}

/** The object is there and has no points (pkg/api/pod.go, node.go). */
function notMeasured(asked: Asked, name: string): DemoAnswer {
  const kind = kindOf(asked.resource).toLowerCase();
  const full = asked.namespace === undefined ? name : `${asked.namespace}/${name}`;
  return failure(404, 'NotFound', `${kind}.metrics.k8s.io "${full}" not found`, { name: full, group: 'metrics.k8s.io', kind });
}

function itemOf(look: ApiLook, resource: 'nodes' | 'pods', object: KubeObject): MetricsItem | undefined {
  return resource === 'nodes' ? nodeItem(look, object) : podItem(look, object);
}

function nodeItem(look: ApiLook, object: KubeObject): MetricsItem | undefined {
  const use = look.storage.node(object.metadata.name);
  if (use === undefined) return undefined;
  return { metadata: metadataOf(object, look.nowMs), ...taken(use), usage: usage(use), total: use };
}

function podItem(look: ApiLook, object: KubeObject): MetricsItem | undefined {
  const { namespace = '', name } = object.metadata;
  const use = look.storage.pod(`${namespace}/${name}`);
  if (use === undefined) return undefined;
  const containers = use.containers.map((container) => ({ name: container.name, usage: usage(container.use) }));
  const total = { cpuNanocores: 0, memoryBytes: 0 };
  for (const container of use.containers) {
    total.cpuNanocores += container.use.cpuNanocores;
    total.memoryBytes += container.use.memoryBytes;
  }
  return { metadata: metadataOf(object, look.nowMs), ...taken(use), containers, total };
}

/** creationTimestamp is the time of this answer, not of the sample (metrics-server writes time.Now()). */
function metadataOf(object: KubeObject, nowMs: number): MetricsItem['metadata'] {
  const { name, namespace, labels } = object.metadata;
  const place = namespace === undefined ? { name } : { name, namespace };
  return { ...place, creationTimestamp: kubeTime(nowMs), ...(labels === undefined ? {} : { labels }) };
}

function taken({ atMs, windowMs }: { readonly atMs?: number; readonly windowMs: number }) {
  return { timestamp: atMs === undefined ? null : kubeTime(atMs), window: goDuration(windowMs) };
}

function usage({ cpuNanocores, memoryBytes }: Use): Readonly<Record<string, string>> {
  return { cpu: cpuQuantity(cpuNanocores), memory: memoryQuantity(memoryBytes) };
}

function shown({ total: _total, ...item }: MetricsItem): Omit<MetricsItem, 'total'> {
  return item;
}
