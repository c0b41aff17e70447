import type { SeriesData } from '../../shared/contract/engine';

/** `next` with every line that equals the line of the same key before replaced by it, so that only charts with new points are drawn anew. */
export function shareSeries(before: readonly SeriesData[], next: readonly SeriesData[]): readonly SeriesData[] {
  const known = new Map(before.map((line) => [line.key, line]));
  return next.map((line) => {
    const old = known.get(line.key);
    return old !== undefined && isSame(old, line) ? old : line;
  });
}

function isSame({ points, ...head }: SeriesData, { points: others, ...other }: SeriesData): boolean {
  if (points.length !== others.length || JSON.stringify(head) !== JSON.stringify(other)) return false;
  return points.every((point, index) => point.atMs === others[index]?.atMs && point.value === others[index]?.value);
}
