import type { ResourcePoint } from './resourceBatch';

/** Go's zero time, 1 January of the year 1. */
const ZERO_TIME_MS = -62_135_596_800_000;

/** Go's empty point. */
export const ZERO_POINT: ResourcePoint = { timestampMs: ZERO_TIME_MS, cpuCoreSeconds: 0, memoryBytes: 0 };

/** A start that is not known is Go's zero time: before everything. */
export function startTimeMs(point: ResourcePoint): number {
  return point.startTimeMs ?? ZERO_TIME_MS;
}
