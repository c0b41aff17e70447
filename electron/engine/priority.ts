import fs from 'node:fs';
import os from 'node:os';

/** A tenth of the share that an ordinary thread gets where both want all of a processor. */
const BELOW_THE_WINDOW = 10;

/**
 * From the first whole picture on the engine works below the window, its collector of garbage too: on a machine with few processors a look
 * may take longer, a frame may not wait.
 */
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
