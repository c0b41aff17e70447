import type { Table } from '../../../shared/exports/reportTables';
import type { Savable } from '../../store/saving';
import { texts } from '../../texts/catalogue';
import { svgText } from '../svgText';
import type { ChartModel } from './chartModel';
import { lineStyle } from './chartStyle';
import type { DrawnChart } from './drawnChart';

/** A chart as it can be saved: as the page shows it, as a drawing with its title and lines named, every point of the stretch. */
export function chartFile(chart: DrawnChart, model: ChartModel, part: Element): Savable {
  const drawn = part.querySelector('.hs-chart-lines svg');
  const name = chart.title;
  const table = () => chartRows(chart, model);
  if (!(drawn instanceof SVGSVGElement)) return { name, table };
  const title = chart.unit === '' ? name : `${name}, ${chart.unit}`;
  return { name, table, picture: part, svg: () => svgText(drawn, { title, legend: legendOf(chart, model) }) };
}

function legendOf(chart: DrawnChart, { lines }: ChartModel) {
  return lines.flatMap(({ name, style }) => {
    const { stroke, dash } = lineStyle(style, chart.source);
    return name === undefined ? [] : [{ words: name, stroke, dash }];
  });
}

/** A row for each time, the oldest first; numbers are not rounded, times RFC 3339. A gap is an empty cell. */
export function chartRows({ unit }: Pick<DrawnChart, 'unit'>, { lines }: Pick<ChartModel, 'lines'>): Table {
  const times = [...new Set(lines.flatMap(({ points }) => points.map(({ atMs }) => atMs)))].sort((a, b) => a - b);
  const byTime = lines.map(({ points }) => new Map(points.map(({ atMs, value }) => [atMs, value ?? undefined])));
  const inUnit = (name: string): string => (unit === '' ? name : `${name} (${unit})`);
  return {
    head: [texts.charts.time, ...lines.map(({ name }) => inUnit(name ?? texts.charts.value))],
    rows: times.map((atMs) => [new Date(atMs).toISOString(), ...byTime.map((points) => points.get(atMs))]),
  };
}
