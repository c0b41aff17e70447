import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { formatTicks } from '../../../shared/model/formatTicks';
import { zoomBack, zoomCharts } from '../../store/chartChoice';
import { zoneOffsetMinutes } from '../../store/clock';
import { moveTimeCursor } from '../../store/lookTimes';
import { pointAtTime, useTimeCursor } from '../../store/timeCursor';
import { texts } from '../../texts/catalogue';
import { leftOf, shareOf, timeAt, topOf, widthOf } from './chartArea';
import type { ChartModel } from './chartModel';
import { OWN_SOURCE_WORDS, pointAt, spokenChart, valueText } from './chartSeries';
import { lineStyle } from './chartStyle';
import { momentTime } from './chartTicks';
import type { DrawnChart } from './drawnChart';

/** A drag shorter than this is a click. */
const DRAG_PX = 6;
/** A hatched stretch narrower than this share of the axis has no room for its word. */
const ROOM_FOR_WORD = 0.3;
/** How much of the range one step of the keyboard's zoom keeps. */
const KEY_ZOOM = 0.5;

interface ChartOverlayProps {
  readonly chart: DrawnChart;
  readonly model: ChartModel;
  readonly live: boolean;
  /** What a drag and the keys + and - do; absent: the charts' own zoom. */
  readonly zoom?: ChartZoom;
}

export interface ChartZoom {
  readonly to: (fromMs: number, toMs: number) => void;
  /** To the stretch before. */
  readonly back: () => void;
}

const CHARTS_ZOOM: ChartZoom = { to: zoomCharts, back: () => void zoomBack() };

/** Over the lines: the time cursor, the word of a hatch, the stretch that is dragged over. It is what the keyboard and a screen reader meet. */
export function ChartOverlay({ chart, model, live, zoom = CHARTS_ZOOM }: ChartOverlayProps) {
  const zone = zoneOffsetMinutes();
  const atMs = useTimeCursor((cursor) => cursor.atMs);
  const { brush, ...pointers } = useBrush(model, zoom);
  return (
    <div
      className="hs-chart-overlay"
      role="slider"
      tabIndex={0}
      aria-label={spokenChart(chart, zone, live)}
      aria-description={texts.charts.keys}
      aria-valuemin={model.fromMs}
      aria-valuemax={model.toMs}
      aria-valuenow={Math.min(model.toMs, Math.max(model.fromMs, atMs ?? model.toMs))}
      aria-valuetext={spokenCursor(chart, model, atMs ?? model.toMs, zone)}
      {...pointers}
      onKeyDown={(event) => onKey(event, model, zoom)}
    >
      <AxisUnit ticks={model.ticks} unit={chart.unit} />
      <HatchWords model={model} source={chart.source} />
      {brush === undefined ? null : (
        <div className="hs-chart-brush" style={{ left: leftOf(brush.from), width: widthOf(brush.to - brush.from) }} />
      )}
      <Cursor chart={chart} model={model} atMs={atMs} />
    </div>
  );
}

/** What is counted stands once at the top of the axis; bytes and times say it at each tick. */
function AxisUnit({ ticks, unit }: { readonly ticks: readonly number[]; readonly unit: string }) {
  const word = formatTicks(ticks, unit).unit;
  return word === '' ? null : <span className="hs-chart-unit">{word}</span>;
}

function HatchWords({ model, source }: { readonly model: ChartModel; readonly source: string }) {
  const word = source === OWN_SOURCE_WORDS ? texts.charts.notLooked : texts.charts.noSample;
  return model.unseen.map((stretch) => {
    const from = shareOf(stretch.fromMs, model) ?? 0;
    const width = (shareOf(stretch.toMs, model) ?? 1) - from;
    return width < ROOM_FOR_WORD ? null : (
      <span key={stretch.fromMs} className="hs-chart-unseen" style={{ left: leftOf(from + width / 2), top: topOf(0.5) }}>
        {word}
      </span>
    );
  });
}

function Cursor({ chart, model, atMs }: Omit<ChartOverlayProps, 'live' | 'zoom'> & { readonly atMs: number | undefined }) {
  const share = atMs === undefined ? undefined : shareOf(atMs, model);
  if (atMs === undefined || share === undefined) return null;
  const low = model.ticks[0] ?? 0;
  const high = model.ticks[model.ticks.length - 1] ?? 1;
  return (
    <>
      <div className="hs-chart-cursor" style={{ left: leftOf(share) }} data-testid="chart-cursor" />
      {model.lines.map((line) => {
        const value = pointAt(line.points, atMs, model.reachMs)?.value;
        if (value === null || value === undefined) return null;
        // Halved first: the ends may be as far apart as numbers go.
        const height = (value / 2 - low / 2) / (high / 2 - low / 2);
        return (
          <span
            key={line.key}
            className="hs-chart-dot"
            style={{ left: leftOf(share), top: topOf(height), background: lineStyle(line.style, chart.source).stroke }}
          />
        );
      })}
    </>
  );
}

function spokenCursor(chart: DrawnChart, model: ChartModel, atMs: number, zone: number): string {
  const values = model.lines.map((line) => {
    const value = valueText(pointAt(line.points, atMs, model.reachMs)?.value, chart.unit);
    return line.name === undefined ? value : `${line.name} ${value}`;
  });
  return [momentTime(atMs, model.toMs - model.fromMs, zone), ...values].join(', ');
}

/** The pointer: moving shows the nearest look, dragging zooms, a double click goes back. */
function useBrush(model: ChartModel, zoom: ChartZoom) {
  const [brush, setBrush] = useState<{ readonly from: number; readonly to: number }>();
  const start = useRef<{ readonly x: number; readonly atMs: number } | undefined>(undefined);
  const placeOf = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX, atMs: timeAt(event.clientX - box.left, box.width, model) };
  };
  return {
    brush,
    onPointerDown(event: PointerEvent<HTMLDivElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = placeOf(event);
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>) {
      const place = placeOf(event);
      pointAtTime(nearestLook(model, place.atMs));
      if (start.current === undefined || Math.abs(place.x - start.current.x) < DRAG_PX) return;
      const [from = 0, to = 0] = [start.current.atMs, place.atMs].sort((a, b) => a - b).map((atMs) => shareOf(atMs, model) ?? 0);
      setBrush({ from, to });
    },
    onPointerUp(event: PointerEvent<HTMLDivElement>) {
      const place = placeOf(event);
      if (start.current !== undefined && Math.abs(place.x - start.current.x) >= DRAG_PX) zoom.to(start.current.atMs, place.atMs);
      start.current = undefined;
      setBrush(undefined);
    },
    onPointerLeave() {
      if (start.current === undefined) pointAtTime(undefined);
    },
    onDoubleClick: zoom.back,
  };
}

/** The time of the point nearest to a moment, of any line; the moment itself where there is none near. */
function nearestLook({ lines, reachMs }: ChartModel, atMs: number): number {
  const times = lines.flatMap(({ points }) => pointAt(points, atMs, reachMs)?.atMs ?? []);
  return times.reduce((nearest, time) => (Math.abs(time - atMs) < Math.abs(nearest - atMs) ? time : nearest), times[0] ?? atMs);
}

function onKey(event: KeyboardEvent, model: ChartModel, zoom: ChartZoom): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  switch (event.key) {
    case 'ArrowLeft':
      moveTimeCursor(-1);
      break;
    case 'ArrowRight':
      moveTimeCursor(1);
      break;
    case '+':
      zoomByKey(model, zoom);
      break;
    case '-':
      zoom.back();
      break;
    default:
      return;
  }
  event.preventDefault();
  event.stopPropagation();
}

/** Half the range, round the cursor. */
function zoomByKey({ fromMs, toMs }: ChartModel, zoom: ChartZoom): void {
  const length = (toMs - fromMs) * KEY_ZOOM;
  const middle = useTimeCursor.getState().atMs ?? toMs;
  const from = Math.min(toMs - length, Math.max(fromMs, middle - length / 2));
  zoom.to(from, from + length);
}
