import type { SeriesData } from '../../../shared/contract/engine';
import { formatClock, formatValue } from '../../../shared/model/format';

export interface ChartPoint {
  readonly atMs: number;
  readonly value: number | null;
}

/** The newest value there is, as text; "no value" for a line that is all gap. */
export function lastValue(series: SeriesData): string {
  for (let index = series.points.length - 1; index >= 0; index--) {
    const value = series.points[index]?.value;
    if (value !== null && value !== undefined) return formatValue(value, series.unit);
  }
  return 'no value';
}

/** Four moments over the whole, for the time axis. */
export function timeTicks(points: readonly ChartPoint[]): number[] {
  const first = points[0]?.atMs;
  const last = points[points.length - 1]?.atMs;
  if (first === undefined || last === undefined || last <= first) return first === undefined ? [] : [first];
  return [0, 1, 2, 3].map((step) => Math.round(first + ((last - first) * step) / 3));
}

/** Three or four round values round all points, zero included when it is near (a level line must not look like a cliff). Bytes are round in powers of 1024. */
export function valueTicks(points: readonly ChartPoint[], unit: string): number[] {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  if (values.length === 0) return [0, 1];
  const high = Math.max(...values);
  const low = Math.min(...values);
  const from = low >= 0 && (low < high * 0.6 || low === high) ? 0 : low;
  const scale = scaleOf(unit, high);
  const step = roundStep((high - from) / scale / 2 || Math.abs(high) / scale / 2 || 0.5) * scale;
  const bottom = Math.floor(from / step) * step;
  const ticks = [bottom, bottom + step, bottom + 2 * step];
  if ((ticks[2] ?? 0) < high) ticks.push(bottom + 3 * step);
  return ticks.map((tick) => Number(tick.toPrecision(12)));
}

function scaleOf(unit: string, high: number): number {
  if (!/^(bytes|B)(\/s)?$/.test(unit)) return 1;
  return 1024 ** Math.max(0, Math.floor(Math.log(Math.max(1, Math.abs(high))) / Math.log(1024)));
}

/** 1, 2, 2.5 or 5 times a power of ten, not less than `raw`. */
function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const share = raw / power;
  const nice = share <= 1 ? 1 : share <= 2 ? 2 : share <= 2.5 ? 2.5 : share <= 5 ? 5 : 10;
  return nice * power;
}

/** "14:32" for a range of minutes, with seconds below ten minutes. */
export function tickTime(atMs: number, rangeMs: number, zoneOffset: number): string {
  const clock = formatClock(atMs, zoneOffset);
  return rangeMs < 600_000 ? clock : clock.slice(0, 5);
}

/** "Samples ingested, 4,118 /s now, from 14:17 to 14:32, 2 gaps": the chart as a sentence. */
export function spokenChart(series: SeriesData, zoneOffset: number): string {
  const first = series.points[0];
  const last = series.points[series.points.length - 1];
  if (first === undefined || last === undefined) return `${series.label}: no points yet`;
  const gaps = series.points.filter((point, index) => point.value === null && series.points[index - 1]?.value !== null).length;
  const range = `from ${formatClock(first.atMs, zoneOffset)} to ${formatClock(last.atMs, zoneOffset)}`;
  return `${series.label}, ${lastValue(series)} now, ${range}, ${gaps} ${gaps === 1 ? 'gap' : 'gaps'}, source: ${series.source}`;
}
