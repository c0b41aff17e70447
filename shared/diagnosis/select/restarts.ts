import type { PodObject } from '../../model/inventory';
import type { Facts } from '../facts';

/** What happened longer ago is history. */
const RECENT_MS = 3_600_000;

/** How a container that runs again ended last, within the last hour. */
export interface Ended {
  readonly pod: string;
  readonly container: string;
  readonly reason: string;
  readonly finishedMs: number;
  /** Seconds. */
  readonly ago: number;
}

/** @param container the one that matters; absent: any */
export function recentlyEnded(pods: readonly PodObject[], container: string | undefined, time: Facts['time']): Ended | undefined {
  const nowMs = time.nowMs + time.clockOffsetMs;
  const ended = pods.flatMap((pod) =>
    pod.statuses.flatMap(({ name, restarts, lastTerminated }) => {
      const finishedMs = lastTerminated?.finishedMs;
      if (restarts === 0 || finishedMs === undefined || nowMs - finishedMs > RECENT_MS) return [];
      if (container !== undefined && name !== container) return [];
      return [
        {
          pod: pod.name,
          container: name,
          reason: lastTerminated?.reason ?? 'an unknown reason',
          finishedMs,
          ago: Math.max(0, (nowMs - finishedMs) / 1000),
        },
      ];
    }),
  );
  return ended.sort((a, b) => b.finishedMs - a.finishedMs)[0];
}
