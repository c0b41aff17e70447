import type { ResourceBatch } from '../analysis/metricsServer';

/** What the kubelets say and what the Metrics API serves, at one moment. Times are of the server, in ms. */
export interface MetricsServerScene {
  readonly nowMs: number;
  /** "kube-system/metrics-server"; absent: none was found. */
  readonly name?: string;
  readonly resolutionMs: number;
  readonly resolutionFrom: 'flag' | 'default';
  readonly kubelets: readonly KubeletScrapes[];
  readonly served: { readonly nodes: Told<readonly UsageServed[]>; readonly pods: Told<readonly UsageServed[]> };
  /** Pods in phase Running: those whose usage is asked for. */
  readonly pods: readonly RunningPod[];
}

export interface RunningPod {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  /** Why none of its containers runs now, though its phase says so: "CrashLoopBackOff". */
  readonly idle?: string;
}

export interface KubeletScrapes {
  readonly node: string;
  /** Its condition Ready is True. */
  readonly ready: boolean;
  /** /metrics/resource, oldest first; none where it could not be read. */
  readonly scrapes: readonly ResourceBatch[];
  /** Why the last scrape brought nothing. */
  readonly because?: string;
  readonly proof?: { readonly answerId: string; readonly owner: { readonly card: string; readonly member: string } };
}

export interface UsageServed {
  readonly name: string;
  readonly namespace?: string;
  readonly timestampMs: number;
  readonly windowSeconds: number;
  readonly cpuCores: number;
  readonly memoryBytes: number;
}

/** `denied`: you may not see it, others may. */
export type Told<T> =
  | { readonly state: 'seen'; readonly value: T }
  | { readonly state: 'unseen'; readonly because: string; readonly denied?: true };
