import type { TraceClock } from '../../contract/trace';

/** One answer: when its request left and its head was here, and the Date that it carries, in whole seconds. */
export interface DatedAnswer {
  readonly sentMs: number;
  readonly receivedMs: number;
  readonly dateMs: number;
}

const DATE_RESOLUTION_MS = 1_000;

/**
 * Server clock minus this one. Each answer was dated between its request and its arrival, by a clock that cuts off the second: its
 * offset lies in [date - received, date + 1 s - sent). All answers hold, so what is left is where they overlap; some dozen answers
 * at different parts of a second leave some tenths of one. Undefined without answers; where they contradict (a clock that was set),
 * the newest alone.
 */
export function clockOf(who: string, answers: readonly DatedAnswer[]): TraceClock | undefined {
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { sentMs, receivedMs, dateMs } of answers) {
    low = Math.max(low, dateMs - receivedMs);
    high = Math.min(high, dateMs + DATE_RESOLUTION_MS - sentMs);
  }
  const newest = answers[answers.length - 1];
  if (newest === undefined) return undefined;
  if (low > high) return clockOf(who, [newest]);
  return { who, offsetMs: Math.round((low + high) / 2), withinMs: Math.ceil((high - low) / 2) };
}

/** The same clock, where a sample that it stamped was there at `receivedMs`: it cannot be of the future. */
export function notFromTheFuture(clock: TraceClock, sampleMs: number, receivedMs: number): TraceClock {
  const least = sampleMs - receivedMs;
  if (clock.offsetMs + clock.withinMs >= least) return clock;
  return { who: clock.who, offsetMs: Math.round(least), withinMs: clock.withinMs };
}

/** A time by that clock, by this machine's. */
export function toLocal(ms: number, { offsetMs }: Pick<TraceClock, 'offsetMs'>): number {
  return ms - offsetMs;
}
