import type { DropReason, PodPoints, ResourceBatch, ResourcePoint } from './resourceBatch';
import { podSubject } from './resourceBatch';
import { startTimeMs, ZERO_POINT } from './zeroPoint';

/** The last point, and the one before it or why there is none. */
export interface Kept {
  readonly last: ResourcePoint;
  readonly before: ResourcePoint | undefined;
  readonly lacks: DropReason;
}

export interface KeptPod {
  readonly namespace: string;
  readonly name: string;
  readonly containers: ReadonlyMap<string, Kept>;
}

export interface Storage {
  readonly nodes: ReadonlyMap<string, Kept>;
  readonly pods: ReadonlyMap<string, KeptPod>;
}

export const EMPTY_STORAGE: Storage = { nodes: new Map(), pods: new Map() };

/** A container is measured from its start if it is at least this old: younger ones would give inaccurate numbers. */
const YOUNGEST_MS = 10_000;

/** pkg/storage/node.go and pod.go, Store: what is not in the batch is forgotten. */
export function store(storage: Storage, batch: ResourceBatch, resolutionMs: number): Storage {
  const nodes = new Map<string, Kept>();
  for (const [name, point] of Object.entries(batch.nodes)) nodes.set(name, keptNode(point, storage.nodes.get(name)));
  const pods = new Map<string, KeptPod>();
  for (const pod of batch.pods) {
    const key = podSubject(pod);
    if (!pods.has(key)) pods.set(key, keptPod(pod, storage.pods.get(key), resolutionMs));
  }
  return { nodes, pods };
}

function keptNode(last: ResourcePoint, known: Kept | undefined): Kept {
  if (known === undefined) return { last, before: undefined, lacks: 'one-point' };
  return { last, before: pointBefore(last, known.last, known.before), lacks: 'not-newer' };
}

function keptPod(pod: PodPoints, known: KeptPod | undefined, resolutionMs: number): KeptPod {
  const containers = new Map<string, Kept>();
  for (const [name, point] of Object.entries(pod.containers)) containers.set(name, keptContainer(name, point, known, resolutionMs));
  return { namespace: pod.namespace, name: pod.name, containers };
}

function keptContainer(name: string, last: ResourcePoint, pod: KeptPod | undefined, resolutionMs: number): Kept {
  const startMs = startTimeMs(last);
  const ageMs = last.timestampMs - startMs;
  if (ageMs >= YOUNGEST_MS && ageMs < resolutionMs) {
    return { last, before: { ...last, timestampMs: startMs, cpuCoreSeconds: 0 }, lacks: 'young' };
  }
  const known = pod?.containers.get(name);
  if (known === undefined) return { last, before: undefined, lacks: ageMs > 0 && ageMs < YOUNGEST_MS ? 'young' : 'one-point' };
  if (startMs >= known.last.timestampMs) return { last, before: undefined, lacks: 'restarted' };
  return { last, before: pointBefore(last, known.last, known.before ?? absentBefore(pod)), lacks: 'not-newer' };
}

/** A newer point makes the last one the previous; the same time again, or one between the two, keeps the previous. */
function pointBefore(point: ResourcePoint, last: ResourcePoint, before: ResourcePoint | undefined): ResourcePoint | undefined {
  if (point.timestampMs > last.timestampMs) return last;
  return before !== undefined && before.timestampMs < point.timestampMs ? before : undefined;
}

/** Go finds an empty point under a missing key: so it goes where another container of the pod has a previous point. */
function absentBefore(pod: KeptPod | undefined): ResourcePoint | undefined {
  for (const { before } of pod?.containers.values() ?? []) if (before !== undefined) return ZERO_POINT;
  return undefined;
}
