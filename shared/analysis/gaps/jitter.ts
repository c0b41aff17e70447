import { middleOf } from '../../series/middle';

/** Even jitter of ±j at each sample moves distances by up to 2j and by 0.59j in the middle: four times that covers it. */
const MEDIANS = 4;
/** More would make every sample on the grid. */
const LARGEST_PART = 0.25;

/**
 * How far the distance of two samples may be from a whole number of intervals and both still be on the grid: learnt from
 * neighbours that enclose no gap (`longestMs` or less) and follow none, since a late sample's successor comes early.
 */
export function jitterMs(samplesMs: ArrayLike<number>, intervalMs: number, longestMs: number): number {
  const deviations: number[] = [];
  let afterGap = false;
  for (let i = 1; i < samplesMs.length; i++) {
    const distanceMs = (samplesMs[i] ?? 0) - (samplesMs[i - 1] ?? 0);
    const gap = distanceMs > longestMs;
    if (!gap && !afterGap) deviations.push(Math.abs(distanceMs - intervalMs));
    afterGap = gap;
  }
  return Math.min(MEDIANS * (middleOf(deviations) ?? 0), LARGEST_PART * intervalMs);
}
