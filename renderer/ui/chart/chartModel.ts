import { downsample } from '../../../shared/analysis/series/downsample';
import { type Stretch, unseenStretches, usualStepMs } from '../../../shared/analysis/series/gaps';
import type { SeriesPoint } from '../../../shared/analysis/series/point';
import type { ChartLimit } from '../../../shared/model/chart';
import { extentOf, limitPlace, valueTicks } from './chartTicks';
import type { ChartLine, DrawnChart } from './drawnChart';

/** Points drawn in one chart, all lines together. */
export const DRAWN_POINTS = 2_000;
/** Markers of a line: so many over its length, and at its end. */
const MARKERS = 5;
/** A hole narrower than this share of the axis is drawn as a gap of the line, without hatch. */
const NARROW = 0.01;

/** A line as it is drawn. `marked`: points with a marker, and those that stand alone and would be no line. */
export interface DrawnLine extends ChartLine {
  readonly drawn: readonly SeriesPoint[];
  readonly marked: readonly SeriesPoint[];
}

/** All that one chart draws over one stretch of time. */
export interface ChartModel extends Stretch {
  readonly lines: readonly DrawnLine[];
  readonly ticks: readonly number[];
  readonly unseen: readonly Stretch[];
  readonly limits: readonly ChartLimit[];
  readonly limitsOutside: readonly { readonly limit: ChartLimit; readonly where: 'above' | 'below' }[];
  /** How far from the cursor a value may be to stand for it. */
  readonly reachMs: number;
}

export function chartModel(chart: DrawnChart, { fromMs, toMs }: Stretch): ChartModel {
  const inside = chart.lines.map((line) => ({ ...line, points: line.points.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs) }));
  const most = Math.floor(DRAWN_POINTS / Math.max(1, inside.length));
  const extent = extentOf(inside.map(({ points }) => points));
  const placed = chart.limits.map((limit) => ({ limit, where: limitPlace(limit, extent) }));
  const limits = placed.filter(({ where }) => where === 'drawn').map(({ limit }) => limit);
  const stepMs = Math.max(0, ...inside.map(({ points }) => usualStepMs(points) ?? 0));
  return {
    fromMs,
    toMs,
    lines: inside.map((line) => {
      const drawn = downsample(line.points, most);
      return { ...line, drawn, marked: markedOf(drawn, line.style !== undefined) };
    }),
    ticks: valueTicks(extent && withLimits(extent, limits), chart.unit),
    unseen: unseenStretches(
      inside.map(({ points }) => points),
      { fromMs, toMs },
      Math.max((toMs - fromMs) * NARROW, stepMs * 1.5),
    ),
    limits,
    limitsOutside: placed.flatMap(({ limit, where }) => (where === 'drawn' ? [] : [{ limit, where }])),
    reachMs: Math.max(stepMs * 1.5, (toMs - fromMs) / 100),
  };
}

function withLimits({ low, high }: { readonly low: number; readonly high: number }, limits: readonly ChartLimit[]) {
  return { low: Math.min(low, ...limits.map(({ value }) => value)), high: Math.max(high, ...limits.map(({ value }) => value)) };
}

/** Single points between gaps, and of a line among others a few over its length. */
function markedOf(points: readonly SeriesPoint[], among: boolean): readonly SeriesPoint[] {
  const valued = points.filter(({ value }) => value !== null);
  const every = Math.max(1, Math.ceil(valued.length / MARKERS));
  const some = new Set(among ? valued.filter((_, index) => index % every === Math.floor(every / 2)) : []);
  return points.filter((point, index) => {
    if (point.value === null) return false;
    const alone = (points[index - 1]?.value ?? null) === null && (points[index + 1]?.value ?? null) === null;
    return alone || some.has(point);
  });
}
