import type { Clock } from '../clock';

/** What may be computed at once without the looks beside it being late. */
const SLICE_MS = 12;

export type SliceClock = Pick<Clock, 'monotonic' | 'sleep'>;

/** Steps of a computation in slices, others between them; `onSlice` after each. False: it was stopped. */
export async function inSlices(
  step: () => boolean,
  clock: SliceClock,
  signal: AbortSignal,
  onSlice: () => void = () => {},
): Promise<boolean> {
  let goesOn = true;
  while (goesOn) {
    const untilMs = clock.monotonic() + SLICE_MS;
    do goesOn = step();
    while (goesOn && clock.monotonic() < untilMs);
    onSlice();
    if (goesOn) await clock.sleep(0, signal);
    if (signal.aborted) return false;
  }
  return true;
}
