import type { Batch, PodPoints, Point } from './points';

export interface Use {
  readonly atMs: number;
  readonly windowMs: number;
  readonly cpuNanocores: number;
  readonly memoryBytes: number;
}

export interface PodUse {
  /** Of the container with the earliest time; undefined when none could be computed. */
  readonly atMs?: number;
  readonly windowMs: number;
  readonly containers: readonly { readonly name: string; readonly use: Use }[];
}

/** One cycle as it goes on. */
export interface Cycle {
  addNode(name: string, point: Point): void;
  /** @param key "namespace/name" */
  addPod(key: string, pod: PodPoints): void;
  end(): void;
}

/** A container is served after one point when it is at least this old and younger than the resolution (pkg/storage/pod.go). */
const youngestServedMs = 10_000;

/**
 * What metrics-server keeps: the last and the previous point of every node and container (pkg/storage). Nothing
 * is served before two different points are there.
 */
export class Storage {
  private lastNodes: ReadonlyMap<string, Point> = new Map();
  private previousNodes: ReadonlyMap<string, Point> = new Map();
  private lastPods: ReadonlyMap<string, PodPoints> = new Map();
  private previousPods: ReadonlyMap<string, ReadonlyMap<string, Point>> = new Map();

  store(batch: Batch, resolutionMs: number): void {
    const cycle = this.cycle(resolutionMs);
    for (const [name, point] of batch.nodes) cycle.addNode(name, point);
    for (const [key, pod] of batch.pods) cycle.addPod(key, pod);
    cycle.end();
  }

  /** A cycle over all nodes that takes what they give one by one; nothing of it is served before its end. */
  cycle(resolutionMs: number): Cycle {
    const nodes = new Map<string, Point>();
    const pods = new Map<string, PodPoints>();
    const nodesBefore = new Map<string, Point>();
    const podsBefore = new Map<string, ReadonlyMap<string, Point>>();
    return {
      addNode: (name, point) => {
        nodes.set(name, point);
        const before = previousOf(point, this.lastNodes.get(name), this.previousNodes.get(name));
        if (before !== undefined) nodesBefore.set(name, before);
      },
      addPod: (key, pod) => {
        pods.set(key, pod);
        const points = this.pointsBefore(key, pod, resolutionMs);
        if (points.size > 0) podsBefore.set(key, points);
      },
      end: () => {
        this.lastNodes = nodes;
        this.previousNodes = nodesBefore;
        this.lastPods = pods;
        this.previousPods = podsBefore;
      },
    };
  }

  clear(): void {
    this.cycle(1).end();
  }

  /** Both storages have something to serve (readiness check metric-storage-ready). */
  ready(): boolean {
    return this.previousNodes.size > 0 && this.previousPods.size > 0;
  }

  points(): { readonly node: number; readonly container: number } {
    let container = 0;
    for (const containers of this.previousPods.values()) container += containers.size;
    return { node: this.previousNodes.size, container };
  }

  node(name: string): Use | undefined {
    const last = this.lastNodes.get(name);
    const previous = this.previousNodes.get(name);
    return last === undefined || previous === undefined ? undefined : usageBetween(last, previous);
  }

  /** Undefined unless every container of the last point has a previous one; one that restarted or fell is left out. */
  pod(key: string): PodUse | undefined {
    const last = this.lastPods.get(key);
    const previous = this.previousPods.get(key);
    if (last === undefined || previous === undefined) return undefined;
    const containers: { name: string; use: Use }[] = [];
    let earliest: Use | undefined;
    for (const [name, point] of last.containers) {
      const before = previous.get(name);
      if (before === undefined) return undefined;
      const use = usageBetween(point, before);
      if (use === undefined) continue;
      containers.push({ name, use });
      if (earliest === undefined || use.atMs < earliest.atMs) earliest = use;
    }
    return { windowMs: earliest?.windowMs ?? 0, containers, ...(earliest === undefined ? {} : { atMs: earliest.atMs }) };
  }

  private pointsBefore(key: string, pod: PodPoints, resolutionMs: number): ReadonlyMap<string, Point> {
    const points = new Map<string, Point>();
    const last = this.lastPods.get(key);
    const previous = this.previousPods.get(key);
    for (const [name, point] of pod.containers) {
      const before = young(point, resolutionMs) ?? containerBefore(point, last?.containers.get(name), previous?.get(name));
      if (before !== undefined) points.set(name, before);
    }
    return points;
  }
}

/** Of one that started after what is stored, the points of the container before it are not used. */
function containerBefore(point: Point, last: Point | undefined, previous: Point | undefined): Point | undefined {
  if (last === undefined || (point.startedMs ?? 0) >= last.atMs) return undefined;
  return previousOf(point, last, previous);
}

/** The same time again keeps the old previous point; a time before that drops it. */
function previousOf(point: Point, last: Point | undefined, previous: Point | undefined): Point | undefined {
  if (last === undefined) return undefined;
  if (point.atMs > last.atMs) return last;
  return previous !== undefined && previous.atMs < point.atMs ? previous : undefined;
}

/** A fresh container is measured from its start, where it had used nothing. */
function young(point: Point, resolutionMs: number): Point | undefined {
  if (point.startedMs === undefined) return undefined;
  const age = point.atMs - point.startedMs;
  return age >= youngestServedMs && age < resolutionMs ? { ...point, atMs: point.startedMs, cpuNanos: 0 } : undefined;
}

function usageBetween(last: Point, previous: Point): Use | undefined {
  const windowMs = last.atMs - previous.atMs;
  const restarted = (last.startedMs ?? 0) > (previous.startedMs ?? 0);
  if (restarted || last.cpuNanos < previous.cpuNanos || windowMs <= 0) return undefined;
  const cpuNanocores = Math.floor((last.cpuNanos - previous.cpuNanos) / (windowMs / 1000));
  return { atMs: last.atMs, windowMs, cpuNanocores, memoryBytes: last.memoryBytes };
}
