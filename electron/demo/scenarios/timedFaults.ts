import { parseGoDuration } from '../../../shared/model/quantity';
import type { PlannedSwitch } from './plan';
import type { TimedFault } from './scenarioSchema';

/** An entry of a scenario's `faults` in milliseconds since the demo is shown; without an end it lasts. */
export interface FaultSpan {
  readonly fault: string;
  readonly fromMs: number;
  readonly toMs: number;
}

export function timedFaults(written: readonly (string | TimedFault)[]): readonly FaultSpan[] {
  return written.map((each) => {
    const { fault, after, for: lasts } = typeof each === 'string' ? { fault: each } : each;
    const fromMs = msOf(after) ?? 0;
    return { fault, fromMs, toMs: fromMs + (msOf(lasts) ?? Number.POSITIVE_INFINITY) };
  });
}

function msOf(duration: string | undefined): number | undefined {
  const seconds = duration === undefined ? undefined : parseGoDuration(duration);
  return seconds === undefined ? undefined : seconds * 1_000;
}

/** Indexes of entries in which a fault begins while an entry before them has it on. One that is named twice from beginning to end is named once. */
export function overlapping(faults: readonly FaultSpan[]): readonly { readonly at: number; readonly before: number }[] {
  return faults.flatMap((one, at) => {
    const before = faults.findIndex(
      (other, i) => i < at && other.fault === one.fault && other.fromMs < one.toMs && one.fromMs < other.toMs,
    );
    return before === -1 || (isAlways(one) && faults[before] !== undefined && isAlways(faults[before])) ? [] : [{ at, before }];
  });
}

function isAlways({ fromMs, toMs }: FaultSpan): boolean {
  return fromMs === 0 && toMs === Number.POSITIVE_INFINITY;
}

/** Which are on from the beginning, and what is switched later. */
export function plannedOf(faults: readonly FaultSpan[]): {
  readonly faults: readonly string[];
  readonly planned: readonly PlannedSwitch[];
} {
  const switches = faults.flatMap(({ fault, fromMs, toMs }) => [
    ...(fromMs === 0 ? [] : [{ afterMs: fromMs, fault, on: true }]),
    ...(toMs === Number.POSITIVE_INFINITY ? [] : [{ afterMs: toMs, fault, on: false }]),
  ]);
  // One that ends where it begins again stays on: the end comes first.
  const planned = switches.sort((a, b) => a.afterMs - b.afterMs || Number(a.on) - Number(b.on));
  return { faults: [...new Set(faults.filter(({ fromMs }) => fromMs === 0).map(({ fault }) => fault))], planned };
}
