const MINUTE_MS = 60_000;
interface Span {
  readonly ms: number;
  /** Whole minutes between two times under the axis. */
  readonly stepMs: number;
}

const HOUR: Span = { ms: 60 * MINUTE_MS, stepMs: 15 * MINUTE_MS };
/** A young session gets a shorter axis, so that its minutes are not squeezed into a corner. */
const SPANS: readonly Span[] = [
  { ms: 10 * MINUTE_MS, stepMs: 2 * MINUTE_MS },
  { ms: 20 * MINUTE_MS, stepMs: 5 * MINUTE_MS },
  { ms: 30 * MINUTE_MS, stepMs: 10 * MINUTE_MS },
  HOUR,
];

export interface Axis {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
}

/** An hour that is gone. */
export function hourUntil(untilMs: number): Axis {
  return { fromMs: untilMs - HOUR.ms, toMs: untilMs, stepMs: HOUR.stepMs };
}

/** Up to now; from the shortest of 10, 20, 30 and 60 minutes that holds the whole session, an hour at most. */
export function axisOf(nowMs: number, beganMs: number): Axis {
  const { ms, stepMs } = SPANS.find((each) => each.ms >= nowMs - beganMs) ?? HOUR;
  return { fromMs: nowMs - ms, toMs: nowMs, stepMs };
}

/** 0 at the left end, 1 at now; not beyond. */
export function shareAt({ fromMs, toMs }: Axis, atMs: number): number {
  return Math.min(1, Math.max(0, (atMs - fromMs) / (toMs - fromMs)));
}

export function timeAt({ fromMs, toMs }: Axis, share: number): number {
  return fromMs + Math.min(1, Math.max(0, share)) * (toMs - fromMs);
}

/** Times under the axis, both ends among them. */
export function ticksOf({ fromMs, toMs, stepMs }: Axis): readonly number[] {
  return Array.from({ length: Math.round((toMs - fromMs) / stepMs) + 1 }, (_, index) => fromMs + index * stepMs);
}
