import { dropLabels, type Labels, labelsKey, METRIC_NAME } from './labels';
import { parseNumber } from './number';
import type { VectorSample } from './value';

interface Bucket {
  readonly upperBound: number;
  count: number;
}

const APART: ReadonlySet<string> = new Set([METRIC_NAME, 'le']);

/** Differences between neighbouring buckets below this share of them are rounding, not decreases (promql/quantile.go). */
const SMALL_DELTA = 1e-12;

/** The q-quantile of each classic histogram in the vector: series that differ in `le` alone. */
export function histogramQuantile(q: number, samples: readonly VectorSample[]): VectorSample[] {
  const histograms = new Map<string, { labels: Labels; buckets: Bucket[] }>();
  for (const { labels, value } of samples) {
    const upperBound = parseNumber(labels['le'] ?? '');
    if (upperBound === undefined) continue;
    const rest = dropLabels(labels, APART);
    const key = labelsKey(rest);
    const histogram = histograms.get(key) ?? { labels: rest, buckets: [] };
    histogram.buckets.push({ upperBound, count: value });
    histograms.set(key, histogram);
  }
  return [...histograms.values()].map(({ labels, buckets }) => ({ labels, value: bucketQuantile(q, buckets) }));
}

function bucketQuantile(q: number, unsorted: readonly Bucket[]): number {
  if (Number.isNaN(q)) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  const buckets = monotonic(coalesced([...unsorted].sort((a, b) => a.upperBound - b.upperBound)));
  const last = buckets[buckets.length - 1];
  if (last === undefined || last.upperBound !== Number.POSITIVE_INFINITY || buckets.length < 2) return Number.NaN;
  if (last.count === 0 || Number.isNaN(last.count)) return Number.NaN;
  return interpolated(q * last.count, buckets);
}

function interpolated(rank: number, buckets: readonly Bucket[]): number {
  const index = buckets.slice(0, -1).findIndex((bucket) => bucket.count >= rank);
  if (index < 0) return buckets[buckets.length - 2]?.upperBound ?? Number.NaN;
  const end = buckets[index]?.upperBound ?? 0;
  if (index === 0 && end <= 0) return end;
  const below = index === 0 ? { upperBound: 0, count: 0 } : (buckets[index - 1] ?? { upperBound: 0, count: 0 });
  const inside = (buckets[index]?.count ?? 0) - below.count;
  return below.upperBound + (end - below.upperBound) * ((rank - below.count) / inside);
}

function coalesced(buckets: readonly Bucket[]): Bucket[] {
  const merged: Bucket[] = [];
  for (const bucket of buckets) {
    const last = merged[merged.length - 1];
    if (last?.upperBound === bucket.upperBound) last.count += bucket.count;
    else merged.push({ ...bucket });
  }
  return merged;
}

/** Counts that decrease (scrapes in between, rate over a changed window) are raised to their neighbour's. */
function monotonic(buckets: Bucket[]): Bucket[] {
  let previous = buckets[0]?.count ?? 0;
  for (const bucket of buckets.slice(1)) {
    const equal =
      bucket.count === previous || Math.abs(bucket.count - previous) < SMALL_DELTA * (Math.abs(bucket.count) + Math.abs(previous));
    if (equal || bucket.count < previous) bucket.count = previous;
    else previous = bucket.count;
  }
  return buckets;
}
