import { memo } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceArea, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { formatTicks } from '../../../shared/model/formatTicks';
import { zoneOffsetMinutes } from '../../store/clock';
import { PLOT } from './chartArea';
import type { ChartModel, DrawnLine } from './chartModel';
import { type LineStyle, lineStyle, markerPath } from './chartStyle';
import { tickTime, timeTicks } from './chartTicks';

/** A tick's text must not be broken in two lines. */
const NO_BREAK = '\u00a0';
const FONT_SIZE = 11;
/** Until it is measured, a frame later. */
const FIRST_SIZE = { width: 328, height: 104 };

interface ChartPlotProps {
  readonly model: ChartModel;
  readonly unit: string;
  readonly source: string;
}

/** Axes, grid, hatch, limits and lines; drawn again only when one of them changed, never for the cursor. */
export const ChartPlot = memo(function ChartPlot({ model, unit, source }: ChartPlotProps) {
  const { ticks, fromMs, toMs } = model;
  const names = formatTicks(ticks, unit).texts;
  const low = ticks[0] ?? 0;
  const high = ticks[ticks.length - 1] ?? 1;
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={FIRST_SIZE}>
      <LineChart margin={{ top: PLOT.top, right: PLOT.right, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--hs-grid)" vertical={false} />
        <XAxis
          dataKey="atMs"
          type="number"
          domain={[fromMs, toMs]}
          allowDataOverflow
          ticks={[...timeTicks(fromMs, toMs)]}
          tick={<TimeTick rangeMs={toMs - fromMs} />}
          tickLine={false}
          axisLine={false}
          height={PLOT.bottom}
          interval={0}
        />
        <YAxis
          domain={[low, high]}
          ticks={[...ticks]}
          tickFormatter={(_value: number, index: number) => (names[index] ?? '').replaceAll(' ', NO_BREAK)}
          tick={{ fontSize: FONT_SIZE, fill: 'var(--hs-text-3)' }}
          tickLine={false}
          tickSize={0}
          axisLine={false}
          width={PLOT.left}
          interval={0}
        />
        {model.unseen.map((stretch) => (
          <ReferenceArea
            key={stretch.fromMs}
            x1={stretch.fromMs}
            x2={stretch.toMs}
            y1={low}
            y2={high}
            fill="url(#hs-chart-hatch)"
            fillOpacity={1}
            stroke="none"
          />
        ))}
        {model.limits.map((limit) => (
          <ReferenceLine
            key={limit.says}
            y={limit.value}
            stroke="var(--hs-degraded)"
            strokeDasharray="4 3"
            label={{ value: limit.says, position: 'insideBottomLeft', fontSize: FONT_SIZE, fill: 'var(--hs-degraded)' }}
          />
        ))}
        {model.lines.map((line) => drawLine(line, lineStyle(line.style, source)))}
        {model.lines.map((line) => drawMarkers(line, lineStyle(line.style, source)))}
      </LineChart>
    </ResponsiveContainer>
  );
});

function drawLine(line: DrawnLine, { stroke, width, dash }: LineStyle) {
  return (
    <Line
      key={line.key}
      data={[...line.drawn]}
      dataKey="value"
      stroke={stroke}
      strokeWidth={width}
      strokeDasharray={dash}
      dot={false}
      activeDot={false}
      connectNulls={false}
      isAnimationActive={false}
      type="linear"
    />
  );
}

interface Dot {
  readonly cx?: number;
  readonly cy?: number;
  readonly index?: number;
}

/** A line without a stroke of its own, of the marked points alone: thousands of empty dots would be slow. */
function drawMarkers(line: DrawnLine, { stroke, marker }: LineStyle) {
  if (line.marked.length === 0) return null;
  const draw = ({ cx = 0, cy = 0, index = 0 }: Dot) => (
    <path key={index} d={markerPath(marker ?? 'circle', cx, cy, marker === undefined ? 2 : undefined)} fill={stroke} />
  );
  return (
    <Line
      key={`${line.key} markers`}
      data={[...line.marked]}
      dataKey="value"
      stroke="none"
      dot={draw}
      activeDot={false}
      isAnimationActive={false}
      type="linear"
    />
  );
}

interface TimeTickProps {
  readonly rangeMs: number;
  readonly x?: number;
  readonly y?: number;
  readonly index?: number;
  readonly payload?: { readonly value: number };
}

/** The first begins where the axis begins, the last ends where it ends: none is cut off. */
function TimeTick({ rangeMs, x = 0, y = 0, index = 0, payload }: TimeTickProps) {
  const anchor = index === 0 ? 'start' : index === 3 ? 'end' : 'middle';
  return (
    <text x={x} y={y + 8} fontSize={FONT_SIZE} fill="var(--hs-text-3)" textAnchor={anchor}>
      {payload === undefined ? '' : tickTime(payload.value, rangeMs, zoneOffsetMinutes())}
    </text>
  );
}
