import type { BlindPicture } from '../../../shared/contract/blindSpots';

/** What of a pod's life is drawn. */
export interface Shown {
  readonly fromMs: number;
  readonly toMs: number;
}

export const SPANS_MS = [60_000, 300_000, 900_000, 3_600_000] as const;
/** Room at the sides of what is shown. */
const MARGIN = 0.12;

/** The newest losses that fit together into five minutes, in the shortest span that holds them; without any the end of its life. */
export function usualShown(picture: BlindPicture): Shown {
  const lost = picture.lanes.flatMap((lane) => lane.lost).sort((a, b) => b.fromMs - a.fromMs);
  const endMs = picture.goneMs ?? picture.asOfMs;
  const lastMs = lost[0] === undefined ? endMs : (lost[0].toMs ?? endMs);
  const room = 300_000 * (1 - 2 * MARGIN);
  const firstMs = lost.reduce((first, { fromMs }) => (lastMs - fromMs <= room ? Math.min(first, fromMs) : first), lastMs);
  const spanMs = SPANS_MS.find((span) => lastMs - firstMs <= span * (1 - 2 * MARGIN)) ?? 300_000;
  return aroundMs(picture, (firstMs + lastMs) / 2, spanMs);
}

/** A span around a moment; nothing of the future is shown. */
export function aroundMs({ asOfMs }: Pick<BlindPicture, 'asOfMs'>, middleMs: number, spanMs: number): Shown {
  const toMs = Math.min(asOfMs, middleMs + spanMs / 2);
  return { fromMs: toMs - spanMs, toMs };
}

/** The next longer (+1) or shorter (-1) span around the same middle. */
export function otherSpan(picture: Pick<BlindPicture, 'asOfMs'>, { fromMs, toMs }: Shown, step: -1 | 1): Shown {
  const at = SPANS_MS.findIndex((span) => span >= toMs - fromMs);
  const span = SPANS_MS[Math.min(SPANS_MS.length - 1, Math.max(0, at + step))] ?? toMs - fromMs;
  return aroundMs(picture, (fromMs + toMs) / 2, span);
}

/** Half a span earlier (-1) or later (+1). */
export function moved(picture: Pick<BlindPicture, 'asOfMs'>, { fromMs, toMs }: Shown, step: -1 | 1): Shown {
  return aroundMs(picture, (fromMs + toMs) / 2 + (step * (toMs - fromMs)) / 2, toMs - fromMs);
}

/** Whole clock times inside, five of them or fewer. */
export function axisTimes({ fromMs, toMs }: Shown, zoneOffsetMinutes: number): readonly number[] {
  const stepMs = AXIS_STEPS_MS.find((step) => (toMs - fromMs) / step <= 5) ?? 900_000;
  const zoneMs = zoneOffsetMinutes * 60_000;
  const firstMs = Math.ceil((fromMs - zoneMs) / stepMs) * stepMs + zoneMs;
  const times: number[] = [];
  for (let ms = firstMs; ms <= toMs; ms += stepMs) times.push(ms);
  return times;
}

const AXIS_STEPS_MS = [15_000, 60_000, 180_000, 900_000];
