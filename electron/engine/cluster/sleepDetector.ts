import type { Clock } from '../clock';

const TICK_MS = 5_000;
/** Less than this may be a busy machine or a clock that was set right. */
const SLEPT_MS = 10_000;

/** Calls back after the machine slept: wall time went on while the monotonic clock stood still. */
export async function watchForSleep(clock: Clock, onWake: () => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const [wall, steady] = [clock.now(), clock.monotonic()];
    await clock.sleep(TICK_MS, signal);
    const late = clock.monotonic() - steady - TICK_MS;
    const slept = clock.now() - wall - (clock.monotonic() - steady);
    if (!signal.aborted && (slept > SLEPT_MS || late > SLEPT_MS * 3)) onWake();
  }
}
