import { middleStep } from '../../series/middle';
import type { SeriesPoint } from './point';

/** Looks so much further apart than usual leave a gap between them: the app was paused, asleep, or not asked. */
const MANY_STEPS = 3;
/** Looks that take turns come unevenly; what is shorter than this is no gap. */
const SHORTEST_GAP_MS = 45_000;

export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The usual time between two points with a value, in milliseconds: the middle one. Undefined below two points. */
export function usualStepMs(points: readonly SeriesPoint[]): number | undefined {
  return middleStep(points.map(({ atMs }) => atMs));
}

/** The points with a null put between those that stand too far apart: a line drawn over the hole would claim what nobody saw. */
export function withGaps(points: readonly SeriesPoint[]): readonly SeriesPoint[] {
  const longestMs = Math.max(SHORTEST_GAP_MS, MANY_STEPS * (usualStepMs(points) ?? 0));
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    const far = before !== undefined && before.value !== null && point.value !== null && point.atMs - before.atMs > longestMs;
    return far ? [{ atMs: before.atMs + 1, value: null }, point] : [point];
  });
}

/**
 * Stretches from `fromMs` to `toMs` in which no line has a value, each longer than `shortestMs`:
 * before the first point, after the last, and from value to value over gaps.
 */
export function unseenStretches(
  lines: readonly (readonly SeriesPoint[])[],
  { fromMs, toMs }: Stretch,
  shortestMs: number,
): readonly Stretch[] {
  const seen = joined(lines.flatMap((points) => seenStretches(points)));
  const unseen: Stretch[] = [];
  let atMs = fromMs;
  for (const stretch of seen) {
    if (stretch.fromMs > atMs) unseen.push({ fromMs: atMs, toMs: Math.min(stretch.fromMs, toMs) });
    atMs = Math.max(atMs, stretch.toMs);
  }
  if (atMs < toMs) unseen.push({ fromMs: atMs, toMs });
  return unseen.filter((stretch) => stretch.toMs - stretch.fromMs > shortestMs);
}

/** Runs of values. */
function seenStretches(points: readonly SeriesPoint[]): readonly Stretch[] {
  const runs: Stretch[] = [];
  let fromMs: number | undefined;
  let lastMs = 0;
  for (const { atMs, value } of points) {
    if (value !== null) {
      fromMs ??= atMs;
      lastMs = atMs;
    } else if (fromMs !== undefined) {
      runs.push({ fromMs, toMs: lastMs });
      fromMs = undefined;
    }
  }
  if (fromMs !== undefined) runs.push({ fromMs, toMs: lastMs });
  return runs;
}

function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const out: Stretch[] = [];
  for (const stretch of [...stretches].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = out[out.length - 1];
    if (last !== undefined && stretch.fromMs <= last.toMs)
      out[out.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, stretch.toMs) };
    else out.push(stretch);
  }
  return out;
}
