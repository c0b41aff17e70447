import type { JudgeContext } from '../prober';
import type { MetricsApiFacts, ServedUsage } from './facts';

/** Two windows of the default resolution of the binary (60 s) and the time a kubelet may be behind: older than this nobody expects. */
export const OLD_SECONDS = 150;

export interface Ages {
  readonly newest?: number;
  readonly oldest?: number;
  readonly oldestName?: string;
}

/** Of the nodes' values in the Metrics API, in seconds. */
export function servedAges({ nodes }: MetricsApiFacts, context: Pick<JudgeContext, 'nowMs' | 'clockOffsetMs'>): Ages {
  if (nodes.state !== 'ok') return {};
  const byAge = [...nodes.value].sort((a, b) => b.timestampMs - a.timestampMs);
  const age = (served: ServedUsage | undefined): number | undefined =>
    served && Math.max(0, (context.nowMs + context.clockOffsetMs - served.timestampMs) / 1000);
  const last = byAge.at(-1);
  return { newest: age(byAge[0]), oldest: age(last), oldestName: last?.name };
}
