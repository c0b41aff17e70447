/** How often somebody looks, and how far each look may be from its tick. */
export interface Pace {
  readonly intervalMs: number;
  /** Each scrape is up to this much before or after its tick, evenly. */
  readonly jitterMs: number;
}

/**
 * The chance that a state of length `lengthMs` has a scrape in it when it begins at any time: 1 - E[max(0, G - d)] / i for the
 * distance G of two scrapes. Without jitter that is d / i, at most 1; with jitter G is i plus the difference of two even
 * errors, spread as a triangle over ±2 j, and states a little longer than the interval can be missed.
 * 0 without an interval: nobody looks.
 */
export function chanceSeen(lengthMs: number, { intervalMs, jitterMs }: Pace): number {
  if (!(intervalMs > 0) || !(lengthMs > 0)) return 0;
  const spreadMs = 2 * Math.min(Math.max(0, jitterMs), intervalMs / 2);
  const overMs = lengthMs - intervalMs;
  return Math.min(1, Math.max(0, 1 - missedMs(overMs, spreadMs) / intervalMs));
}

/** E[max(0, e - x)] for e spread as a triangle over ±w. */
function missedMs(overMs: number, spreadMs: number): number {
  if (overMs >= spreadMs) return 0;
  if (overMs <= -spreadMs || spreadMs === 0) return -overMs;
  const tail = (spreadMs - Math.abs(overMs)) ** 3 / (6 * spreadMs ** 2);
  return overMs >= 0 ? tail : tail - overMs;
}

/** Neighbours further apart than this many intervals have lost a scrape between them: they tell nothing of jitter. */
const LOST_INTERVALS = 1.5;
const PERCENTILE = 0.95;

/** Jitter as the times show it: half the distance's deviation from the interval that 95 of 100 stay under. */
export function measuredJitterMs(times: readonly number[], intervalMs: number): number {
  const deviations = times
    .slice(1)
    .map((time, at) => time - (times[at] ?? time))
    .filter((distance) => distance > 0 && distance < LOST_INTERVALS * intervalMs)
    .map((distance) => Math.abs(distance - intervalMs) / 2)
    .sort((a, b) => a - b);
  return deviations[Math.min(deviations.length - 1, Math.floor(deviations.length * PERCENTILE))] ?? 0;
}
