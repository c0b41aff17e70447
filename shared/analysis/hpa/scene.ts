import type { HpaBehavior } from '../../model/hpaBehavior';

/** What the HPA controller knows at one sync. Values are milli-units: 250 is a quarter of a core, 1000 one request/s. */
export interface HpaScene {
  readonly nowMs: number;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly behavior?: HpaBehavior;
  /** spec.replicas of the target's scale. */
  readonly replicas: number;
  /** status.replicas of the target's scale; absent: the same. */
  readonly statusReplicas?: number;
  readonly metrics: readonly SceneMetric[];
  /** Pods under the target's selector; absent: not known, then every replica is taken as a ready pod. */
  readonly pods?: readonly ScenePod[];
  readonly past: ScenePast;
  readonly flags?: Partial<ControllerFlags>;
}

export interface SceneMetric {
  readonly type: 'Resource' | 'ContainerResource' | 'Pods' | 'Object' | 'External';
  readonly name: string;
  /** Of ContainerResource. */
  readonly container?: string;
  readonly targetType: 'Utilization' | 'AverageValue' | 'Value';
  /** Percent where it is a utilization, else milli-units. */
  readonly target: number;
  readonly value: SceneValue;
}

export type SceneValue =
  /** As the metrics API gives it: for each pod. */
  | { readonly kind: 'pods'; readonly pods: ReadonlyMap<string, PodSample> }
  /** As the HPA's status gives it: over the pods that count; percent where the target is a utilization. */
  | { readonly kind: 'average'; readonly value: number }
  /** Of an object, or the sum of an external metric. */
  | { readonly kind: 'total'; readonly milli: number }
  | { readonly kind: 'none'; readonly error: string };

export interface PodSample {
  readonly milli: number;
  readonly timestampMs: number;
  readonly windowMs: number;
}

export interface ScenePod {
  readonly name: string;
  readonly phase: string;
  readonly deleted: boolean;
  /** Absent: it has no condition Ready. */
  readonly ready?: { readonly on: boolean; readonly sinceMs: number };
  /** status.startTime. */
  readonly startMs?: number;
  readonly containers: readonly { readonly name: string; readonly requestMilli: Readonly<Record<string, number>> }[];
}

export type ScenePast =
  | {
      readonly kind: 'known';
      /** Replica counts that the metrics asked for at earlier syncs. */
      readonly recommendations: readonly { readonly atMs: number; readonly replicas: number }[];
      /** Changes of the scale: above zero added, below zero taken away. */
      readonly scalings: readonly { readonly atMs: number; readonly change: number }[];
    }
  /** The controller keeps them in its memory; its condition AbleToScale tells whether they held it back, and where. */
  | { readonly kind: 'unknown'; readonly held?: { readonly reason: 'ScaleUpStabilized' | 'ScaleDownStabilized'; readonly at: number } };

/** Flags of kube-controller-manager. */
export interface ControllerFlags {
  /** --horizontal-pod-autoscaler-tolerance */
  readonly tolerance: number;
  /** --horizontal-pod-autoscaler-cpu-initialization-period */
  readonly cpuInitializationMs: number;
  /** --horizontal-pod-autoscaler-initial-readiness-delay */
  readonly readinessDelayMs: number;
  /** --horizontal-pod-autoscaler-downscale-stabilization */
  readonly downscaleStabilizationMs: number;
}

/** pkg/controller/podautoscaler/config/v1alpha1/defaults.go */
export const DEFAULT_FLAGS: ControllerFlags = {
  tolerance: 0.1,
  cpuInitializationMs: 300_000,
  readinessDelayMs: 30_000,
  downscaleStabilizationMs: 300_000,
};
