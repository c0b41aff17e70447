import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { momentFor } from '../../../shared/analysis/history/momentFor';
import type { Turn } from '../../../shared/analysis/history/turns';
import type { Strip } from '../../../shared/contract/engine';
import { goLive, goTo, stepMoment } from '../../store/moments';
import { pointAtTime, useTimeCursor } from '../../store/timeCursor';
import { texts } from '../../texts/catalogue';
import { HatchPattern } from '../../ui/HatchPattern';
import { useWidth } from '../../ui/useWidth';
import { AxisLabels } from './AxisLabels';
import { type Axis, shareAt, timeAt } from './axis';
import { StripTip } from './StripTip';
import { valueText } from './stripText';
import { TrackMarks } from './TrackMarks';

/** Middles of the two tracks, px from the top. */
const CORE_Y = 5;
const MONITORING_Y = 15;
/** Closer to the right end than this is now. */
const NOW_PX = 3;

interface StripLaneProps {
  readonly strip: Strip;
  readonly axis: Axis;
  /** The moment shown; undefined: now. */
  readonly atMs: number | undefined;
  readonly turn: Turn | undefined;
}

/** The tracks as one slider over time: one tab stop, dragged or moved by keys. */
export function StripLane({ strip, axis, atMs, turn }: StripLaneProps) {
  const lane = useRef<HTMLDivElement>(null);
  const width = useWidth(lane);
  const pointer = usePointer(strip, axis);
  const [focused, setFocused] = useState(false);
  const cursorMs = useTimeCursor((cursor) => cursor.atMs);
  const tipMs = pointer.overMs ?? (focused ? (atMs ?? axis.toMs) : undefined);
  const x = (ms: number) => Math.round(shareAt(axis, ms) * width);
  return (
    <div
      ref={lane}
      id="time-strip"
      className="hs-strip-lane"
      role="slider"
      tabIndex={0}
      aria-label={texts.strip.name}
      aria-description={texts.strip.keys}
      aria-valuemin={axis.fromMs}
      aria-valuemax={axis.toMs}
      aria-valuenow={atMs ?? axis.toMs}
      aria-valuetext={valueText(strip, atMs)}
      data-testid="strip-lane"
      onKeyDown={(event) => onKey(event, strip, atMs, turn)}
      onFocus={(event) => setFocused(event.currentTarget.matches(':focus-visible'))}
      onBlur={() => setFocused(false)}
      {...pointer.handlers}
    >
      <svg className="hs-strip-svg" width={width} height="34" aria-hidden="true">
        <Hatch />
        <TrackMarks track={strip.core} axis={axis} y={CORE_Y} width={width} />
        <TrackMarks track={strip.monitoring} axis={axis} y={MONITORING_Y} width={width} />
        <AxisLabels axis={axis} width={width} turn={turn} sessions={strip.sessions} />
        {cursorMs === undefined || cursorMs < axis.fromMs ? null : <path className="hs-strip-cursor" d={`M${x(cursorMs) + 0.5} -5V22`} />}
        <Mark isPast={strip.past === true} heldX={atMs === undefined ? undefined : x(atMs)} width={width} />
      </svg>
      {tipMs === undefined ? null : <StripTip strip={strip} atMs={tipMs} x={x(tipMs)} width={width} />}
    </div>
  );
}

/** The moment shown, else now; neither stands where an hour that is gone has it not. */
function Mark({ isPast, heldX, width }: { readonly isPast: boolean; readonly heldX: number | undefined; readonly width: number }) {
  if (heldX !== undefined) return <path className="hs-strip-held" d={`M${Math.max(1, heldX)} -7V24`} data-testid="strip-held" />;
  return isPast ? null : <path className="hs-strip-now" d={`M${width - 1} -5V22`} />;
}

function Hatch() {
  return (
    <defs>
      <HatchPattern id="hs-strip-hatch" size={5} lineAt={1} className="hs-strip-hatch" />
    </defs>
  );
}

/** Where the pointer is over the lane; pressed, the window goes there with it. */
function usePointer(strip: Strip, axis: Axis) {
  const [overMs, setOver] = useState<number | undefined>(undefined);
  const pressed = useRef(false);
  /** Where a drag went last: it asks once for each moment. */
  const asked = useRef<number | undefined>(undefined);
  const over = (ms: number | undefined) => {
    setOver(ms);
    pointAtTime(ms);
  };
  const go = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const ms = timeAt(axis, (event.clientX - left) / Math.max(1, width));
    over(ms);
    if (!pressed.current) return;
    const moment = event.clientX >= left + width - NOW_PX ? Number.POSITIVE_INFINITY : momentFor(strip, ms);
    if (moment === undefined || moment === asked.current) return;
    asked.current = moment;
    goTo(moment);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pressed.current = true;
    asked.current = undefined;
    go(event);
  };
  const onPointerUp = () => {
    pressed.current = false;
  };
  const onPointerLeave = () => over(undefined);
  return { overMs, handlers: { onPointerDown, onPointerMove: go, onPointerUp, onPointerCancel: onPointerUp, onPointerLeave } };
}

function onKey(event: KeyboardEvent, strip: Strip, atMs: number | undefined, turn: Turn | undefined): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      stepMoment(-1);
      break;
    case 'ArrowRight':
    case 'ArrowUp':
      stepMoment(1);
      break;
    case 'Home':
      if (strip.moments[0] !== undefined) goTo(strip.moments[0]);
      break;
    case 'End':
      goLive();
      break;
    case 'Enter':
      if (turn !== undefined) goTo(turn.atMs);
      break;
    case 'Escape':
      if (atMs === undefined) return;
      goLive();
      break;
    default:
      return;
  }
  // The map's arrows and the window's Esc must not hear it as well.
  event.preventDefault();
  event.stopPropagation();
}
