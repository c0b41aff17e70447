import type { BlindLane, BlindPicture, LostState } from '../../../shared/contract/blindSpots';
import { formatDuration } from '../../../shared/model/format';
import type { Shown } from './span';

/** Sizes of the picture in px, as drawn (screens.md, 7). */
export const SIZES = { labels: 132, head: 102, scrapes: 44, lane: 42, block: 22, least: 6, letter: 6.4 } as const;

export interface Scale {
  readonly shown: Shown;
  readonly width: number;
  readonly x: (ms: number) => number;
}

export function scaleOf(shown: Shown, width: number): Scale {
  const room = Math.max(1, width - SIZES.labels);
  const span = shown.toMs - shown.fromMs;
  return { shown, width, x: (ms) => SIZES.labels + (Math.min(Math.max(ms, shown.fromMs), shown.toMs) - shown.fromMs) * (room / span) };
}

export function isShown({ shown }: Scale, fromMs: number, toMs: number | undefined): boolean {
  return fromMs <= shown.toMs && (toMs ?? Number.POSITIVE_INFINITY) >= shown.fromMs;
}

/** A rectangle of some width at least: what is short must be seen. */
export function boxOf(
  { x, shown, width }: Scale,
  fromMs: number,
  toMs: number | undefined,
  least: number = SIZES.least,
): { x: number; width: number } {
  const left = x(fromMs);
  const size = Math.max(least, x(toMs ?? shown.toMs) - left);
  return { x: Math.min(left, width - size), width: size };
}

export function fits(text: string, width: number): boolean {
  return text.length * SIZES.letter + 4 <= width;
}

export interface Flag {
  readonly x: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly text: string;
  /** Two rows, so that neighbours both have room. */
  readonly row: 0 | 1;
}

/** Words below the track for what is too short to hold them: neighbours share a flag; where there is no room, none. */
export function flagsOf(scale: Scale, track: BlindPicture['track']): readonly Flag[] {
  const short = track
    .filter(({ fromMs, toMs }) => isShown(scale, fromMs, toMs))
    .map((each) => ({ ...each, box: boxOf(scale, each.fromMs, each.toMs, 3) }))
    .filter(({ says, box }) => !fits(says, box.width));
  const groups: (typeof short)[] = [];
  for (const each of short) {
    const last = groups[groups.length - 1];
    if (last !== undefined && last[last.length - 1]?.toMs === each.fromMs && last.length < 3) last.push(each);
    else groups.push([each]);
  }
  const free: number[] = [SIZES.labels, SIZES.labels];
  return groups.flatMap((group): Flag[] => {
    const text = group
      .map(({ says, fromMs, toMs }) => (toMs === undefined ? says : `${says} ${formatDuration((toMs - fromMs) / 1_000)}`))
      .join(', ');
    const first = group[0]?.box;
    if (first === undefined) return [];
    const middle = first.x + Math.min(first.width, 8) / 2;
    const half = (text.length * SIZES.letter) / 2;
    const anchor = middle - half < SIZES.labels ? 'start' : middle + half > scale.width ? 'end' : 'middle';
    const left = anchor === 'start' ? middle : anchor === 'end' ? middle - 2 * half : middle - half;
    const row = left >= (free[0] ?? 0) ? 0 : left >= (free[1] ?? 0) ? 1 : undefined;
    if (row === undefined) return [];
    free[row] = left + 2 * half + 10;
    return [{ x: middle, anchor, text, row }];
  });
}

/** Where the words of a lost part stand: beside it, where nothing else is drawn; else nowhere, the hatch and the table say it. */
export function besideOf(
  scale: Scale,
  { kept, lost }: BlindLane,
  part: LostState,
  text: string,
  hidden: (value: string) => boolean,
): number | undefined {
  const box = boxOf(scale, part.fromMs, part.toMs);
  const from = box.x + box.width + 5;
  const to = from + text.length * SIZES.letter;
  if (to > scale.width) return undefined;
  const inTheWay = lost.some(
    (other) =>
      other !== part &&
      isShown(scale, other.fromMs, other.toMs) &&
      boxOf(scale, other.fromMs, other.toMs).x >= box.x &&
      boxOf(scale, other.fromMs, other.toMs).x < to,
  );
  if (inTheWay) return undefined;
  const edges = kept.filter(({ value }) => !hidden(value)).flatMap(({ fromMs, toMs }) => [scale.x(fromMs), scale.x(toMs)]);
  return edges.some((edge) => edge > from && edge < to) ? undefined : from;
}

/** Not ready is no block: the lane is empty then. */
export function isHidden({ signal }: BlindLane): (value: string) => boolean {
  return (value) => signal === 'ready' && value === 'false';
}
