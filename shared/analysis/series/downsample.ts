import type { SeriesPoint } from './point';

/**
 * At most `max` of the points, so that no spike and no gap is lost: of each bucket (so many points in a
 * row) its lowest, its highest and one gap stay, in their order, and the first and last point of all.
 * What is few enough comes back as it is. `max` is 8 at least.
 */
export function downsample(points: readonly SeriesPoint[], max: number): readonly SeriesPoint[] {
  const most = Math.max(8, Math.floor(max));
  return points.length <= most ? points : thin(points, bucketCount(points, most));
}

/** Into how many buckets they go: each gives two points, three where there are gaps; the first and last of all have room beside them. */
export function bucketCount(points: readonly SeriesPoint[], max: number): number {
  const each = points.some((point) => point.value === null) ? 3 : 2;
  return Math.max(1, Math.floor((max - 2) / each));
}

/** Index of the first point of a bucket. */
export function bucketStart(bucket: number, buckets: number, length: number): number {
  return Math.floor((bucket * length) / buckets);
}

function thin(points: readonly SeriesPoint[], buckets: number): readonly SeriesPoint[] {
  const kept = new Set<number>([0, points.length - 1]);
  for (let bucket = 0; bucket < buckets; bucket++)
    for (const index of keptOf(points, bucketStart(bucket, buckets, points.length), bucketStart(bucket + 1, buckets, points.length)))
      kept.add(index);
  return [...kept].sort((a, b) => a - b).flatMap((index) => points[index] ?? []);
}

/** Indices of the lowest, the highest and the first gap from `from` to before `to`. */
function keptOf(points: readonly SeriesPoint[], from: number, to: number): readonly number[] {
  let low: { readonly index: number; readonly value: number } | undefined;
  let high = low;
  let gap: number | undefined;
  for (let index = from; index < to; index++) {
    const value = points[index]?.value ?? null;
    if (value === null) gap ??= index;
    else {
      if (low === undefined || value < low.value) low = { index, value };
      if (high === undefined || value > high.value) high = { index, value };
    }
  }
  return [low?.index, high?.index, gap].filter((index) => index !== undefined);
}
