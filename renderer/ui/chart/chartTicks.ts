import type { SeriesPoint } from '../../../shared/analysis/series/point';
import type { ChartLimit } from '../../../shared/model/chart';
import { formatClock } from '../../../shared/model/format';
import { scaleOf } from '../../../shared/model/formatTicks';

const DAY_MS = 86_400_000;
/** A limit further away than this would press the lines flat: it is said in words instead. */
const FAR = 2.5;
const NICE = [1, 2, 2.5, 5, 10] as const;

export interface Extent {
  readonly low: number;
  readonly high: number;
}

/** Lowest and highest of all lines; undefined when there is no value at all. */
export function extentOf(lines: readonly (readonly SeriesPoint[])[]): Extent | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const points of lines)
    for (const { value } of points) {
      if (value === null) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  return low <= high ? { low, high } : undefined;
}

/** Where a limit stands to the axis. */
export function limitPlace({ value }: ChartLimit, extent: Extent | undefined): 'drawn' | 'above' | 'below' {
  if (extent === undefined) return 'above';
  if (value > extent.high) return value <= Math.max(extent.high, 0) * FAR ? 'drawn' : 'above';
  return value < extent.low && value < extent.low / FAR ? 'below' : 'drawn';
}

/**
 * Three round values round everything, ascending, zero included when it is near (a level line must not look like a
 * cliff). Round in the scale of the axis: bytes by powers of 1024, times by minutes and hours.
 */
export function valueTicks(extent: Extent | undefined, unit: string): readonly number[] {
  if (extent === undefined) return [0, 0.5, 1];
  const { low, high } = extent;
  const from = low >= 0 && (low < high * 0.6 || low === high) ? 0 : low;
  const range = high - from;
  if (!Number.isFinite(range) || Math.max(Math.abs(low), Math.abs(high)) > 1e290) return farTicks(extent);
  const by = scaleOf(Math.max(Math.abs(low), Math.abs(high)), unit).by;
  const least = range > 0 ? range / by / 2 : Math.abs(high) / by / 2 || 0.5;
  for (const step of roundSteps(least)) {
    const bottom = Math.floor(from / by / step) * step;
    if ((bottom + 2 * step) * by >= high - range * 1e-9) return [bottom, bottom + step, bottom + 2 * step].map((tick) => tidy(tick * by));
  }
  return farTicks(extent);
}

/** No round number is near: the ends themselves and the middle. */
function farTicks({ low, high }: Extent): readonly number[] {
  const bottom = Math.min(0, low);
  const top = Math.max(0, high);
  return [bottom, bottom / 2 + top / 2, top];
}

/** 1, 2, 2.5, 5 times powers of ten, from the first that is not less than `least`. */
function roundSteps(least: number): readonly number[] {
  const power = 10 ** Math.floor(Math.log10(least));
  return [power, 10 * power].flatMap((each) => NICE.map((nice) => nice * each)).filter((step) => step >= least * (1 - 1e-9));
}

function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** Four moments over the whole, for the time axis. */
export function timeTicks(fromMs: number, toMs: number): readonly number[] {
  return [0, 1, 2, 3].map((step) => Math.round(fromMs + ((toMs - fromMs) * step) / 3));
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** "14:32:07" below ten minutes, "14:32" below a day, "21 Nov 14:32" below five days, then "21 Nov". */
export function tickTime(atMs: number, rangeMs: number, zoneOffset: number): string {
  const clock = formatClock(atMs, zoneOffset);
  if (rangeMs < 600_000) return clock;
  if (rangeMs <= DAY_MS) return clock.slice(0, 5);
  return rangeMs <= 5 * DAY_MS ? `${dayOf(atMs, zoneOffset)} ${clock.slice(0, 5)}` : dayOf(atMs, zoneOffset);
}

/** A moment in full: with its day where the range is longer than one. */
export function momentTime(atMs: number, rangeMs: number, zoneOffset: number): string {
  const clock = formatClock(atMs, zoneOffset);
  return rangeMs > DAY_MS ? `${dayOf(atMs, zoneOffset)} ${clock}` : clock;
}

function dayOf(atMs: number, zoneOffset: number): string {
  const day = new Date(atMs - zoneOffset * 60_000);
  return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()] ?? ''}`;
}
