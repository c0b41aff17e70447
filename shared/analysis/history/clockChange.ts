/** The time of the wall clock and of one that only grows, taken together. */
export interface Beat {
  readonly wallMs: number;
  readonly steadyMs: number;
}

/** Smaller corrections are the slewing of NTP. */
const NOTED_MS = 1_000;

/**
 * By how much the wall clock was set back between two beats, in ms; 0 if it was not. What was kept before is then
 * that much older than it says. A clock that went ahead cannot be told from a machine that slept: a gap.
 */
export function setBackMs(before: Beat, now: Beat): number {
  const expected = before.wallMs + Math.max(0, now.steadyMs - before.steadyMs);
  const back = expected - now.wallMs;
  return back > NOTED_MS || now.wallMs < before.wallMs ? back : 0;
}
