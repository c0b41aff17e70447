import { useState } from 'react';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { SeriesData } from '../../../shared/contract/engine';
import { formatClock, formatValue } from '../../../shared/model/format';
import { zoneOffsetMinutes } from '../../store/clock';
import { lastValue, spokenChart, tickTime, timeTicks, valueTicks } from './chartSeries';

/** Read directly is ink, out of Prometheus is blue: the colours of the pipelines. */
const STROKE = { direct: 'var(--hs-chart-core)', prometheus: 'var(--hs-chart-mon)' } as const;
/** A tick's text must not be broken in two lines. */
const NO_BREAK = '\u00a0';
const AXIS = { fontSize: 11, fill: 'var(--hs-text-3)' } as const;

interface SeriesChartProps {
  readonly series: SeriesData;
  readonly monitoring: boolean;
}

/** One line over time: title and value above, unit on the axis, gaps as gaps, the cursor shared by all charts. */
export function SeriesChart({ series, monitoring }: SeriesChartProps) {
  const [cursor, setCursor] = useState<string>();
  const zone = zoneOffsetMinutes();
  return (
    <figure className="hs-chart" data-testid={`chart-${series.key}`}>
      <figcaption className="hs-row hs-small">
        <b className="hs-ellipsis">{series.label}</b>
        <span className="hs-end hs-t2 hs-nowrap">{cursor ?? lastValue(series)}</span>
      </figcaption>
      {series.points.length < 2 ? (
        <p className="hs-small hs-t3">
          {series.points.length === 0 ? 'No point yet.' : 'One point so far; the line begins with the next look.'}
        </p>
      ) : (
        <div className="hs-chart-plot" role="img" aria-label={spokenChart(series, zone)}>
          <Plot series={series} stroke={monitoring ? STROKE.prometheus : STROKE.direct} onCursor={setCursor} />
        </div>
      )}
    </figure>
  );
}

interface PlotProps {
  readonly series: SeriesData;
  readonly stroke: string;
  readonly onCursor: (says: string | undefined) => void;
}

function Plot({ series, stroke, onCursor }: PlotProps) {
  const { points, unit } = series;
  const zone = zoneOffsetMinutes();
  const ticks = timeTicks(points);
  const range = (points[points.length - 1]?.atMs ?? 0) - (points[0]?.atMs ?? 0);
  const values = valueTicks(points, unit);
  const say = (label: unknown) => {
    const point = points.find(({ atMs }) => atMs === label);
    onCursor(point && `${formatClock(point.atMs, zone)}  ${point.value === null ? 'no value' : formatValue(point.value, unit)}`);
  };
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart
        data={points}
        margin={{ top: 6, right: 10, bottom: 0, left: 0 }}
        syncId="inspector"
        syncMethod="value"
        onMouseMove={(state) => say(state.activeLabel === undefined ? undefined : Number(state.activeLabel))}
        onMouseLeave={() => onCursor(undefined)}
      >
        <CartesianGrid stroke="var(--hs-grid)" vertical={false} />
        <XAxis
          dataKey="atMs"
          type="number"
          domain={['dataMin', 'dataMax']}
          ticks={ticks}
          tickFormatter={(atMs: number) => tickTime(atMs, range, zone)}
          tick={AXIS}
          tickLine={false}
          axisLine={false}
          height={18}
          interval="preserveStartEnd"
        />
        <YAxis
          domain={[values[0] ?? 0, values[values.length - 1] ?? 1]}
          ticks={values}
          tickFormatter={(value: number) => formatValue(value, unit).replaceAll(' ', NO_BREAK)}
          tick={AXIS}
          tickLine={false}
          axisLine={false}
          width={72}
          interval={0}
        />
        <Tooltip content={() => null} cursor={{ stroke: 'var(--hs-text)', strokeWidth: 1 }} isAnimationActive={false} />
        <Line
          dataKey="value"
          stroke={stroke}
          strokeWidth={1.6}
          dot={false}
          activeDot={{ r: 3 }}
          connectNulls={false}
          isAnimationActive={false}
          type="linear"
        />
      </LineChart>
    </ResponsiveContainer>
  );
}
