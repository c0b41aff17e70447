import type { KeyboardEvent } from 'react';
import { openGap, unzoomGaps, useGaps, zoomGaps } from '../../store/gapStore';
import { type GapItem, ownGaps } from './gapItems';

export interface KeyPlace {
  readonly items: readonly GapItem[];
  readonly at: number;
  readonly goTo: (index: number) => void;
  readonly unfold: (job: string) => void;
}

/** A page of rows. */
const PAGE = 15;

/** Keys of the rows: up and down through targets, left and right through the gaps of one. */
export function onGapKey(event: KeyboardEvent, place: KeyPlace): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (!act(event.key, place)) return;
  event.preventDefault();
  event.stopPropagation();
}

function act(key: string, place: KeyPlace): boolean {
  switch (key) {
    case 'ArrowDown':
      return step(place, 1, 1);
    case 'ArrowUp':
      return step(place, -1, 1);
    case 'PageDown':
      return step(place, 1, PAGE);
    case 'PageUp':
      return step(place, -1, PAGE);
    case 'Home':
      return step({ ...place, at: -1 }, 1, 1);
    case 'End':
      return step({ ...place, at: place.items.length }, -1, 1);
    case 'ArrowRight':
      return stepGap(place, 1);
    case 'ArrowLeft':
      return stepGap(place, -1);
    case 'Enter':
      return enter(place);
    case '+':
    case '=':
      return zoomToOpen();
    case '-':
      return unzoomGaps();
    case 'Escape':
      return leave();
    default:
      return false;
  }
}

/** Over the heads of jobs. */
function step({ items, at, goTo }: KeyPlace, way: 1 | -1, count: number): boolean {
  let left = count;
  let last: number | undefined;
  for (let i = at + way; i >= 0 && i < items.length && left > 0; i += way) {
    if (items[i]?.kind === 'group') continue;
    last = i;
    left -= 1;
  }
  if (last !== undefined) goTo(last);
  return true;
}

function stepGap({ items, at }: KeyPlace, way: 1 | -1): boolean {
  const item = items[at];
  if (item?.kind !== 'row') return true;
  const gaps = ownGaps(item.row);
  const here = gaps.findIndex(({ id }) => id === useGaps.getState().open);
  const next = here === -1 ? gaps[way === 1 ? 0 : gaps.length - 1] : gaps[here + way];
  if (next !== undefined) openGap(next.id);
  return true;
}

function enter({ items, at, unfold }: KeyPlace): boolean {
  const item = items[at];
  if (item?.kind === 'fold') unfold(item.job);
  else if (item?.kind === 'row') {
    const longest = [...ownGaps(item.row)].sort((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs))[0];
    if (longest !== undefined) openGap(longest.id);
  }
  return true;
}

function zoomToOpen(): boolean {
  const { detail } = useGaps.getState();
  if (detail === undefined) return false;
  const side = Math.max(60_000, detail.toMs - detail.fromMs);
  zoomGaps(Math.round(detail.fromMs - side), Math.round(detail.toMs + side));
  return true;
}

function leave(): boolean {
  if (useGaps.getState().open !== undefined) {
    openGap(undefined);
    return true;
  }
  return unzoomGaps();
}
