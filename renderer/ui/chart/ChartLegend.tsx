import { useTimeCursor } from '../../store/timeCursor';
import type { ChartModel } from './chartModel';
import { lastOf, pointAt, valueText } from './chartSeries';
import { type LineStyle, lineStyle, markerPath } from './chartStyle';
import type { DrawnChart } from './drawnChart';

/** The lines of a chart with several: how each is drawn, its name, its value at the cursor or newest. */
export function ChartLegend({ chart, model }: { readonly chart: DrawnChart; readonly model: ChartModel }) {
  const atMs = useTimeCursor((cursor) => cursor.atMs);
  if (model.lines.length < 2) return null;
  return (
    <ul className="hs-chart-legend hs-micro">
      {model.lines.map((line) => {
        const point = atMs === undefined ? lastOf(line.points) : pointAt(line.points, atMs, model.reachMs);
        return (
          <li key={line.key} title={line.name}>
            <Swatch {...lineStyle(line.style, chart.source)} />
            <span className="hs-ellipsis">{line.name}</span>
            <b>{valueText(point?.value, chart.unit)}</b>
          </li>
        );
      })}
    </ul>
  );
}

function Swatch({ stroke, width, dash, marker }: LineStyle) {
  return (
    <svg width="22" height="10" aria-hidden="true">
      <path d="M0 5H22" stroke={stroke} strokeWidth={width} strokeDasharray={dash} />
      {marker === undefined ? null : <path d={markerPath(marker, 11, 5)} fill={stroke} />}
    </svg>
  );
}
