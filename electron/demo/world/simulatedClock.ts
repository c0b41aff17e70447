/** The demo's time: simulated, moved by the simulation alone, read by everything that the demo serves. */
export interface SimulatedClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Never backwards. */
  moveTo(ms: number): void;
}

export function createSimulatedClock(startMs: number): SimulatedClock {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    moveTo(ms) {
      if (ms < nowMs) throw new Error(`the demo's clock cannot go back from ${nowMs} to ${ms}`);
      nowMs = ms;
    },
  };
}
