/** What metrics-server keeps of one cycle over the kubelets' /metrics/resource (pkg/storage/types.go, 0.9.0). */
export interface ResourceBatch {
  readonly nodes: Readonly<Record<string, ResourcePoint>>;
  readonly pods: readonly PodPoints[];
  readonly dropped: readonly Dropped[];
}

export interface PodPoints {
  readonly namespace: string;
  readonly name: string;
  readonly containers: Readonly<Record<string, ResourcePoint>>;
}

export interface ResourcePoint {
  /** Of the CPU or memory sample that came last in the text. */
  readonly timestampMs: number;
  /** Cumulative. */
  readonly cpuCoreSeconds: number;
  /** Working set. */
  readonly memoryBytes: number;
  /** Of containers alone; absent where the kubelet does not say. */
  readonly startTimeMs?: number;
}

export type DropReason =
  | 'zero-cpu'
  | 'zero-memory'
  | 'missing-value'
  | 'negative-timestamp'
  | 'one-point'
  | 'not-newer'
  | 'restarted'
  | 'decreased'
  | 'young'
  | 'container-incomplete';

export interface Dropped {
  /** "node/N" or "pod/NS/NAME". */
  readonly subject: string;
  readonly reason: DropReason;
}

export function nodeSubject(name: string): string {
  return `node/${name}`;
}

export function podSubject({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `pod/${namespace}/${name}`;
}
