import fs from 'node:fs';
import os from 'node:os';
import type { Clock } from './clock';

/** A tenth of the share that an ordinary thread gets where both want all of a processor. */
const BELOW_THE_WINDOW = 10;

/** The first look at thousands of kubelets takes minutes: a map that is live so long is one that somebody moves. */
const LIVE_MS = 5_000;

/**
 * From the first whole picture on, or soon after the map is live, the engine works below the window: on a machine with few processors a look may
 * take longer, a frame may not wait. The function that is given back hears of each phase.
 */
export function belowTheWindow(clock: Pick<Clock, 'monotonic'>, work = workBelowTheWindow): (isLive: boolean, isSettled: boolean) => void {
  let liveSinceMs: number | undefined;
  let isBelow = false;
  return (isLive, isSettled) => {
    if (isLive) liveSinceMs ??= clock.monotonic();
    const isLong = liveSinceMs !== undefined && clock.monotonic() - liveSinceMs >= LIVE_MS;
    if (isBelow || !(isSettled || isLong)) return;
    isBelow = true;
    work();
  };
}

/** Every thread of this process, its collectors of garbage too. */
export function workBelowTheWindow(): void {
  for (const thread of threads()) {
    try {
      os.setPriority(thread, Math.max(BELOW_THE_WINDOW, os.getPriority(thread)));
    } catch {
      // It has ended, or a system that does not allow it keeps the usual order.
    }
  }
}

/** On Linux a priority is a thread's, not a process' (setpriority(2)); new threads have that of the one that starts them. */
function threads(): readonly number[] {
  try {
    return fs.readdirSync('/proc/self/task').map(Number);
  } catch {
    return [process.pid];
  }
}
