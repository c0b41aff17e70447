import { formatDuration } from '../../model/format';
import type { HpaBehavior } from '../../model/hpaBehavior';
import type { ControllerFlags, HpaScene } from './scene';
import { type HpaStep, replicas } from './step';

export interface Stabilized {
  readonly replicas: number;
  /** Of AbleToScale=True. */
  readonly reason: 'ReadyForNewScale' | 'ScaleUpStabilized' | 'ScaleDownStabilized';
  readonly steps: readonly HpaStep[];
}

interface Windows {
  readonly up: number;
  readonly down: number;
}

/** Seconds of both windows. Without a behavior there is none on the way up. */
function windowsOf(behavior: HpaBehavior | undefined, flags: ControllerFlags): Windows {
  const downByFlag = flags.downscaleStabilizationMs / 1000;
  if (behavior === undefined) return { up: 0, down: downByFlag };
  return { up: behavior.scaleUp.stabilizationSeconds ?? 0, down: behavior.scaleDown.stabilizationSeconds ?? downByFlag };
}

/** Between the lowest of the way-up window and the highest of the way-down window (stabilizeRecommendation, …WithBehaviors). */
export function stabilize(scene: HpaScene, proposed: number, flags: ControllerFlags): Stabilized {
  const windows = windowsOf(scene.behavior, flags);
  const count = scene.past.kind === 'known' ? byRecommendations(scene, proposed, windows) : byWhatItHeld(scene, proposed);
  if (count === proposed) return { replicas: count, reason: 'ReadyForNewScale', steps: [] };
  const up = scene.behavior !== undefined && proposed >= scene.replicas;
  const way = up ? 'lowest' : 'highest';
  const why =
    scene.past.kind === 'known'
      ? `the ${way} recommendation of the last ${formatDuration(up ? windows.up : windows.down)} holds`
      : `the controller says that an earlier recommendation holds (the ${way} of the last ${formatDuration(up ? windows.up : windows.down)})`;
  const step: HpaStep = { step: 'stabilization', from: replicas(proposed), to: replicas(count), why };
  return { replicas: count, reason: up ? 'ScaleUpStabilized' : 'ScaleDownStabilized', steps: [step] };
}

function byRecommendations({ past, behavior, replicas: current, nowMs }: HpaScene, proposed: number, { up, down }: Windows): number {
  if (past.kind !== 'known') return proposed;
  const within = (seconds: number) => past.recommendations.filter(({ atMs }) => atMs > nowMs - seconds * 1000).map((one) => one.replicas);
  const highest = Math.max(proposed, ...within(down));
  if (behavior === undefined) return highest;
  const lowest = Math.min(proposed, ...within(up));
  return Math.min(Math.max(current, lowest), highest);
}

function byWhatItHeld({ past }: HpaScene, proposed: number): number {
  if (past.kind !== 'unknown' || past.held === undefined) return proposed;
  const { reason, at } = past.held;
  return reason === 'ScaleDownStabilized' ? Math.max(proposed, at) : Math.min(proposed, at);
}
