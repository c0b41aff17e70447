import os from 'node:os';

/** A third of the share that an ordinary thread gets where both want all of a processor. */
const BELOW_THE_WINDOW = 5;

/**
 * From the first whole picture on the engine works below the window: on a machine with few processors a look may take longer, a frame may
 * not wait. On Linux it holds for the thread that calls (setpriority(2)), so that the demo's thread stays as it is.
 */
export function workBelowTheWindow(): void {
  try {
    os.setPriority(BELOW_THE_WINDOW);
  } catch {
    // A system that does not allow it keeps the usual order.
  }
}
