import type { Point } from './hopPath';
import type { Box } from './hopRoute';

/** Lines keep this far from cards. */
const CLEAR = 14;
/** A bend costs as much as this many px of way. */
const BEND = 60;
/** Leaving by another side than the right, or coming in by another than the left. */
const OTHER_SIDE = 120;

type Way = 0 | 1 | 2 | 3;
/** Right, down, left, up. */
const WAYS: readonly (readonly [dx: number, dy: number])[] = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
];
const ALL_WAYS: readonly Way[] = [0, 1, 2, 3];

interface Reached {
  readonly x: number;
  readonly y: number;
  readonly way: Way;
  readonly cost: number;
  readonly before: Reached | undefined;
}

/**
 * The cheapest level and upright way from one card to another past all the others: short, few bends, out at
 * the right and in at the left where it can. undefined where cards leave no way through.
 */
export function orthogonalRoute(source: Box, target: Box, others: readonly Box[]): readonly Point[] | undefined {
  const boxes = [source, target, ...others];
  const xs = gridLines(boxes.flatMap((box) => [box.x - CLEAR, box.x + box.w + CLEAR]).concat(middle(source)[0], middle(target)[0]));
  const ys = gridLines(boxes.flatMap((box) => [box.y - CLEAR, box.y + box.h + CLEAR]).concat(middle(source)[1], middle(target)[1]));
  const end = search(xs, ys, starts(source), boxes, target);
  if (end === undefined) return undefined;
  const way: Point[] = [portOf(target, opposite(end.way))];
  for (let at: Reached | undefined = end; at !== undefined; at = at.before) way.push([at.x, at.y]);
  const first = way[way.length - 1];
  if (first !== undefined) way.push(portNear(source, first));
  return straightened(way.reverse());
}

function starts(source: Box): Reached[] {
  return ALL_WAYS.map((way) => {
    const [x, y] = outside(source, way);
    return { x, y, way, cost: way === 0 ? 0 : OTHER_SIDE, before: undefined };
  });
}

/** Dijkstra over the crossings of the grid, each with the way it was come by. */
function search(xs: readonly number[], ys: readonly number[], from: Reached[], boxes: readonly Box[], target: Box): Reached | undefined {
  const open = [...from];
  const done = new Set<string>();
  const goals = new Map(ALL_WAYS.map((way) => [keyOf(...outside(target, opposite(way)), way), way === 0 ? 0 : OTHER_SIDE]));
  let best: Reached | undefined;
  while (open.length > 0) {
    const here = takeCheapest(open);
    if (here === undefined || (best !== undefined && here.cost >= best.cost)) break;
    const key = keyOf(here.x, here.y, here.way);
    if (done.has(key)) continue;
    done.add(key);
    const extra = goals.get(key);
    if (extra !== undefined && (best === undefined || here.cost + extra < best.cost)) best = { ...here, cost: here.cost + extra };
    for (const next of stepsFrom(here, xs, ys, boxes)) if (!done.has(keyOf(next.x, next.y, next.way))) pushOpen(open, next);
  }
  return best;
}

function stepsFrom(here: Reached, xs: readonly number[], ys: readonly number[], boxes: readonly Box[]): Reached[] {
  return ALL_WAYS.flatMap((way) => {
    if (way === opposite(here.way)) return [];
    const [dx, dy] = WAYS[way] ?? [0, 0];
    const x = dx === 0 ? here.x : nextLine(xs, here.x, dx);
    const y = dy === 0 ? here.y : nextLine(ys, here.y, dy);
    if (x === undefined || y === undefined || boxes.some((box) => cutsThrough([here.x, here.y], [x, y], box, CLEAR - 4))) return [];
    const cost = here.cost + Math.abs(x - here.x) + Math.abs(y - here.y) + (way === here.way ? 0 : BEND);
    return [{ x, y, way, cost, before: here }];
  });
}

/** Whether the level or upright stretch touches the box, `margin` px wider all round. */
export function cutsThrough([ax, ay]: Point, [bx, by]: Point, box: Box, margin: number): boolean {
  return (
    Math.max(ax, bx) > box.x - margin &&
    Math.min(ax, bx) < box.x + box.w + margin &&
    Math.max(ay, by) > box.y - margin &&
    Math.min(ay, by) < box.y + box.h + margin
  );
}

/** A heap: parents are cheaper than their children. */
function pushOpen(heap: Reached[], item: Reached): void {
  heap.push(item);
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const [above, below] = [heap[parent], heap[at]];
    if (above === undefined || below === undefined || above.cost <= below.cost) return;
    heap[parent] = below;
    heap[at] = above;
    at = parent;
  }
}

function takeCheapest(heap: Reached[]): Reached | undefined {
  const [first] = heap;
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  heap[0] = last;
  for (let at = 0; ; ) {
    const cheapest = [2 * at + 1, 2 * at + 2].reduce((best, child) => (costAt(heap, child) < costAt(heap, best) ? child : best), at);
    const [above, below] = [heap[at], heap[cheapest]];
    if (cheapest === at || above === undefined || below === undefined) return first;
    heap[at] = below;
    heap[cheapest] = above;
    at = cheapest;
  }
}

function costAt(heap: readonly Reached[], at: number): number {
  return heap[at]?.cost ?? Number.POSITIVE_INFINITY;
}

function gridLines(values: readonly number[]): readonly number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

function nextLine(lines: readonly number[], from: number, step: number): number | undefined {
  return step > 0 ? lines.find((line) => line > from) : lines.filter((line) => line < from).pop();
}

function keyOf(x: number, y: number, way: Way): string {
  return `${x} ${y} ${way}`;
}

function opposite(way: Way): Way {
  const turned = (way + 2) % 4;
  return turned === 0 || turned === 1 || turned === 2 ? turned : 3;
}

export function middle(box: Box): Point {
  return [box.x + box.w / 2, box.y + box.h / 2];
}

/** Middle of the side that lies this way. */
function portOf(box: Box, way: Way): Point {
  const [dx, dy] = WAYS[way] ?? [0, 0];
  const [x, y] = middle(box);
  return [x + (dx * box.w) / 2, y + (dy * box.h) / 2];
}

function outside(box: Box, way: Way): Point {
  const [dx, dy] = WAYS[way] ?? [0, 0];
  const [x, y] = portOf(box, way);
  return [x + dx * CLEAR, y + dy * CLEAR];
}

function portNear(box: Box, [x, y]: Point): Point {
  const [first = portOf(box, 0)] = ALL_WAYS.map((way) => portOf(box, way)).sort(
    (a, b) => Math.hypot(a[0] - x, a[1] - y) - Math.hypot(b[0] - x, b[1] - y),
  );
  return first;
}

/** Corners only: points on a straight stretch are left out. */
function straightened(points: readonly Point[]): readonly Point[] {
  return points.filter((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (before === undefined || after === undefined) return true;
    return !((before[0] === point[0] && point[0] === after[0]) || (before[1] === point[1] && point[1] === after[1]));
  });
}
