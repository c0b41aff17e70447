import { useEngine } from './engineStore';
import { pointAtTime, useTimeCursor } from './timeCursor';

let shown: readonly number[] = [];

/** The times of the points on the screen, in order: where the time cursor can stand. None: the kept moments are. */
export function showLookTimes(times: readonly number[]): void {
  shown = times;
}

/** The time cursor one look on (1) or back (-1); from nowhere it begins at the newest. */
export function moveTimeCursor(by: -1 | 1): void {
  const times = shown.length > 0 ? shown : (useEngine.getState().strip?.moments ?? []);
  pointAtTime(nextTime(times, useTimeCursor.getState().atMs, by));
}

/** The time before or after; the first and last are the ends. */
export function nextTime(times: readonly number[], atMs: number | undefined, by: -1 | 1): number | undefined {
  if (atMs === undefined) return times[times.length - 1];
  const next = by > 0 ? times.find((time) => time > atMs) : times.filter((time) => time < atMs).pop();
  return next ?? atMs;
}
