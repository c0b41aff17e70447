import { OTHERS } from '../../model/chart';

/** Lines of one chart: more than this are hard to tell apart. */
export const LINES = 7;

/** The largest of many and the rest of them together as "others", largest first; equal ones by name. What is no finite number is left out; `gather` adds up unless told otherwise. */
export function largestAndOthers(
  values: ReadonlyMap<string, number>,
  gather: (rest: readonly number[]) => number = sum,
  lines = LINES,
): readonly (readonly [name: string, value: number])[] {
  const sorted = [...values].filter(([, value]) => Number.isFinite(value)).sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  // An eighth line for a single one left over would hide its name and save nothing.
  if (sorted.length <= lines + 1) return sorted;
  return [...sorted.slice(0, lines), [OTHERS, gather(sorted.slice(lines).map(([, value]) => value))]];
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

export function largestOf(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}
