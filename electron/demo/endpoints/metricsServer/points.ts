/** One reading of a node or a container as metrics-server stores it (pkg/storage/types.go). */
export interface Point {
  readonly atMs: number;
  /** Unset for nodes. */
  readonly startedMs?: number;
  /** Whole nanoseconds of CPU time since the start. */
  readonly cpuNanos: number;
  readonly memoryBytes: number;
}

export interface ContainerPoint extends Point {
  readonly name: string;
}

/** Containers in an array: most pods have one, and a map for each of a hundred thousand costs more than the points. */
export interface PodPoints {
  readonly namespace: string;
  readonly name: string;
  readonly containers: readonly ContainerPoint[];
}

/** One scrape of one node. */
export interface NodeBatch {
  readonly node?: Point;
  readonly pods: readonly PodPoints[];
}

/** One cycle over all nodes. */
export interface Batch {
  readonly nodes: ReadonlyMap<string, Point>;
  /** By "namespace/name". */
  readonly pods: ReadonlyMap<string, PodPoints>;
}

export function nanos(seconds: number): number {
  return Math.floor(seconds * 1e9);
}

/** A point without CPU time or without memory is no point: metrics-server takes 0 for missing. */
export function isComplete(point: Partial<Point>): point is Point {
  return point.atMs !== undefined && (point.cpuNanos ?? 0) > 0 && (point.memoryBytes ?? 0) > 0;
}
