import type { Box } from '../../../shared/mapLayout/hopRoute';

/** Width of the members' list, and what it keeps from cards and from the edges of the view. */
const WIDTH = 272;
const GAP = 10;
/** Room under the column names and over the tools. */
const EDGE = { top: 30, bottom: 44 } as const;
const LOWEST = 160;

/** Beside the card, at its right where there is room, within the view; in px of the view. */
export function panelPlace(
  card: Box,
  [x, y, zoom]: readonly [number, number, number],
  view: { readonly width: number; readonly height: number },
): { readonly left: number; readonly top: number; readonly maxHeight: number } {
  const right = x + (card.x + card.w) * zoom + GAP;
  const left = right + WIDTH <= view.width ? right : x + card.x * zoom - GAP - WIDTH;
  const lowest = Math.max(EDGE.top, view.height - EDGE.bottom - LOWEST);
  const top = Math.round(Math.min(lowest, Math.max(EDGE.top, y + card.y * zoom)));
  return {
    left: Math.round(Math.max(GAP, Math.min(left, view.width - WIDTH - GAP))),
    top,
    maxHeight: Math.max(LOWEST, view.height - EDGE.bottom - top),
  };
}
