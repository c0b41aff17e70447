import type { Turn } from '../../../shared/analysis/history/turns';
import { texts } from '../../texts/catalogue';
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
  /** When sessions began. */
  readonly sessions?: readonly number[];
}

interface Label {
  readonly text: string;
  readonly x: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** Times under the tracks; the newest turning point has a tick and its words, and what would touch them is left out. */
export function AxisLabels({ axis, width, turn, sessions = [] }: AxisLabelsProps) {
  const turning = turn && turnLabel(turn, axis, width);
  const began = spaced(
    sessions.filter((atMs) => atMs >= axis.fromMs).map((atMs) => beginLabel(atMs, axis, width)),
    turning === undefined ? [] : [turning],
  );
  const said = turning === undefined ? began : [...began, turning];
  const times = timeLabels(axis, width).filter((label) => !said.some((each) => touch(label, each)));
  return (
    <>
      {times.map((label) => (
        <LabelText key={label.text} label={label} className="hs-strip-time" />
      ))}
      {sessions.map((atMs) =>
        atMs < axis.fromMs ? null : (
          <path
            key={atMs}
            className="hs-strip-began"
            d={`M${xAt(atMs, axis, width)} ${TICK.from}V${TICK.to}`}
            data-testid="strip-session"
          />
        ),
      )}
      {began.map((label) => (
        <LabelText key={label.text} label={label} className="hs-strip-time" />
      ))}
      {turn === undefined || turning === undefined ? null : (
        <g data-testid="strip-turn">
          <path className="hs-strip-tick" d={`M${xAt(turn.atMs, axis, width)} ${TICK.from}V${TICK.to}`} />
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

function xAt(atMs: number, axis: Axis, width: number): number {
  return Math.round(shareAt(axis, atMs) * width) + 0.5;
}

function turnLabel(turn: Turn, axis: Axis, width: number): Label {
  return beside(xAt(turn.atMs, axis, width), `${clockText(turn.atMs)} ${turnText(turn)}`, width);
}

function beginLabel(atMs: number, axis: Axis, width: number): Label {
  return beside(xAt(atMs, axis, width), texts.strip.session(minuteText(atMs)), width);
}

/** The newest that touch neither each other nor what is said already. */
function spaced(labels: readonly Label[], said: readonly Label[]): readonly Label[] {
  const kept: Label[] = [];
  for (const label of [...labels].reverse()) if (![...kept, ...said].some((each) => touch(label, each))) kept.push(label);
  return kept;
}

/** Beside the tick, on the side with more room. */
function beside(x: number, text: string, width: number): Label {
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
