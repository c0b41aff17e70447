import { useEffect, useMemo, useRef } from 'react';
import type { SeriesPoint } from '../../../shared/analysis/series/point';
import { type ChartFrame, OWN_LOOKS } from '../../../shared/contract/chart';
import type { Details, SeriesData } from '../../../shared/contract/engine';
import { leaveZoom, useChartChoice } from '../../store/chartChoice';
import { offerCommands } from '../../store/commandStore';
import { useEngine } from '../../store/engineStore';
import { moveTimeCursor, showLookTimes } from '../../store/lookTimes';
import { texts } from '../../texts/catalogue';
import { ChartHatch } from '../../ui/chart/ChartHatch';
import type { DrawnChart } from '../../ui/chart/drawnChart';
import { ChartControls } from './ChartControls';
import { groupCharts } from './chartGroups';
import { SeriesChart } from './SeriesChart';
import '../../ui/chart/chart.css';
import { TermText } from '../../ui/TermText';

/** The component's numbers over time, out of own looks or out of a Prometheus' history. */
export function ChartsTab({ details }: { readonly details: Details | undefined }) {
  const series = useEngine((facts) => facts.series);
  const frame = useEngine((facts) => facts.chartFrame);
  if (details === undefined || frame === undefined || frame.id !== details.id)
    return <p className="hs-tab-body hs-small hs-t3">{texts.charts.asking}</p>;
  return <ChartList series={series} frame={frame} />;
}

function ChartList({ series, frame }: { readonly series: readonly SeriesData[]; readonly frame: ChartFrame }) {
  const charts = useCharts(series, frame);
  useEffect(() => offerCommands(COMMANDS), []);
  useEffect(() => {
    showLookTimes(timesOf(series, frame));
    return () => showLookTimes([]);
  }, [series, frame]);
  return (
    <div className="hs-tab-body hs-charts" data-testid="charts">
      <ChartHatch />
      <ChartControls frame={frame} />
      {frame.trouble === undefined ? null : (
        <div className="hs-chart-failed hs-small" role="status">
          <p>
            <TermText text={frame.trouble.says} />
          </p>
          <p className="hs-t2">{frame.trouble.remedy}</p>
        </div>
      )}
      {charts.length === 0 && frame.source === OWN_LOOKS ? (
        <p className="hs-t2">
          <TermText text={texts.charts.nothingKept} />
        </p>
      ) : null}
      {charts.map((chart) => (
        <SeriesChart
          key={chart.key}
          chart={chart}
          fromMs={frame.fromMs}
          toMs={frame.toMs}
          live={frame.live}
          asked={frame.asked.find(({ key }) => key === chart.key)}
        />
      ))}
    </div>
  );
}

const COMMANDS = [
  { id: 'cursor-back', group: 'inspector', words: texts.charts.cursorBack, keys: ['['], run: () => moveTimeCursor(-1) },
  { id: 'cursor-on', group: 'inspector', words: texts.charts.cursorOn, keys: [']'], run: () => moveTimeCursor(1) },
  {
    id: 'leave-zoom',
    group: 'inspector',
    words: texts.charts.leaveZoom,
    keys: [],
    when: () => useChartChoice.getState().fixed.some(({ why }) => why === 'zoomed'),
    run: () => void leaveZoom(),
  },
] as const;

/** Charts that have lines, and places for those that are asked for; one whose lines did not change stays the same object. */
function useCharts(series: readonly SeriesData[], frame: ChartFrame): readonly DrawnChart[] {
  const before = useRef<readonly DrawnChart[]>([]);
  return useMemo(() => {
    const drawn = groupCharts(series);
    const empty = frame.asked.filter(({ key }) => !drawn.some((chart) => chart.key === key)).map(emptyChart);
    before.current = [...drawn, ...empty].sort((a, b) => a.order - b.order).map((chart) => sameOr(chart, before.current));
    return before.current;
  }, [series, frame]);
}

function emptyChart({ key, title, unit, order }: ChartFrame['asked'][number]): DrawnChart {
  return { key, title, unit, order, source: '', lines: [], limits: [], infinite: 0 };
}

function sameOr(chart: DrawnChart, before: readonly DrawnChart[]): DrawnChart {
  const old = before.find(({ key }) => key === chart.key);
  const same =
    old !== undefined &&
    old.source === chart.source &&
    old.title === chart.title &&
    old.infinite === chart.infinite &&
    old.lines.length === chart.lines.length &&
    chart.lines.every((line, index) => line.name === old.lines[index]?.name && samePoints(line.points, old.lines[index]?.points ?? []));
  return same ? old : chart;
}

/** The others together are gathered anew each time: they are compared point by point. */
function samePoints(points: readonly SeriesPoint[], others: readonly SeriesPoint[]): boolean {
  if (points === others) return true;
  return (
    points.length === others.length &&
    points.every(({ atMs, value }, index) => atMs === others[index]?.atMs && value === others[index]?.value)
  );
}

/** Every time that has a point on the axis, in order. */
function timesOf(series: readonly SeriesData[], { fromMs, toMs }: ChartFrame): readonly number[] {
  const times = new Set(series.flatMap(({ points }) => points.flatMap(({ atMs, value }) => (value === null ? [] : [atMs]))));
  return [...times].filter((atMs) => atMs >= fromMs && atMs <= toMs).sort((a, b) => a - b);
}
