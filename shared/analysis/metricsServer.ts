import { type ParseError, parseExposition, type Sample } from '../exposition/parse';
import { ok, type Result } from '../model/result';
import { completed, type PartialPoint, takeCpu, takeMemory, takeStart } from './metricsServer/partialPoint';
import {
  type Dropped,
  nodeSubject,
  type PodPoints,
  podSubject,
  type ResourceBatch,
  type ResourcePoint,
} from './metricsServer/resourceBatch';
import { type ServedNode, type ServedPod, serveNode, servePod } from './metricsServer/served';
import { EMPTY_STORAGE, type Storage, store } from './metricsServer/storage';

export type { Dropped, DropReason, PodPoints, ResourceBatch, ResourcePoint } from './metricsServer/resourceBatch';
export type { ServedNode, ServedPod } from './metricsServer/served';

/** What metrics.k8s.io would give, and what it leaves out. A pod that is served without one of its containers is in both. */
export interface Served {
  readonly nodes: readonly ServedNode[];
  readonly pods: readonly ServedPod[];
  readonly dropped: readonly Dropped[];
}

interface FoundPod {
  readonly namespace: string;
  readonly name: string;
  readonly containers: Map<string, PartialPoint>;
}

interface Found {
  readonly node: PartialPoint;
  readonly pods: Map<string, FoundPod>;
}

/**
 * What metrics-server 0.9 takes of one kubelet's /metrics/resource (pkg/scraper/client/resource/decode.go): five families;
 * samples without a timestamp are of `defaultTimeMs`. A container without or with zero CPU or memory drops its whole pod;
 * a text that does not parse, as with the kubelet's negative timestamps, all of the node.
 */
export function decodeResourceMetrics(text: string, node: string, defaultTimeMs: number): Result<ResourceBatch, ParseError> {
  const read = parseExposition(text, 'text');
  return read.ok ? ok(resourceBatch(read.value.samples(), node, defaultTimeMs)) : read;
}

/** The same of samples that are read already. */
export function resourceBatch(samples: Iterable<Sample>, node: string, defaultTimeMs: number): ResourceBatch {
  const found: Found = { node: {}, pods: new Map() };
  for (const sample of samples) take(found, sample, defaultTimeMs);
  return batchOf(found, node);
}

function take(found: Found, sample: Sample, defaultTimeMs: number): void {
  switch (sample.name) {
    case 'node_cpu_usage_seconds_total':
      takeCpu(found.node, sample, defaultTimeMs);
      break;
    case 'node_memory_working_set_bytes':
      takeMemory(found.node, sample, defaultTimeMs);
      break;
    case 'container_cpu_usage_seconds_total':
      takeCpu(containerOf(found, sample), sample, defaultTimeMs);
      break;
    case 'container_memory_working_set_bytes':
      takeMemory(containerOf(found, sample), sample, defaultTimeMs);
      break;
    case 'container_start_time_seconds':
      takeStart(containerOf(found, sample), sample);
      break;
  }
}

function containerOf(found: Found, { labels }: Sample): PartialPoint {
  const { namespace = '', pod: name = '', container = '' } = labels;
  const key = podSubject({ namespace, name });
  const pod: FoundPod = found.pods.get(key) ?? { namespace, name, containers: new Map() };
  const point = pod.containers.get(container) ?? {};
  found.pods.set(key, pod);
  pod.containers.set(container, point);
  return point;
}

function batchOf(found: Found, node: string): ResourceBatch {
  const dropped: Dropped[] = [];
  const whole = completed(found.node);
  if ('reason' in whole) dropped.push({ subject: nodeSubject(node), reason: whole.reason });
  const pods: PodPoints[] = [];
  for (const pod of found.pods.values()) {
    const points = [...pod.containers].map(([name, point]) => [name, completed(point)] as const);
    const flaw = points.find(([, one]) => 'reason' in one)?.[1];
    if (flaw !== undefined && 'reason' in flaw) dropped.push({ subject: podSubject(pod), reason: flaw.reason });
    else pods.push({ namespace: pod.namespace, name: pod.name, containers: recordOf(points.flatMap(pointOf)) });
  }
  return { nodes: 'point' in whole ? recordOf([[node, whole.point]]) : {}, pods, dropped };
}

function pointOf([name, one]: readonly [string, ReturnType<typeof completed>]): [string, ResourcePoint][] {
  return 'point' in one ? [[name, one.point]] : [];
}

function recordOf(points: readonly (readonly [string, ResourcePoint])[]): Record<string, ResourcePoint> {
  return Object.fromEntries(points);
}

/** One cycle of the batches of its nodes (pkg/scraper/scraper.go): of what comes twice the first stays. */
export function mergeBatches(parts: readonly ResourceBatch[]): ResourceBatch {
  const nodes = new Map<string, ResourcePoint>();
  const pods = new Map<string, PodPoints>();
  for (const part of parts) {
    for (const [name, point] of Object.entries(part.nodes)) if (!nodes.has(name)) nodes.set(name, point);
    for (const pod of part.pods) if (!pods.has(podSubject(pod))) pods.set(podSubject(pod), pod);
  }
  const present = new Set([...[...nodes.keys()].map(nodeSubject), ...pods.keys()]);
  const dropped = parts.flatMap((part) => part.dropped).filter(({ subject }) => !present.has(subject));
  return { nodes: recordOf([...nodes]), pods: [...pods.values()], dropped };
}

/**
 * What the storage of metrics-server 0.9 would give after the last of these cycles; `resolutionMs` is `--metric-resolution`.
 * `dropped` is what the last cycle left out, in decoding and in serving.
 */
export function replayMetricsServer(batches: readonly ResourceBatch[], resolutionMs: number): Served {
  let storage: Storage = EMPTY_STORAGE;
  let dropped: readonly Dropped[] = [];
  for (const batch of batches) {
    const timed = withoutNegativeTimes(batch);
    storage = store(storage, timed, resolutionMs);
    dropped = timed.dropped;
  }
  return served(storage, dropped);
}

/** No parser lets them in; a batch that was made otherwise may have them. */
function withoutNegativeTimes({ nodes, pods, dropped }: ResourceBatch): ResourceBatch {
  const early = (points: Readonly<Record<string, ResourcePoint>>) => Object.values(points).some(({ timestampMs }) => timestampMs < 0);
  const earlyNodes = Object.entries(nodes).filter(([, { timestampMs }]) => timestampMs < 0);
  const earlyPods = pods.filter(({ containers }) => early(containers));
  if (earlyNodes.length === 0 && earlyPods.length === 0) return { nodes, pods, dropped };
  const subjects = [...earlyNodes.map(([name]) => nodeSubject(name)), ...earlyPods.map(podSubject)];
  return {
    nodes: recordOf(Object.entries(nodes).filter(([, { timestampMs }]) => timestampMs >= 0)),
    pods: pods.filter(({ containers }) => !early(containers)),
    dropped: [...dropped, ...subjects.map((subject) => ({ subject, reason: 'negative-timestamp' as const }))],
  };
}

function served(storage: Storage, before: readonly Dropped[]): Served {
  const nodes: ServedNode[] = [];
  const pods: ServedPod[] = [];
  const dropped = [...before];
  for (const [name, kept] of storage.nodes) {
    const node = serveNode(name, kept);
    if ('reason' in node) dropped.push(node);
    else nodes.push(node);
  }
  for (const kept of storage.pods.values()) {
    const { pod, dropped: without } = servePod(kept);
    if (pod !== undefined) pods.push(pod);
    dropped.push(...without);
  }
  return { nodes, pods, dropped };
}
