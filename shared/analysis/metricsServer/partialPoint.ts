import type { Sample } from '../../exposition/parse';
import type { DropReason, ResourcePoint } from './resourceBatch';

/** A point while its samples are read. */
export type PartialPoint = { -readonly [K in keyof ResourcePoint]?: ResourcePoint[K] };

export type Completed = { readonly point: ResourcePoint } | { readonly reason: DropReason };

/** Go keeps times as 64 bit nanoseconds; what does not fit is no time. */
const LONGEST_SECONDS = 2 ** 63 / 1e9;

export function takeCpu(point: PartialPoint, sample: Sample, defaultTimeMs: number): void {
  point.cpuCoreSeconds = sample.value;
  point.timestampMs = sample.timestampMs ?? defaultTimeMs;
}

export function takeMemory(point: PartialPoint, sample: Sample, defaultTimeMs: number): void {
  point.memoryBytes = Math.trunc(sample.value);
  point.timestampMs = sample.timestampMs ?? defaultTimeMs;
}

/** The value is the time; the sample's own timestamp does not count. */
export function takeStart(point: PartialPoint, { value }: Sample): void {
  if (Math.abs(value) < LONGEST_SECONDS) point.startTimeMs = value * 1000;
}

/** metrics-server keeps unsigned nanocore-seconds and bytes: less than one of them is zero, and zero is taken for missing. */
export function completed(point: PartialPoint): Completed {
  const { timestampMs, cpuCoreSeconds, memoryBytes } = point;
  if (!isAmount(cpuCoreSeconds) || !isAmount(memoryBytes) || timestampMs === undefined) return { reason: 'missing-value' };
  if (cpuNanos(cpuCoreSeconds) === 0) return { reason: 'zero-cpu' };
  if (memoryBytes === 0) return { reason: 'zero-memory' };
  const start = point.startTimeMs === undefined ? {} : { startTimeMs: point.startTimeMs };
  return { point: { timestampMs, cpuCoreSeconds, memoryBytes, ...start } };
}

/** Below zero and NaN have no place in unsigned numbers: what Go makes of them depends on the processor. */
function isAmount(value: number | undefined): value is number {
  return value !== undefined && value >= 0 && Number.isFinite(value);
}

/** Whole nanocore-seconds, as the code cuts them. */
export function cpuNanos(coreSeconds: number): number {
  return Math.trunc(coreSeconds * 1e9);
}
