/** A sample of a counter that was seen to be at a hop: it came there after `afterMs` and not after `atMs`. */
export interface Arrival {
  /** When the sample was taken. */
  readonly sampleMs: number;
  readonly afterMs: number;
  readonly atMs: number;
}

/** How long changes took, each change as likely as every other: those of every moment between the first sample and the last. */
export interface LagSpread {
  readonly edges: number;
  readonly coveredMs: number;
  readonly bestMs: number;
  readonly p50Ms: number;
  readonly meanMs: number;
  readonly worstMs: number;
  /** How far each of them may be off: half the stretch in which an arrival lies. */
  readonly withinMs: number;
  readonly binMs: number;
  /** Share of the changes that took [i, i + 1) bins. */
  readonly bins: readonly number[];
}

/** Changes of one stretch between two samples: the first of them waited longest. */
interface Stretch {
  readonly leastMs: number;
  readonly mostMs: number;
}

/**
 * A counter that changes all the time shows a change made at c with the first sample that was taken after c: it is seen when that
 * sample arrives. All changes between two samples are seen at once, those right after the first waited longest. Of each pair of
 * samples the delays are evenly spread between the two, and longer stretches hold more changes.
 * Undefined with less than two arrivals. Milliseconds.
 */
export function lagSpread(arrivals: readonly Arrival[]): LagSpread | undefined {
  const inOrder = newestFirstSeen(arrivals);
  const stretches: Stretch[] = [];
  let withinMs = 0;
  for (const [at, { sampleMs, afterMs, atMs }] of inOrder.entries()) {
    const before = inOrder[at - 1];
    if (before === undefined) continue;
    const seenMs = (afterMs + atMs) / 2;
    withinMs = Math.max(withinMs, (atMs - afterMs) / 2);
    stretches.push({ leastMs: seenMs - sampleMs, mostMs: seenMs - before.sampleMs });
  }
  if (stretches.length === 0) return undefined;
  const worstMs = Math.max(...stretches.map(({ mostMs }) => mostMs));
  const binMs = binOf(worstMs);
  return {
    edges: stretches.length,
    coveredMs: lengthOf(stretches),
    bestMs: Math.max(0, Math.min(...stretches.map(({ leastMs }) => leastMs))),
    p50Ms: quantile(stretches, 0.5),
    meanMs: meanOf(stretches),
    worstMs,
    withinMs: Math.ceil(withinMs),
    binMs,
    bins: binsOf(stretches, binMs, Math.ceil(worstMs / binMs)),
  };
}

/** By sample, each once, at its first arrival; one that came after a newer one brought nothing. */
function newestFirstSeen(arrivals: readonly Arrival[]): readonly Arrival[] {
  const kept: Arrival[] = [];
  for (const arrival of [...arrivals].sort((a, b) => a.atMs - b.atMs)) {
    const newest = kept[kept.length - 1];
    if (newest === undefined || arrival.sampleMs > newest.sampleMs) kept.push(arrival);
  }
  return kept;
}

function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { leastMs, mostMs }) => sum + mostMs - leastMs, 0);
}

function meanOf(stretches: readonly Stretch[]): number {
  const weighed = stretches.reduce((sum, { leastMs, mostMs }) => sum + ((leastMs + mostMs) / 2) * (mostMs - leastMs), 0);
  return weighed / lengthOf(stretches);
}

/** Share of the changes that took at most `ms`. */
function shareUpTo(stretches: readonly Stretch[], ms: number): number {
  const within = stretches.reduce((sum, { leastMs, mostMs }) => sum + Math.max(0, Math.min(ms, mostMs) - leastMs), 0);
  return within / lengthOf(stretches);
}

/** To the millisecond: the share only grows with the delay. */
function quantile(stretches: readonly Stretch[], share: number): number {
  let low = Math.min(...stretches.map(({ leastMs }) => leastMs));
  let high = Math.max(...stretches.map(({ mostMs }) => mostMs));
  while (high - low > 1) {
    const middle = (low + high) / 2;
    if (shareUpTo(stretches, middle) < share) low = middle;
    else high = middle;
  }
  return Math.round(high);
}

const BIN_WIDTHS = [1, 2, 5, 10, 30, 60, 300] as const;
const MOST_BINS = 24;

function binOf(worstMs: number): number {
  const seconds = BIN_WIDTHS.find((width) => worstMs / 1000 / width <= MOST_BINS) ?? 3_600;
  return seconds * 1000;
}

function binsOf(stretches: readonly Stretch[], binMs: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => shareUpTo(stretches, (at + 1) * binMs) - shareUpTo(stretches, at * binMs));
}
