import type { Stretch } from '../../../shared/analysis/series/gaps';

/**
 * Where the lines stand in a chart, in px from its edges: the same for all, so that one cursor goes through them. The left edge has room
 * for "189.25 MiB": a number whose first digit is cut off is another number.
 */
export const PLOT = { left: 66, right: 10, top: 16, bottom: 18 } as const;

/** The moment under a place across the chart; outside of the lines the nearest end. */
export function timeAt(x: number, width: number, { fromMs, toMs }: Stretch): number {
  const share = (x - PLOT.left) / Math.max(1, width - PLOT.left - PLOT.right);
  return fromMs + Math.min(1, Math.max(0, share)) * (toMs - fromMs);
}

/** A moment's share of the axis, 0 to 1; outside of it undefined. */
export function shareOf(atMs: number, { fromMs, toMs }: Stretch): number | undefined {
  const share = (atMs - fromMs) / (toMs - fromMs);
  return share >= 0 && share <= 1 ? share : undefined;
}

/** CSS places of shares of the area of the lines. */
export function leftOf(share: number): string {
  return `calc(${PLOT.left}px + (100% - ${PLOT.left + PLOT.right}px) * ${share.toFixed(5)})`;
}

export function widthOf(share: number): string {
  return `calc((100% - ${PLOT.left + PLOT.right}px) * ${share.toFixed(5)})`;
}

export function topOf(share: number): string {
  return `calc(${PLOT.top}px + (100% - ${PLOT.top + PLOT.bottom}px) * ${(1 - share).toFixed(5)})`;
}
