import type { HpaBehavior } from '../../model/hpaBehavior';
import type { ControllerFlags } from './scene';

export interface Tolerance {
  readonly up: number;
  readonly down: number;
}

/** Each side's own tolerance (HPAConfigurableTolerance), else the controller's flag. */
export function toleranceOf(behavior: HpaBehavior | undefined, flags: ControllerFlags): Tolerance {
  return { up: behavior?.scaleUp.tolerance ?? flags.tolerance, down: behavior?.scaleDown.tolerance ?? flags.tolerance };
}

/** Bounds included (replica_calculator.go, Tolerances.isWithin). */
export function isWithin(ratio: number, { up, down }: Tolerance): boolean {
  return 1 - down <= ratio && ratio <= 1 + up;
}

export function sayTolerance({ up, down }: Tolerance): string {
  return `${Number((1 - down).toFixed(3))} to ${Number((1 + up).toFixed(3))}`;
}
