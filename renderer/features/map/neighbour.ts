import type { Box } from '../../../shared/mapLayout/hopRoute';

export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** Columns are closer than this in x. */
const SAME_COLUMN = 60;

/**
 * The card an arrow key goes to: left and right along the flow (the nearest card fed, or feeding),
 * else the nearest in the next column; up and down within the column. undefined at the edge.
 */
export function neighbour(
  from: string,
  arrow: Arrow,
  boxes: ReadonlyMap<string, Box>,
  hops: readonly { readonly from: string; readonly to: string }[],
): string | undefined {
  const here = boxes.get(from);
  if (here === undefined) return undefined;
  if (arrow === 'ArrowUp' || arrow === 'ArrowDown') return inColumn(here, arrow === 'ArrowDown' ? 1 : -1, from, boxes);
  const along = hops
    .filter((hop) => (arrow === 'ArrowRight' ? hop.from : hop.to) === from)
    .map((hop) => (arrow === 'ArrowRight' ? hop.to : hop.from));
  const side = arrow === 'ArrowRight' ? 1 : -1;
  return nearest(here, along, boxes) ?? nearest(here, sideways(here, side, boxes), boxes);
}

function inColumn(here: Box, way: 1 | -1, from: string, boxes: ReadonlyMap<string, Box>): string | undefined {
  const column = [...boxes].filter(
    ([id, box]) => id !== from && Math.abs(middleX(box) - middleX(here)) < SAME_COLUMN && (box.y - here.y) * way > 0,
  );
  column.sort(([, a], [, b]) => (a.y - b.y) * way);
  return column[0]?.[0];
}

function sideways(here: Box, way: 1 | -1, boxes: ReadonlyMap<string, Box>): string[] {
  const beside = [...boxes].filter(([, box]) => (middleX(box) - middleX(here)) * way > SAME_COLUMN);
  const closest = Math.min(...beside.map(([, box]) => Math.abs(middleX(box) - middleX(here))));
  return beside.filter(([, box]) => Math.abs(middleX(box) - middleX(here)) < closest + SAME_COLUMN).map(([id]) => id);
}

function nearest(here: Box, ids: readonly string[], boxes: ReadonlyMap<string, Box>): string | undefined {
  let best: { id: string; far: number } | undefined;
  for (const id of ids) {
    const box = boxes.get(id);
    if (box === undefined) continue;
    const far = Math.abs(box.y + box.h / 2 - (here.y + here.h / 2));
    if (best === undefined || far < best.far) best = { id, far };
  }
  return best?.id;
}

function middleX(box: Box): number {
  return box.x + box.w / 2;
}
