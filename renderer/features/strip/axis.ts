const MINUTE_MS = 60_000;
/** A young session gets a shorter axis, so that its minutes are not squeezed into a corner. */
const SPANS_MS = [10 * MINUTE_MS, 20 * MINUTE_MS, 30 * MINUTE_MS, 60 * MINUTE_MS] as const;
const HOUR_MS = 60 * MINUTE_MS;
const TICKS = 4;

export interface Axis {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Up to now; from the shortest of 10, 20, 30 and 60 minutes that holds the whole session, an hour at most. */
export function axisOf(nowMs: number, beganMs: number): Axis {
  const span = SPANS_MS.find((each) => each >= nowMs - beganMs) ?? HOUR_MS;
  return { fromMs: nowMs - span, toMs: nowMs };
}

/** 0 at the left end, 1 at now; not beyond. */
export function shareAt({ fromMs, toMs }: Axis, atMs: number): number {
  return Math.min(1, Math.max(0, (atMs - fromMs) / (toMs - fromMs)));
}

export function timeAt({ fromMs, toMs }: Axis, share: number): number {
  return fromMs + Math.min(1, Math.max(0, share)) * (toMs - fromMs);
}

/** Five times, both ends among them. */
export function ticksOf({ fromMs, toMs }: Axis): readonly number[] {
  return Array.from({ length: TICKS + 1 }, (_, index) => fromMs + ((toMs - fromMs) * index) / TICKS);
}
