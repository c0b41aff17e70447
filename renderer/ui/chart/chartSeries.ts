import type { SeriesPoint } from '../../../shared/analysis/series/point';
import { formatValue } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';
import { momentTime } from './chartTicks';
import type { DrawnChart } from './drawnChart';

/** What the engine calls what Hopscope saw itself (electron/engine/charts/ownLooks.ts). */
export const OWN_SOURCE_WORDS = 'own looks';

/** The newest value of a line; undefined for a line that is all gap. */
export function lastOf(points: readonly SeriesPoint[]): SeriesPoint | undefined {
  for (let index = points.length - 1; index >= 0; index--) if (points[index]?.value !== null) return points[index];
  return undefined;
}

/** The point nearest to a moment, unless it is further away than `reachMs`. Points are in order. */
export function pointAt(points: readonly SeriesPoint[], atMs: number, reachMs: number): SeriesPoint | undefined {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.atMs ?? 0) < atMs) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [points[low - 1], points[low]];
  const nearest = before === undefined || (after !== undefined && after.atMs - atMs < atMs - before.atMs) ? after : before;
  return nearest !== undefined && Math.abs(nearest.atMs - atMs) <= reachMs ? nearest : undefined;
}

export function valueText(value: number | null | undefined, unit: string): string {
  return value === null || value === undefined ? texts.charts.noValue : formatValue(value, unit);
}

/** Runs of gaps in a line. */
export function gapCount(points: readonly SeriesPoint[]): number {
  return points.filter((point, index) => point.value === null && points[index - 1]?.value !== null).length;
}

/** The line that is highest at its newest point. */
export function highestNow(chart: DrawnChart): { readonly name: string; readonly value: number } | undefined {
  let found: { name: string; value: number } | undefined;
  for (const line of chart.lines) {
    const value = lastOf(line.points)?.value;
    if (value !== null && value !== undefined && (found === undefined || value > found.value))
      found = { name: line.name ?? chart.title, value };
  }
  return found;
}

/** "Samples stored, 4,118 samples/s now, from 14:17:00 to 14:32:00, 2 gaps, source: own looks": the chart as a sentence. One that is not live ends before now. */
export function spokenChart(chart: DrawnChart, zoneOffset: number, live: boolean): string {
  const times = chart.lines
    .flatMap(({ points }) => [points[0]?.atMs, points[points.length - 1]?.atMs])
    .filter((time) => time !== undefined);
  if (times.length === 0) return texts.charts.noPoints(chart.title);
  const fromMs = Math.min(...times);
  const toMs = Math.max(...times);
  const most = highestNow(chart);
  const value = most === undefined ? texts.charts.noValue : formatValue(most.value, chart.unit);
  const now =
    chart.lines.length === 1 || most === undefined
      ? texts.charts.newest(value, live)
      : texts.charts.lines(chart.lines.length, most.name, value, live);
  const gaps = texts.charts.gaps(chart.lines.reduce((sum, { points }) => sum + gapCount(points), 0));
  const moment = (atMs: number) => momentTime(atMs, toMs - fromMs, zoneOffset);
  return texts.charts.sentence(chart.title, now, moment(fromMs), moment(toMs), gaps, chart.source);
}
