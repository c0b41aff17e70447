import type { Clock } from '../clock';

/** A clock that goes only when told to. */
export interface ManualClock extends Clock {
  /** Moves on, waking sleepers in order; lets what they started settle in between. */
  advance(ms: number): Promise<void>;
  /** Moves wall time alone, as a machine that slept does to timers. */
  jump(ms: number): void;
}

export function manualClock(startMs = Date.UTC(2026, 10, 21, 12)): ManualClock {
  let elapsed = 0;
  let jumped = 0;
  const sleepers = new Set<{ readonly atMs: number; readonly wake: () => void }>();
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    now: () => startMs + elapsed + jumped,
    monotonic: () => elapsed,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const wake = (): void => {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper = { atMs: elapsed + ms, wake };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', wake, { once: true });
      }),
    async advance(ms) {
      const until = elapsed + ms;
      await settle();
      for (;;) {
        const next = [...sleepers].filter(({ atMs }) => atMs <= until).sort((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined) break;
        elapsed = Math.max(elapsed, next.atMs);
        next.wake();
        await settle();
      }
      elapsed = until;
    },
    jump(ms) {
      jumped += ms;
    },
  };
}
