import type { SeriesPoint } from './point';

/** A value stands for this many steps until the next one of its line must have come. */
const HOLDS_STEPS = 2;

/**
 * Several lines as one, a point for each step: the values that the lines have then, put together by `gather`. Looks
 * at many things never fall on one moment: a value holds until its line's next one, two steps at most; a gap holds
 * too. It begins when all lines that begin together have begun, for half a sum is no sum. Where no line has a value
 * there is a gap.
 */
export function gatherLines(
  lines: readonly (readonly SeriesPoint[])[],
  stepMs: number,
  gather: (values: readonly number[]) => number,
): readonly SeriesPoint[] {
  const beginMs = begin(lines, stepMs);
  const next = lines.map(() => 0);
  return lastOfSteps(lines, stepMs)
    .filter((atMs) => atMs >= beginMs)
    .map((atMs) => {
      const values = lines.flatMap((points, line) => {
        while ((points[next[line] ?? 0]?.atMs ?? Number.POSITIVE_INFINITY) <= atMs) next[line] = (next[line] ?? 0) + 1;
        const last = points[(next[line] ?? 0) - 1];
        return last === undefined || last.value === null || atMs - last.atMs > HOLDS_STEPS * stepMs ? [] : [last.value];
      });
      return { atMs, value: values.length === 0 ? null : gather(values) };
    });
}

/** The time of the last point in each step, of any line. */
function lastOfSteps(lines: readonly (readonly SeriesPoint[])[], stepMs: number): readonly number[] {
  const last = new Map<number, number>();
  for (const points of lines)
    for (const { atMs } of points) {
      const step = Math.floor(atMs / stepMs);
      last.set(step, Math.max(last.get(step) ?? atMs, atMs));
    }
  return [...last.values()].sort((a, b) => a - b);
}

/** When the last of the lines began that begin within two steps of the first. */
function begin(lines: readonly (readonly SeriesPoint[])[], stepMs: number): number {
  const firsts = lines.flatMap((points) => points[0]?.atMs ?? []);
  const firstMs = Math.min(...firsts);
  return Math.max(...firsts.filter((atMs) => atMs - firstMs <= HOLDS_STEPS * stepMs));
}

/** How lines of one unit go together: amounts add up; of times and shares the highest counts. */
export function gatherOf(unit: string): 'sum' | 'highest' {
  return /^(seconds|s|ms|milliseconds|ratio|percent|%)$/.test(unit) ? 'highest' : 'sum';
}

export function gatherBy(how: 'sum' | 'highest'): (values: readonly number[]) => number {
  return how === 'sum' ? (values) => values.reduce((total, value) => total + value, 0) : (values) => Math.max(...values);
}
