import { expand } from '../relabel/expand';
import type { AdapterRule } from './rule';

/** The metric's name in the API; undefined where name.matches does not match. The expression is not anchored. */
export function seriesNameOf({ name }: AdapterRule, series: string): string | undefined {
  const match = name.regex.matcher(series);
  return match.find() ? expand(name.as, match) : undefined;
}
