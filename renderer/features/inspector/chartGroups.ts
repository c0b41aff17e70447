import { usualStepMs } from '../../../shared/analysis/series/gaps';
import { gatherBy, gatherLines, gatherOf } from '../../../shared/analysis/series/gather';
import type { SeriesPoint } from '../../../shared/analysis/series/point';
import type { SeriesData } from '../../../shared/contract/engine';
import { type ChartLimit, OTHERS } from '../../../shared/model/chart';
import { texts } from '../../texts/catalogue';
import type { ChartLine, DrawnChart } from '../../ui/chart/drawnChart';

/** More lines than this are hard to tell apart: seven stay, the rest are one. */
const MOST_LINES = 8;
const WITHOUT_CHART = 1_000;

/** Series as charts: those of one chart key together, in the charts' order; what names no chart stands alone, at the end. */
export function groupCharts(series: readonly SeriesData[]): readonly DrawnChart[] {
  const groups = new Map<string, SeriesData[]>();
  for (const one of series) {
    const key = one.chart?.key ?? `${one.label} ${one.unit}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    // A card with one member has that member's lines as well as its own: the same line is drawn once.
    if (!group.some((other) => other.line === one.line)) group.push(one);
  }
  return [...groups].flatMap(([key, group]) => chartOf(key, group) ?? []).sort((a, b) => a.order - b.order);
}

function chartOf(key: string, group: readonly SeriesData[]): DrawnChart | undefined {
  const [first] = group;
  if (first === undefined) return undefined;
  const lines = fewLines(group);
  return {
    key,
    title: first.chart?.title ?? first.label,
    unit: first.chart?.unit ?? first.unit,
    order: first.chart?.order ?? WITHOUT_CHART,
    source: first.source,
    lines: lines.map((line, index) => ({ ...line, style: lines.length === 1 ? undefined : index })),
    limits: distinctLimits(group),
    infinite: group.reduce((sum, { infinite = 0 }) => sum + infinite, 0),
  };
}

function distinctLimits(group: readonly SeriesData[]): readonly ChartLimit[] {
  const limits = group.flatMap(({ limit }) => limit ?? []);
  return limits.filter((limit, index) => limits.findIndex((other) => other.value === limit.value && other.says === limit.says) === index);
}

type Line = Omit<ChartLine, 'style'>;

/** Each as it came, or the seven largest and one line for the others. */
function fewLines(group: readonly SeriesData[]): readonly Line[] {
  const lines = group.map(({ key, line, points }) => ({ key, name: line, points }));
  if (lines.length <= MOST_LINES) return lines;
  const sorted = [...lines].sort((a, b) => Number(a.name === OTHERS) - Number(b.name === OTHERS) || highest(b.points) - highest(a.points));
  const kept = new Set(sorted.slice(0, MOST_LINES - 1));
  const rest = lines.filter((line) => !kept.has(line));
  return [...lines.filter((line) => kept.has(line)), othersOf(rest, group[0]?.unit ?? '')];
}

export function highest(points: readonly SeriesPoint[]): number {
  return points.reduce((most, { value }) => (value === null ? most : Math.max(most, value)), Number.NEGATIVE_INFINITY);
}

/** Amounts add up; of times and shares the highest counts. */
function othersOf(rest: readonly Line[], unit: string): Line {
  const how = gatherOf(unit);
  const name = how === 'sum' ? texts.charts.others(rest.length) : texts.charts.highestOther(rest.length);
  const stepMs = Math.max(1_000, ...rest.map(({ points }) => usualStepMs(points) ?? 1_000));
  return {
    key: 'others',
    name,
    points: gatherLines(
      rest.map(({ points }) => points),
      stepMs,
      gatherBy(how),
    ),
  };
}
