import type { GapCause } from './seriesTimes';
import type { Span } from './spans';
import { anyBetween, type Ticks } from './ticks';

export interface Grid {
  readonly intervalMs: number;
  readonly jitterMs: number;
}

/** A sample this part of an interval beside its tick is on it, however steady the others are. */
const ON_TICK = 0.05;

/** The first cause that holds; `unknown` also where `up` is 0 and 1 within one gap. */
export function causeOf(span: Span, ticks: Ticks, grid: Grid): GapCause {
  if (isLate(span, grid)) return 'late';
  const { fromMs, toMs } = span;
  const up = ticks.upMs !== undefined && anyBetween(ticks.upMs, fromMs, toMs);
  const down = anyBetween(ticks.downMs, fromMs, toMs);
  if (ticks.upMs !== undefined && !up && !down) return 'scraper-stopped';
  if (down && !up) return 'target-down';
  if (anyBetween(ticks.rejectedMs, fromMs, toMs)) return 'rejected';
  return up && !down && anyBetween(ticks.siblingsMs, fromMs, toMs) ? 'series-vanished' : 'unknown';
}

/**
 * One sample came between its tick and the next, and the one after it is on the grid again. A sample that stands on the
 * second tick itself, jitter apart, is not late: the first tick's is missing.
 */
function isLate({ fromMs, toMs, openBefore, openAfter, nextMs }: Span, { intervalMs, jitterMs }: Grid): boolean {
  if (openBefore || openAfter || nextMs === undefined || toMs - fromMs >= 2 * intervalMs) return false;
  const onTickMs = Math.max(jitterMs, ON_TICK * intervalMs);
  return offGridMs(toMs - fromMs, intervalMs) > onTickMs && offGridMs(nextMs - fromMs, intervalMs) <= onTickMs;
}

function offGridMs(distanceMs: number, intervalMs: number): number {
  return Math.abs(distanceMs - Math.round(distanceMs / intervalMs) * intervalMs);
}
