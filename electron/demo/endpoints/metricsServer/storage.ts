import type { Batch, ContainerPoint, PodPoints, Point } from './points';

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

interface KeptNode {
  readonly last: Point;
  readonly before: Point | undefined;
}

interface KeptPod {
  readonly last: readonly ContainerPoint[];
  /** As long as `last`. */
  readonly before: readonly (Point | undefined)[];
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
  private nodes: ReadonlyMap<string, KeptNode> = new Map();
  private pods: ReadonlyMap<string, KeptPod> = new Map();
  private counts = { node: 0, container: 0 };

  store(batch: Batch, resolutionMs: number): void {
    const cycle = this.cycle(resolutionMs);
    for (const [name, point] of batch.nodes) cycle.addNode(name, point);
    for (const [key, pod] of batch.pods) cycle.addPod(key, pod);
    cycle.end();
  }

  /** A cycle over all nodes that takes what they give one by one; nothing of it is served before its end. */
  cycle(resolutionMs: number): Cycle {
    const nodes = new Map<string, KeptNode>();
    const pods = new Map<string, KeptPod>();
    const counts = { node: 0, container: 0 };
    return {
      addNode: (name, last) => {
        const known = this.nodes.get(name);
        const before = previousOf(last, known?.last, known?.before);
        nodes.set(name, { last, before });
        if (before !== undefined) counts.node++;
      },
      addPod: (key, pod) => {
        const before = pointsBefore(pod, this.pods.get(key), resolutionMs);
        pods.set(key, { last: pod.containers, before });
        for (const point of before) if (point !== undefined) counts.container++;
      },
      end: () => {
        this.nodes = nodes;
        this.pods = pods;
        this.counts = counts;
      },
    };
  }

  clear(): void {
    this.cycle(1).end();
  }

  /** Both storages have something to serve (readiness check metric-storage-ready). */
  ready(): boolean {
    return this.counts.node > 0 && this.counts.container > 0;
  }

  /** Those with a point before the last. */
  points(): { readonly node: number; readonly container: number } {
    return this.counts;
  }

  node(name: string): Use | undefined {
    const known = this.nodes.get(name);
    return known?.before === undefined ? undefined : usageBetween(known.last, known.before);
  }

  /** Undefined unless every container of the last point has a previous one; one that restarted or fell is left out. */
  pod(key: string): PodUse | undefined {
    const known = this.pods.get(key);
    if (known === undefined) return undefined;
    const containers: { name: string; use: Use }[] = [];
    let earliest: Use | undefined;
    for (const [i, point] of known.last.entries()) {
      const before = known.before[i];
      if (before === undefined) return undefined;
      const use = usageBetween(point, before);
      if (use === undefined) continue;
      containers.push({ name: point.name, use });
      if (earliest === undefined || use.atMs < earliest.atMs) earliest = use;
    }
    return { windowMs: earliest?.windowMs ?? 0, containers, ...(earliest === undefined ? {} : { atMs: earliest.atMs }) };
  }
}

/** The points before those of a pod's containers, in their order. */
function pointsBefore(pod: PodPoints, known: KeptPod | undefined, resolutionMs: number): readonly (Point | undefined)[] {
  return pod.containers.map((point) => {
    const i = known === undefined ? -1 : known.last.findIndex(({ name }) => name === point.name);
    return young(point, resolutionMs) ?? containerBefore(point, known?.last[i], known?.before[i]);
  });
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
