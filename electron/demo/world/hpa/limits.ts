import { type HpaState, setCondition } from './hpaState';

/** --horizontal-pod-autoscaler-downscale-stabilization: 5 min. */
const DOWNSCALE_WINDOW_MS = 300_000;

/**
 * The replica count after stabilization and limits; sets AbleToScale and ScalingLimited in the controller's words
 * (podautoscaler/horizontal.go normalizeDesiredReplicas).
 */
export function limitedReplicas(state: HpaState, nowMs: number, current: number, proposed: number): number {
  const stabilized = stabilize(state, nowMs, proposed);
  const able = (reason: string, message: string) => setCondition(state, nowMs, { type: 'AbleToScale', status: 'True', reason, message });
  if (stabilized === proposed) able('ReadyForNewScale', 'recommended size matches current size');
  else able('ScaleDownStabilized', 'recent recommendations were higher than current one, applying the highest recent recommendation');
  const { replicas, limit } = withinLimits(state, current, stabilized);
  if (limit === undefined)
    setCondition(state, nowMs, {
      type: 'ScalingLimited',
      status: 'False',
      reason: 'DesiredWithinRange',
      message: 'the desired count is within the acceptable range',
    });
  else setCondition(state, nowMs, { type: 'ScalingLimited', status: 'True', ...limit });
  return replicas;
}

function stabilize(state: HpaState, nowMs: number, proposed: number): number {
  const recent = state.recommendations.filter((r) => r.atMs > nowMs - DOWNSCALE_WINDOW_MS);
  state.recommendations = [...recent, { atMs: nowMs, replicas: proposed }];
  return Math.max(proposed, ...recent.map((r) => r.replicas));
}

function withinLimits({ spec }: HpaState, current: number, wanted: number) {
  const { minReplicas, maxReplicas } = spec;
  const scaleUpLimit = Math.max(2 * current, 4);
  const most = Math.min(maxReplicas, scaleUpLimit);
  if (wanted < minReplicas)
    return {
      replicas: minReplicas,
      limit: { reason: 'TooFewReplicas', message: 'the desired replica count is less than the minimum replica count' },
    };
  if (wanted <= most) return { replicas: wanted, limit: undefined };
  if (most < maxReplicas)
    return {
      replicas: most,
      limit: { reason: 'ScaleUpLimit', message: 'the desired replica count is increasing faster than the maximum scale rate' },
    };
  return {
    replicas: most,
    limit: { reason: 'TooManyReplicas', message: 'the desired replica count is more than the maximum replica count' },
  };
}
