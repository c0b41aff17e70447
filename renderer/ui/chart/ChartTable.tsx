import { zoneOffsetMinutes } from '../../store/clock';
import { texts } from '../../texts/catalogue';
import { CopyButton } from '../CopyButton';
import { SaveButtons } from '../SaveButtons';
import type { ChartModel } from './chartModel';
import { valueText } from './chartSeries';
import { momentTime } from './chartTicks';
import type { DrawnChart } from './drawnChart';

const ROWS = 100;

interface ChartTableProps {
  readonly chart: DrawnChart;
  readonly model: ChartModel;
  readonly queries: readonly string[];
}

/** Behind each chart: its points as numbers, and the queries that they came by. */
export function ChartTable({ chart, model, queries }: ChartTableProps) {
  return (
    <div className="hs-chart-behind hs-small">
      {queries.map((query) => (
        <p key={query} className="hs-chart-query">
          <code>{query}</code> <CopyButton text={query} label={texts.charts.query} />
        </p>
      ))}
      <SaveButtons name={chart.title} />
      <PointTable chart={chart} model={model} />
    </div>
  );
}

function PointTable({ chart, model }: Omit<ChartTableProps, 'queries'>) {
  const times = [...new Set(model.lines.flatMap(({ points }) => points.map(({ atMs }) => atMs)))].sort((a, b) => b - a);
  const byTime = model.lines.map(({ points }) => new Map(points.map(({ atMs, value }) => [atMs, value])));
  const zone = zoneOffsetMinutes();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="hs-chart-rows" tabIndex={0} aria-label={chart.title}>
      <table className="hs-table">
        <caption>{texts.charts.rows(Math.min(ROWS, times.length), times.length)}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.charts.time}</th>
            {model.lines.map((line) => (
              <th key={line.key} scope="col">
                {line.name ?? texts.charts.value}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.slice(0, ROWS).map((atMs) => (
            <tr key={atMs}>
              <th scope="row">{momentTime(atMs, model.toMs - model.fromMs, zone)}</th>
              {model.lines.map((line, index) => (
                <td key={line.key}>{byTime[index]?.has(atMs) ? valueText(byTime[index]?.get(atMs), chart.unit) : ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
