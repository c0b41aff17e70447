import type { ChartHead, ChartLimit, ChartSample } from '../../../shared/model/chart';

/** The point of a chart with one line; none where there is no number. */
export function point(chart: ChartHead, value: number | undefined, atMs: number | undefined, limit?: ChartLimit): readonly ChartSample[] {
  if (value === undefined || !Number.isFinite(value) || atMs === undefined) return [];
  return [{ key: chart.key, label: chart.title, value, unit: chart.unit, atMs, chart, ...(limit ? { limit } : {}) }];
}

/** A point for each line of a chart that has a number. */
export function lines(
  chart: ChartHead,
  values: Iterable<readonly [line: string, value: number | undefined]>,
  atMs: number | undefined,
  limit?: ChartLimit,
): readonly ChartSample[] {
  return [...values].flatMap(([line, value]) =>
    point(chart, value, atMs, limit).map((sample) => ({ ...sample, key: `${chart.key}/${line}`, label: `${chart.title}: ${line}`, line })),
  );
}
