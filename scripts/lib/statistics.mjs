// What is said of many measurements of one thing.

/**
 * The value that `share` of the values do not exceed (nearest rank).
 * @param {readonly number[]} values in any order
 * @param {number} share 0 to 1: 0.95 for p95
 * @returns {number} NaN of no values
 */
export function percentile(values, share) {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length, Math.max(1, Math.ceil(share * sorted.length))) - 1];
}

/**
 * Rise of y for each unit of x by least squares.
 * @param {readonly (readonly [x: number, y: number])[]} points
 * @returns {number} NaN when there are not two different x
 */
export function slope(points) {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  if (!(spread > 0)) return Number.NaN;
  return points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
}

/** Differences between neighbours: of times the intervals. */
export function intervals(times) {
  return times.slice(1).map((time, index) => time - times[index]);
}

/**
 * Work of each frame: what ran since the last frame's task ended, up to the end of this one's.
 * @param {readonly {ms: number, frame: boolean}[]} tasks in the order they ran; `frame`: it ran a frame's callbacks
 * @returns {number[]} milliseconds; what follows the last frame belongs to none
 */
export function workPerFrame(tasks) {
  const frames = [];
  let ms = 0;
  let began = false;
  for (const task of tasks) {
    ms += task.ms;
    if (!task.frame) continue;
    // Before the first frame an unknown stretch of time went by.
    if (began) frames.push(ms);
    began = true;
    ms = 0;
  }
  return frames;
}
