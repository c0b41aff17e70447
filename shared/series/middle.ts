/** The middle one of the numbers in order, the upper of two; undefined of none. NaN counts as the largest. */
export function middleOf(numbers: Iterable<number>): number | undefined {
  const sorted = Float64Array.from(numbers).sort();
  return sorted[Math.floor(sorted.length / 2)];
}

/** The usual distance of neighbours in times that ascend, in their unit; undefined below two. */
export function middleStep(times: readonly number[]): number | undefined {
  return middleOf(times.slice(1).map((time, at) => time - (times[at] ?? time)));
}
