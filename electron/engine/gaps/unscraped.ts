import type { TargetGap } from '../../../shared/analysis/gaps/targetGaps';

type Stretch = Pick<TargetGap, 'fromMs' | 'toMs' | 'intervalMs' | 'openBefore' | 'openAfter'>;

interface Times {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Who scrapes a little late has not stood still. */
const SLACK = 0.5;

/**
 * Of each gap, how many gaps (itself among them) reach over it whole, from its first missed tick to its last: so many targets had no
 * scrape in that time. One pass over all of them in the order of their begins, however many there are.
 */
export function countUnscraped<T extends Stretch>(gaps: readonly T[]): ReadonlyMap<T, number> {
  const ends = Float64Array.from(gaps.map((gap) => outer(gap).toMs)).sort();
  const begun = new CountsByEnd(ends);
  const byBegin = [...gaps].sort((a, b) => outer(a).fromMs - outer(b).fromMs);
  const asked = gaps.map((gap) => ({ gap, ...asksFor(gap) })).sort((a, b) => a.fromMs - b.fromMs);
  const counts = new Map<T, number>();
  let next = 0;
  for (const { gap, fromMs, toMs } of asked) {
    for (let each = byBegin[next]; each !== undefined && outer(each).fromMs <= fromMs; each = byBegin[next]) {
      begun.add(outer(each).toMs);
      next += 1;
    }
    counts.set(gap, begun.from(toMs));
  }
  return counts;
}

/** From the last scrape before to the first after. */
function outer({ fromMs, toMs, openBefore, openAfter }: Stretch): Times {
  return { fromMs: openBefore ? Number.NEGATIVE_INFINITY : fromMs, toMs: openAfter ? Number.POSITIVE_INFINITY : toMs };
}

/** From the first missed tick to the last: where another has no scrape either, its gap begins before the one and ends after the other. */
function asksFor({ fromMs, toMs, intervalMs, openBefore, openAfter }: Stretch): Times {
  const slackMs = SLACK * intervalMs;
  const first = openBefore ? fromMs : fromMs + intervalMs;
  const last = openAfter ? toMs : toMs - intervalMs;
  return { fromMs: Math.min(first, last) + slackMs, toMs: Math.max(first, last) - slackMs };
}

/** How many ends not before a time: a Fenwick tree over all ends there are. */
class CountsByEnd {
  private readonly tree: Int32Array;
  private all = 0;

  constructor(private readonly ends: Float64Array) {
    this.tree = new Int32Array(ends.length + 1);
  }

  add(endMs: number): void {
    this.all += 1;
    for (let i = countBefore(this.ends, endMs) + 1; i < this.tree.length; i += i & -i) this.tree[i] = (this.tree[i] ?? 0) + 1;
  }

  from(timeMs: number): number {
    let before = 0;
    for (let i = countBefore(this.ends, timeMs); i > 0; i -= i & -i) before += this.tree[i] ?? 0;
    return this.all - before;
  }
}

function countBefore(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
