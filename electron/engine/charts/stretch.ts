import type { Stretch } from '../../../shared/analysis/series/gaps';
import type { ChartSpan } from '../../../shared/contract/chart';

/** Points that one query of Prometheus may give (web/api/v1/api.go). */
export const MOST_POINTS = 11_000;
/** Points asked for: a few more than are drawn. */
const WANTED_POINTS = 2_200;
/** A live axis moves on in so many steps over its length, so that not every look draws everything anew. */
const LIVE_STEPS = 180;
const SHORTEST_LIVE_STEP_MS = 1_000;
const STEPS_SECONDS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1_200, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400];

/** The moments that a span stands for now; while a moment of before is shown (`heldMs`), as of then. */
export function stretchOf(span: ChartSpan, nowMs: number, heldMs?: number): Stretch {
  if (heldMs !== undefined) return endingAt(span, heldMs);
  if (span.kind === 'fixed') return { fromMs: span.fromMs, toMs: Math.max(span.toMs, span.fromMs + 1_000) };
  const tickMs = Math.max(SHORTEST_LIVE_STEP_MS, Math.round(span.ms / LIVE_STEPS / 1_000) * 1_000);
  const toMs = Math.ceil(nowMs / tickMs) * tickMs;
  return { fromMs: toMs - span.ms, toMs };
}

function endingAt(span: ChartSpan, heldMs: number): Stretch {
  if (span.kind === 'live') return { fromMs: heldMs - span.ms, toMs: heldMs };
  const lengthMs = Math.max(span.toMs - span.fromMs, 1_000);
  return span.fromMs < heldMs
    ? { fromMs: span.fromMs, toMs: Math.min(heldMs, span.fromMs + lengthMs) }
    : { fromMs: heldMs - lengthMs, toMs: heldMs };
}

/** Seconds between two points of a query: not finer than the scrapes are, and not more points than wanted. */
export function stepSeconds(lengthMs: number, scrapeSeconds: number): number {
  const least = Math.max(scrapeSeconds, lengthMs / 1_000 / WANTED_POINTS);
  return STEPS_SECONDS.find((step) => step >= least) ?? Math.ceil(least / 86_400) * 86_400;
}

/** The same stretch with its ends on steps, so that asking again gives the same points. */
export function onSteps({ fromMs, toMs }: Stretch, step: number): Stretch {
  const stepMs = step * 1_000;
  return { fromMs: Math.floor(fromMs / stepMs) * stepMs, toMs: Math.floor(toMs / stepMs) * stepMs };
}
