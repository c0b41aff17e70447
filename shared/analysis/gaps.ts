import { causeOf } from './gaps/cause';
import { jitterMs } from './gaps/jitter';
import type { Gap, SeriesTimes } from './gaps/seriesTimes';
import { type Span, spansOf } from './gaps/spans';
import { ticksOf } from './gaps/ticks';

export type { Gap, GapCause, SeriesTimes } from './gaps/seriesTimes';

/** Neighbours further apart than this many periods enclose a gap. */
const GAP_PERIODS = 1.5;

/**
 * The gaps of a series in order of time, each with the first cause that what is given proves: late, scraper stopped, target
 * down, rejected, series vanished, else unknown. Without a period (interval and producer's period both 0, less, or no
 * number) nothing can be missing.
 */
export function findGaps(series: SeriesTimes): readonly Gap[] {
  const periodMs = Math.max(positive(series.intervalMs), positive(series.producerPeriodMs));
  if (periodMs === 0) return [];
  const longestMs = GAP_PERIODS * periodMs;
  const ticks = ticksOf(series);
  const grid = { intervalMs: series.intervalMs, jitterMs: jitterMs(ticks.samplesMs, series.intervalMs, longestMs) };
  const gaps: Gap[] = [];
  for (const span of spansOf(ticks.samplesMs, series.startMs, series.endMs)) {
    const distanceMs = span.toMs - span.fromMs;
    if (distanceMs <= longestMs || Number.isNaN(distanceMs)) continue;
    const cause = causeOf(span, ticks, grid);
    gaps.push({ ...sidesOf(span), missed: cause === 'late' ? 0 : Math.round(distanceMs / periodMs) - 1, cause });
  }
  return gaps;
}

function positive(value: number | undefined): number {
  return value !== undefined && value > 0 ? value : 0;
}

function sidesOf({ fromMs, toMs, openBefore, openAfter }: Span): Pick<Gap, 'lastBeforeMs' | 'firstAfterMs'> {
  return { ...(openBefore ? {} : { lastBeforeMs: fromMs }), ...(openAfter ? {} : { firstAfterMs: toMs }) };
}
