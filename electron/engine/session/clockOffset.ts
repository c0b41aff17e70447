import { middleOf } from '../../../shared/series/middle';
import type { PhaseTimings } from '../cluster/port';

/** Date headers have whole seconds; half of one is the error that stays. */
const DATE_RESOLUTION_MS = 500;
/** Few enough that a clock that was set is believed within seconds. */
const KEPT = 5;

/**
 * Server clock minus local clock, from Date headers: the median of the last measurements, each
 * taken at the middle of waiting for the first byte. Within the resolution of a Date header it is 0.
 */
export class ClockOffset {
  private readonly offsets: number[] = [];

  measured(serverDateMs: number, completeAtMs: number, timings: PhaseTimings): void {
    const firstByteAt = completeAtMs - (timings.body ?? 0);
    const madeAt = firstByteAt - (timings.firstByte ?? 0) / 2;
    this.offsets.push(serverDateMs + DATE_RESOLUTION_MS - madeAt);
    if (this.offsets.length > KEPT) this.offsets.shift();
  }

  ms(): number {
    const median = middleOf(this.offsets) ?? 0;
    return Math.abs(median) <= 2 * DATE_RESOLUTION_MS ? 0 : Math.round(median);
  }
}
