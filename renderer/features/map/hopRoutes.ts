import type { Point } from './hopPath';
import type { Anchor, Box, HopRoute, LabelStyle } from './hopRoute';
import { DETOURS, ROUTES, type Row } from './hopRouteTable';

const CHIP_WIDTH = 196;

/** The way of a hop between two cards; `boxes` are all cards on the map by id. */
export function routeHop(from: string, to: string, boxes: ReadonlyMap<string, Box>): HopRoute | undefined {
  const source = boxes.get(from);
  const target = boxes.get(to);
  if (source === undefined || target === undefined) return undefined;
  const key = `${from}>${to}`;
  const detour = DETOURS[key];
  const usual = ROUTES[key] ?? { points: plainRoute(source, target) };
  return finish(detour !== undefined && boxes.has(detour.when) ? { ...usual, ...detour.row } : usual);
}

/** From side to side with one bend between the columns; up or down within a column. */
export function plainRoute(source: Box, target: Box): readonly Point[] {
  const from = middle(source);
  const to = middle(target);
  if (Math.abs(source.x - target.x) < source.w) {
    const down = to[1] > from[1];
    const x = Math.max(from[0], to[0]);
    return [
      [x, down ? source.y + source.h : source.y],
      [x, down ? target.y : target.y + target.h],
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

/** The middle of the longest level stretch, else beside the middle of the line. */
function labelOf(points: readonly Point[]): readonly [number, number, Anchor, LabelStyle] {
  let best: { x: number; y: number; length: number } | undefined;
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (before === undefined || before[1] !== point[1]) return;
    const length = Math.abs(point[0] - before[0]);
    if (best === undefined || length > best.length) best = { x: (point[0] + before[0]) / 2, y: point[1], length };
  });
  if (best !== undefined) return [best.x, best.y, 'middle', 'around'];
  const [first, last] = [points[0] ?? [0, 0], points[points.length - 1] ?? [0, 0]];
  return [first[0] + 10, (first[1] + last[1]) / 2 - 8, 'start', 'stacked'];
}

function middle(box: Box): Point {
  return [box.x + box.w / 2, box.y + box.h / 2];
}

function within(box: Box, y: number): boolean {
  return y > box.y + 8 && y < box.y + box.h - 8;
}
