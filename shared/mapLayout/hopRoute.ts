import type { Point } from './hopPath';

/** Where a card stands, in px of the canvas. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** `start` and `end`: the text begins or ends at x; `middle`: it is centred there. */
export type Anchor = 'start' | 'middle' | 'end';

/**
 * The drawn way of a hop. Its label: `around` has what is carried above the line and the rhythm below;
 * `stacked` has both from the anchor downwards, inside a fork; `above` and `below` are one line on
 * that side; `brief` (from the anchor downwards) and `over` (above) say only what is carried; `none` leaves it to the inspector where cards leave no room.
 */
export type LabelStyle = 'around' | 'stacked' | 'above' | 'below' | 'brief' | 'over' | 'none';

export interface HopRoute {
  readonly points: readonly Point[];
  readonly label: { readonly x: number; readonly y: number; readonly anchor: Anchor; readonly style: LabelStyle };
  /** Share of the length where a cut is drawn. */
  readonly cutAt: number;
  /** Where the chip with the error stands, clear of cards and lines. */
  readonly chip: { readonly x: number; readonly y: number; readonly anchor: Anchor; readonly width: number };
}

/** A chip of this width and more says its error in two lines, others in three: there is no room for higher ones. */
export const WIDE_CHIP = 240;
