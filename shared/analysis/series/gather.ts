import type { SeriesPoint } from './point';

/** A value stands for this many steps until the next one of its line must have come. */
const HOLDS_STEPS = 2;

/**
 * Several lines as one: at each step the values that the lines have then, put together by `gather`. Looks at many
 * things never fall on one moment, so a value holds until its line's next one, two steps at most; a gap holds too.
 * Where no line has a value there is a gap.
 */
export function gatherLines(
  lines: readonly (readonly SeriesPoint[])[],
  stepMs: number,
  gather: (values: readonly number[]) => number,
): readonly SeriesPoint[] {
  const times = lines.flatMap((points) => points.map(({ atMs }) => Math.ceil(atMs / stepMs) * stepMs));
  const grid = [...new Set(times)].sort((a, b) => a - b);
  const next = lines.map(() => 0);
  return grid.map((atMs) => {
    const values = lines.flatMap((points, line) => {
      while ((points[next[line] ?? 0]?.atMs ?? Number.POSITIVE_INFINITY) <= atMs) next[line] = (next[line] ?? 0) + 1;
      const last = points[(next[line] ?? 0) - 1];
      return last === undefined || last.value === null || atMs - last.atMs > HOLDS_STEPS * stepMs ? [] : [last.value];
    });
    return { atMs, value: values.length === 0 ? null : gather(values) };
  });
}

/** How lines of one unit go together: amounts add up; of times and shares the highest counts. */
export function gatherOf(unit: string): 'sum' | 'highest' {
  return /^(seconds|s|ms|milliseconds|ratio|percent|%)$/.test(unit) ? 'highest' : 'sum';
}

export function gatherBy(how: 'sum' | 'highest'): (values: readonly number[]) => number {
  return how === 'sum' ? (values) => values.reduce((total, value) => total + value, 0) : (values) => Math.max(...values);
}
