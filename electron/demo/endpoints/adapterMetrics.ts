import { catalogOf } from './catalogs';

/** The text of prometheus-adapter's own /metrics (Content-Type without escaping: it has an older client library). */
export function adapterMetricsText(startedMs: number, nowMs: number): string {
  return catalogOf('prometheus-adapter').render({ startedMs, nowMs });
}

/** Prometheus' own /metrics as recorded of 3.10, without what the demo's Prometheus counts of itself; give those as `own`. */
export function prometheusMetricsText(startedMs: number, nowMs: number, own: ReadonlyMap<string, string> = new Map()): string {
  return catalogOf('prometheus').render({ startedMs, nowMs, own });
}
