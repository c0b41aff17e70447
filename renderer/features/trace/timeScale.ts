import type { Trace } from '../../../shared/contract/trace';
import { formatDuration } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';

/** Seconds before now on a line of some px; the last px stay free for words of what is now. */
export interface TimeScale {
  readonly width: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly x: (ms: number) => number;
  readonly ticks: readonly { readonly x: number; readonly text: string }[];
}

const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600] as const;
const MOST_TICKS = 5;
const ROOM_PX = 4;
const LONGEST_MS = 600_000;

/** From the oldest bar to the moment of the trace. */
export function timeScale({ hops, atMs, tookMs }: Trace, width: number): TimeScale {
  const toMs = atMs + tookMs / 2;
  const times = hops.flatMap(({ bar }) => (bar === undefined ? [] : [bar.fromMs]));
  const fromMs = Math.max(toMs - LONGEST_MS, Math.min(toMs - 5_000, ...times) - 1_500);
  const room = Math.max(1, width - 2 * ROOM_PX);
  const x = (ms: number) => ROOM_PX + Math.max(0, Math.min(1, (ms - fromMs) / (toMs - fromMs))) * room;
  const spanS = (toMs - fromMs) / 1000;
  const step = STEPS_S.find((each) => spanS / each <= MOST_TICKS) ?? 600;
  const count = Math.floor(spanS / step);
  const ticks = Array.from({ length: count }, (_, at) => {
    const seconds = (count - at) * step;
    return { x: x(toMs - seconds * 1000), text: texts.trace.seconds(formatDuration(seconds)) };
  });
  return { width, fromMs, toMs, x, ticks: [...ticks, { x: x(toMs), text: texts.trace.now }] };
}
