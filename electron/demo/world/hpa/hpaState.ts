import type { WorldHpa } from '../world';

export type HpaConditionType = 'AbleToScale' | 'ScalingActive' | 'ScalingLimited';

export interface HpaCondition {
  readonly type: HpaConditionType;
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
  readonly sinceMs: number;
}

/** A HorizontalPodAutoscaler as its controller sees it. */
export interface HpaState {
  spec: WorldHpa;
  readonly createdMs: number;
  conditions: readonly HpaCondition[];
  /** As status prints it; a metric that failed is `{type: ""}`. */
  currentMetrics: readonly Readonly<Record<string, unknown>>[];
  currentReplicas: number;
  desiredReplicas: number;
  lastScaleMs?: number;
  /** For the stabilization window. */
  recommendations: readonly { readonly atMs: number; readonly replicas: number }[];
}

export function createHpaState(spec: WorldHpa, createdMs: number): HpaState {
  return { spec, createdMs, conditions: [], currentMetrics: [], currentReplicas: 0, desiredReplicas: 0, recommendations: [] };
}

/** Sets a condition; its time moves only when its status changes (podautoscaler setConditionInList). */
export function setCondition(state: HpaState, nowMs: number, given: Omit<HpaCondition, 'sinceMs'>): void {
  const known = state.conditions.find((c) => c.type === given.type);
  const sinceMs = known !== undefined && known.status === given.status ? known.sinceMs : nowMs;
  const condition = { ...given, sinceMs };
  state.conditions = known === undefined ? [...state.conditions, condition] : state.conditions.map((c) => (c === known ? condition : c));
}
