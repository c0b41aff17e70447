import { histogramQuantile } from '../../promql/histogramQuantile';
import type { Read, Reads } from './counterRate';

/** Cumulative counts by upper bound, as written in `le`: "0.005", "+Inf". */
export type Buckets = ReadonlyMap<string, number>;

/** The q-quantile of what the buckets count, interpolated as Prometheus' histogram_quantile does; undefined when they count nothing. */
export function quantile(q: number, buckets: Buckets): number | undefined {
  const [seen] = histogramQuantile(
    q,
    [...buckets].map(([le, value]) => ({ labels: { le }, value })),
  );
  return seen === undefined || Number.isNaN(seen.value) ? undefined : seen.value;
}

/** What was counted between two reads. A histogram that counts less than before began anew at zero, with all its buckets. */
export function bucketIncrease(now: Buckets, before: Buckets): Buckets {
  const fell = [...now].some(([le, count]) => count < (before.get(le) ?? 0));
  return fell ? now : new Map([...now].map(([le, count]) => [le, count - (before.get(le) ?? 0)]));
}

/** The q-quantile of what was observed between two reads: histogram_quantile(q, increase(...)). Undefined when nothing was. */
export function quantileBetween(q: number, { now, before }: Reads<Buckets>): number | undefined {
  return now && before ? quantile(q, bucketIncrease(now.value, before.value)) : undefined;
}

/** A part of what was read, read by read. */
export function partOf<T, Part>({ now, before }: Reads<T>, pick: (value: T) => Part): Reads<Part> {
  const part = (read: Read<T> | undefined) => read && { atMs: read.atMs, value: pick(read.value) };
  return { now: part(now), before: part(before) };
}
