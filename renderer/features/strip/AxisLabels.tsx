import type { Turn } from '../../../shared/analysis/history/turns';
import { type Axis, shareAt, ticksOf } from './axis';
import { clockText, minuteText, turnText } from './stripText';

/** Baseline of the labels and the reach of the tick, px from the top of the lane. */
const BASE = 31;
const TICK = { from: -5, to: 21 } as const;
/** Width of a character of 11 px; a face 15 % wider still keeps its distance. */
const CHARACTER = 7;
const APART = 10;

interface AxisLabelsProps {
  readonly axis: Axis;
  readonly width: number;
  /** The newest turning point, if it is on the axis. */
  readonly turn: Turn | undefined;
}

interface Label {
  readonly text: string;
  readonly x: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** Times under the tracks; the newest turning point has a tick and its words, and what would touch them is left out. */
export function AxisLabels({ axis, width, turn }: AxisLabelsProps) {
  const turning = turn && turnLabel(turn, axis, width);
  const times = timeLabels(axis, width).filter((label) => turning === undefined || !touch(label, turning));
  return (
    <>
      {times.map((label) => (
        <LabelText key={label.text} label={label} className="hs-strip-time" />
      ))}
      {turn === undefined || turning === undefined ? null : (
        <g data-testid="strip-turn">
          <path className="hs-strip-tick" d={`M${tickX(turn, axis, width)} ${TICK.from}V${TICK.to}`} />
          <LabelText label={turning} className="hs-strip-turn" />
        </g>
      )}
    </>
  );
}

function LabelText({ label, className }: { readonly label: Label; readonly className: string }) {
  return (
    <text className={className} x={label.x} y={BASE} textAnchor={label.anchor}>
      {label.text}
    </text>
  );
}

function timeLabels(axis: Axis, width: number): readonly Label[] {
  const ticks = ticksOf(axis);
  return ticks.map((atMs, index) => ({
    text: minuteText(atMs),
    x: shareAt(axis, atMs) * width,
    anchor: index === 0 ? 'start' : index === ticks.length - 1 ? 'end' : 'middle',
  }));
}

function tickX(turn: Turn, axis: Axis, width: number): number {
  return Math.round(shareAt(axis, turn.atMs) * width) + 0.5;
}

/** Beside the tick, on the side with more room. */
function turnLabel(turn: Turn, axis: Axis, width: number): Label {
  const x = tickX(turn, axis, width);
  const text = `${clockText(turn.atMs)} ${turnText(turn)}`;
  return x > width / 2 ? { text, x: x - 4, anchor: 'end' } : { text, x: x + 4, anchor: 'start' };
}

function touch(a: Label, b: Label): boolean {
  return startOf(a) < endOf(b) + APART && startOf(b) < endOf(a) + APART;
}

function startOf({ text, x, anchor }: Label): number {
  const wide = text.length * CHARACTER;
  return anchor === 'start' ? x : anchor === 'end' ? x - wide : x - wide / 2;
}

function endOf(label: Label): number {
  return startOf(label) + label.text.length * CHARACTER;
}
