/** Steps counted by length, for a picture of their spread. */
export interface StepCount {
  /** Seconds; the last count holds all that are longer. */
  readonly from: number;
  readonly count: number;
}

const WIDTH = 2.5;
/** Twice what the default intervals can make. */
const MOST_SECONDS = 60;

/** Counts of steps in parts of 2.5 s up to a minute, and of those that took longer. */
export function stepCounts(steps: readonly number[]): readonly StepCount[] {
  const counts = Array.from({ length: MOST_SECONDS / WIDTH + 1 }, (_, part) => ({ from: part * WIDTH, count: 0 }));
  for (const step of steps) {
    const part = counts[Math.max(0, Math.min(counts.length - 1, Math.floor(step / WIDTH)))];
    if (part !== undefined) part.count += 1;
  }
  return counts;
}
