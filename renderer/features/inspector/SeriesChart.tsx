import { memo, useMemo, useState } from 'react';
import type { AskedChart } from '../../../shared/contract/chart';
import { formatDuration } from '../../../shared/model/format';
import { assertNever } from '../../../shared/model/result';
import { tellEngine } from '../../bridge/enginePort';
import { useClock } from '../../store/clock';
import { useTimeCursor } from '../../store/timeCursor';
import { texts } from '../../texts/catalogue';
import { ChartLegend } from '../../ui/chart/ChartLegend';
import { ChartOverlay } from '../../ui/chart/ChartOverlay';
import { ChartPlot } from '../../ui/chart/ChartPlot';
import { ChartTable } from '../../ui/chart/ChartTable';
import { chartFile } from '../../ui/chart/chartFile';
import { type ChartModel, chartModel } from '../../ui/chart/chartModel';
import { lastOf, pointAt, valueText } from '../../ui/chart/chartSeries';
import type { DrawnChart } from '../../ui/chart/drawnChart';
import { Icon } from '../../ui/Icon';
import { useSavable } from '../../ui/savable';
import { TermText } from '../../ui/TermText';

interface SeriesChartProps {
  readonly chart: DrawnChart;
  readonly fromMs: number;
  readonly toMs: number;
  /** Whether its end is now. */
  readonly live: boolean;
  /** How far asking is, where it is asked for. */
  readonly asked: AskedChart | undefined;
}

/** Lines over time: title and value at the cursor above, what failed in its place. */
export const SeriesChart = memo(function SeriesChart({ chart, fromMs, toMs, live, asked }: SeriesChartProps) {
  const [open, setOpen] = useState(false);
  const model = useMemo(() => chartModel(chart, { fromMs, toMs }), [chart, fromMs, toMs]);
  const savable = useSavable((part) => chartFile(chart, model, part));
  return (
    <figure ref={savable} className="hs-chart" data-testid={`chart-${chart.key}`}>
      <figcaption className="hs-row hs-small">
        <b className="hs-ellipsis">
          <TermText text={chart.title} />
        </b>
        <ChartValue chart={chart} model={model} />
        {chart.lines.length === 0 ? null : <TableButton title={chart.title} open={open} onToggle={() => setOpen(!open)} />}
      </figcaption>
      {chart.lines.length === 0 && asked !== undefined ? (
        <AskedState asked={asked} />
      ) : (
        <>
          {asked !== undefined && isToSay(asked) ? <AskedState asked={asked} /> : null}
          <div className="hs-chart-plot">
            <div className="hs-chart-lines" aria-hidden="true">
              <ChartPlot model={model} unit={chart.unit} source={chart.source} />
            </div>
            <ChartOverlay chart={chart} model={model} live={live} />
          </div>
          <ChartLegend chart={chart} model={model} />
          <ChartNotes chart={chart} model={model} />
          {open ? <ChartTable chart={chart} model={model} queries={asked?.queries ?? []} /> : null}
        </>
      )}
    </figure>
  );
});

function TableButton({ title, open, onToggle }: { readonly title: string; readonly open: boolean; readonly onToggle: () => void }) {
  const name = `${texts.charts.table}: ${title}`;
  return (
    <button
      type="button"
      className="hs-button hs-button-bare hs-chart-table-button"
      aria-label={name}
      title={texts.charts.table}
      aria-expanded={open}
      onClick={onToggle}
    >
      <Icon name="list" size={14} />
    </button>
  );
}

/** The only line's value, or the highest of several: at the cursor, else the newest. */
function ChartValue({ chart, model }: { readonly chart: DrawnChart; readonly model: ChartModel }) {
  const atMs = useTimeCursor((cursor) => cursor.atMs);
  const values = model.lines.flatMap(
    ({ points }) => (atMs === undefined ? lastOf(points) : pointAt(points, atMs, model.reachMs))?.value ?? [],
  );
  if (chart.lines.length === 0) return null;
  const text = valueText(values.length === 0 ? undefined : Math.max(...values), chart.unit);
  return (
    <span className="hs-end hs-t2 hs-nowrap" data-testid="chart-value">
      {chart.lines.length > 1 && values.length > 0 ? texts.charts.highest(text) : text}
    </span>
  );
}

/** What an axis cannot show. */
function ChartNotes({ chart, model }: { readonly chart: DrawnChart; readonly model: ChartModel }) {
  const notes = [
    ...model.limitsOutside.map(({ limit, where }) =>
      where === 'above' ? texts.charts.limitAbove(limit.says) : texts.charts.limitBelow(limit.says),
    ),
    ...(chart.infinite > 0 ? [texts.charts.infinite(chart.infinite)] : []),
  ];
  return notes.map((note) => (
    <p key={note} className="hs-micro hs-t3 hs-chart-note">
      <TermText text={note} />
    </p>
  ));
}

/** Beside lines: what is not as asked. */
function isToSay({ state }: AskedChart): boolean {
  return state.state === 'failed' || state.state === 'cancelled' || (state.state === 'ready' && state.partial !== undefined);
}

function AskedState({ asked: { state } }: { readonly asked: AskedChart }) {
  switch (state.state) {
    case 'waiting':
      return <p className="hs-small hs-t3">{texts.charts.waiting}</p>;
    case 'asking':
      return <AskingFor sinceMs={state.sinceMs} />;
    case 'ready':
      return state.partial === undefined ? (
        <p className="hs-small hs-t3">{texts.charts.empty}</p>
      ) : (
        <div className="hs-small hs-chart-failed" role="status">
          <p>{texts.charts.partial(state.partial.says)}</p>
          <p className="hs-t2">{state.partial.remedy}</p>
        </div>
      );
    case 'failed':
      return (
        <div className="hs-small hs-chart-failed" role="status">
          <p>{texts.charts.failed(state.says)}</p>
          <p className="hs-t2">{state.remedy}</p>
          <Again />
        </div>
      );
    case 'cancelled':
      return (
        <p className="hs-small hs-t2 hs-chart-failed">
          {texts.charts.cancelled} <Again />
        </p>
      );
    default:
      return assertNever(state);
  }
}

function AskingFor({ sinceMs }: { readonly sinceMs: number }) {
  const nowMs = useClock((clock) => clock.nowMs);
  // The clock of a moment of before does not tell how long it has been.
  if (nowMs < sinceMs) return <p className="hs-small hs-t3">{texts.charts.askingSource}</p>;
  return <p className="hs-small hs-t3">{texts.charts.askingFor(formatDuration(Math.round((nowMs - sinceMs) / 1_000)))}</p>;
}

function Again() {
  return (
    <button type="button" className="hs-button" onClick={() => tellEngine({ type: 'chart-again' })}>
      {texts.charts.again}
    </button>
  );
}
