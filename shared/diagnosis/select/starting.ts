import type { PodObject } from '../../model/inventory';
import type { Facts } from '../facts';
import type { MetricsServerSight } from '../sights';
import { resolutionSeconds } from './metricsServers';

/** Seconds that a metrics-server needs before it has anything to serve: two of its resolutions, and the way. */
export function patienceSeconds(server: MetricsServerSight): number {
  return 2 * resolutionSeconds(server) + 15;
}

/** When the youngest container of these pods started. */
export function youngestStartMs(pods: readonly PodObject[]): number | undefined {
  const starts = pods.flatMap(({ statuses }) => statuses.flatMap(({ startedMs }) => (startedMs === undefined ? [] : [startedMs])));
  return starts.length === 0 ? undefined : starts.reduce((a, b) => Math.max(a, b));
}

/** Started less than so long ago. */
export function isYoung(startedMs: number | undefined, seconds: number, { nowMs, clockOffsetMs }: Facts['time']): boolean {
  return startedMs !== undefined && nowMs + clockOffsetMs - startedMs < seconds * 1000;
}
