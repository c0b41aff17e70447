import type { TraceLag } from '../../../shared/contract/trace';
import { formatDuration } from '../../../shared/model/format';

/** For the words at the left of budget and distribution. */
const LEFT_PX = 132;
const RIGHT_PX = 24;
const STEPS_S = [5, 10, 15, 30, 60, 300] as const;
const MOST_TICKS = 8;

export interface LagScale {
  readonly x: (ms: number) => number;
  readonly ticks: readonly { readonly x: number; readonly text: string }[];
}

/** Seconds up to two minutes: nobody adds up minutes and seconds along an axis. */
function tickText(seconds: number): string {
  return seconds <= 120 ? `${seconds} s` : formatDuration(seconds);
}

/** From none to the longest of budget and measurement, in whole steps. */
export function lagScale({ budget, measured, thisMs = 0 }: TraceLag, width: number): LagScale {
  const longestS = Math.max(10, budget.reduce((sum, { ms }) => sum + ms, 0) / 1000, (measured?.worstMs ?? 0) / 1000, thisMs / 1000);
  const step = STEPS_S.find((each) => longestS / each <= MOST_TICKS) ?? 600;
  const count = Math.ceil(longestS / step);
  const room = Math.max(1, width - LEFT_PX - RIGHT_PX);
  const x = (ms: number) => LEFT_PX + Math.min(1, ms / 1000 / (count * step)) * room;
  return { x, ticks: Array.from({ length: count + 1 }, (_, at) => ({ x: x(at * step * 1000), text: tickText(at * step) })) };
}

export function binsOf({ bins, binMs }: NonNullable<TraceLag['measured']>): readonly { readonly fromMs: number; readonly share: number }[] {
  return bins.map((share, at) => ({ fromMs: at * binMs, share }));
}
