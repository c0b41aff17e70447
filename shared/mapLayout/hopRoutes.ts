import { CARDS } from '../model/architecture';
import { DETOURS } from './hopDetourTable';
import type { Point } from './hopPath';
import type { Anchor, Box, HopRoute, LabelStyle } from './hopRoute';
import { ROUTES, type Row } from './hopRouteTable';
import { cutsThrough, middle, orthogonalRoute } from './orthogonalRoute';

const CHIP_WIDTH = 196;
/** Room that a label of two lines takes beside its line. */
const LABEL = { w: 96, h: 34 } as const;

const USUAL: ReadonlyMap<string, Box> = new Map(CARDS.map((card) => [card.id, card]));

/**
 * The way of a hop between two cards; `boxes` are all cards on the map by id. Where both stand at the places of
 * the architecture and nothing is in between, the drawn table says it; else the cheapest way past the other cards,
 * or, `hasty` (while a card is being dragged), the plain one.
 */
export function routeHop(from: string, to: string, boxes: ReadonlyMap<string, Box>, hasty = false): HopRoute | undefined {
  const source = boxes.get(from);
  const target = boxes.get(to);
  if (source === undefined || target === undefined) return undefined;
  const drawn = drawnRow(from, to, boxes);
  if (drawn !== undefined && isUsual(from, source) && isUsual(to, target) && isFree(drawn.points, from, to, boxes)) return finish(drawn);
  const others = [...boxes].filter(([id]) => id !== from && id !== to).map(([, box]) => box);
  const points = (hasty ? undefined : orthogonalRoute(source, target, others)) ?? plainRoute(source, target);
  return finish({ points, label: freeLabel(points, [...boxes.values()]) });
}

function drawnRow(from: string, to: string, boxes: ReadonlyMap<string, Box>): Row | undefined {
  const key = `${from}>${to}`;
  const row = ROUTES[key];
  const detour = (DETOURS[key] ?? []).find(({ when }) => boxes.has(when));
  return row && { ...row, ...detour?.row };
}

function isUsual(id: string, box: Box): boolean {
  const usual = USUAL.get(id);
  return usual !== undefined && usual.x === box.x && usual.y === box.y;
}

/** Only cards away from their places can stand in the way of a drawn line. */
function isFree(points: readonly Point[], from: string, to: string, boxes: ReadonlyMap<string, Box>): boolean {
  const moved = [...boxes].filter(([id, box]) => id !== from && id !== to && !isUsual(id, box));
  return moved.every(([, box]) => !stretches(points).some(([a, b]) => cutsThrough(a, b, box, 2)));
}

function stretches(points: readonly Point[]): readonly (readonly [Point, Point])[] {
  return points.slice(1).flatMap((point, index) => {
    const before = points[index];
    return before === undefined ? [] : [[before, point] as const];
  });
}

/** From side to side with one bend between the columns; up or down within a column. */
export function plainRoute(source: Box, target: Box): readonly Point[] {
  const from = middle(source);
  const to = middle(target);
  if (Math.abs(source.x - target.x) < source.w) {
    const down = to[1] > from[1];
    const [y1, y2] = [down ? source.y + source.h : source.y, down ? target.y : target.y + target.h];
    if (from[0] === to[0])
      return [
        [from[0], y1],
        [to[0], y2],
      ];
    const bend = (y1 + y2) / 2;
    return [
      [from[0], y1],
      [from[0], bend],
      [to[0], bend],
      [to[0], y2],
    ];
  }
  const right = to[0] > from[0];
  const start: Point = [right ? source.x + source.w : source.x, from[1]];
  const end: Point = [right ? target.x : target.x + target.w, within(target, from[1]) ? from[1] : to[1]];
  if (start[1] === end[1]) return [start, end];
  const bend = right ? end[0] - 30 : end[0] + 30;
  return [start, [bend, start[1]], [bend, end[1]], end];
}

function finish(row: Row): HopRoute {
  const [x, y, anchor, style = 'around'] = row.label ?? labelOf(row.points);
  const cutAt = row.cutAt ?? 0.5;
  const [chipX, chipY, chipAnchor, width = CHIP_WIDTH] = row.chip ?? [x, y + 16, 'middle' as const];
  return { points: row.points, label: { x, y, anchor, style }, cutAt, chip: { x: chipX, y: chipY, anchor: chipAnchor, width } };
}

type Label = readonly [x: number, y: number, anchor: Anchor, style: LabelStyle];

/** The middle of the longest level stretch, else beside the middle of the line. */
function labelOf(points: readonly Point[]): Label {
  let best: { x: number; y: number; length: number } | undefined;
  for (const [a, b] of stretches(points)) {
    const length = Math.abs(b[0] - a[0]);
    if (a[1] === b[1] && (best === undefined || length > best.length)) best = { x: (a[0] + b[0]) / 2, y: a[1], length };
  }
  if (best !== undefined) return [best.x, best.y, 'middle', 'around'];
  const [first, last] = [points[0] ?? [0, 0], points[points.length - 1] ?? [0, 0]];
  return [first[0] + 10, (first[1] + last[1]) / 2 - 8, 'start', 'stacked'];
}

/** At the longest stretch where the words cover no card; nowhere when there is none: the inspector has them. */
function freeLabel(points: readonly Point[], boxes: readonly Box[]): Label {
  const byLength = [...stretches(points)].sort(([a, b], [c, d]) => span(c, d) - span(a, b));
  for (const [a, b] of byLength) {
    const [x, y] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    const level = a[1] === b[1];
    const room: Box = level ? { x: x - LABEL.w / 2, y: y - LABEL.h / 2, ...LABEL } : { x: x + 8, y: y - LABEL.h / 2, ...LABEL };
    if (boxes.some((box) => cutsThrough([room.x, room.y], [room.x + room.w, room.y + room.h], box, 0))) continue;
    return level ? [x, y, 'middle', 'around'] : [x + 10, y - 14, 'start', 'stacked'];
  }
  const [x, y] = middle({ x: points[0]?.[0] ?? 0, y: points[0]?.[1] ?? 0, w: 0, h: 0 });
  return [x, y, 'middle', 'none'];
}

function span(a: Point, b: Point): number {
  return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
}

function within(box: Box, y: number): boolean {
  return y > box.y + 8 && y < box.y + box.h - 8;
}
