/** A corner or end of a hop's line, in px of the canvas. */
export type Point = readonly [x: number, y: number];

const CORNER = 8;

/** The points as an SVG path with rounded corners; "" for fewer than two. */
export function toPath(points: readonly Point[], corner = CORNER): string {
  const [first] = points;
  if (first === undefined || points.length < 2) return '';
  const parts = [`M${at(first)}`];
  for (let index = 1; index < points.length - 1; index++) {
    const [before, here, after] = [points[index - 1], points[index], points[index + 1]];
    if (before === undefined || here === undefined || after === undefined) continue;
    const radius = Math.min(corner, distance(before, here) / 2, distance(here, after) / 2);
    parts.push(`L${at(towards(here, before, radius))}`, `Q${at(here)} ${at(towards(here, after, radius))}`);
  }
  const last = points[points.length - 1];
  if (last !== undefined) parts.push(`L${at(last)}`);
  return parts.join('');
}

/** The two parts of the line before and after a share of its length (0 to 1), and the point between them. */
export function splitLine(points: readonly Point[], share: number): { before: Point[]; after: Point[]; point: Point } {
  let left = lengthOf(points) * share;
  for (let index = 1; index < points.length; index++) {
    const [from, to] = [points[index - 1], points[index]];
    if (from === undefined || to === undefined) continue;
    const step = distance(from, to);
    if (left <= step || index === points.length - 1) {
      const point = towards(from, to, left);
      return { before: [...points.slice(0, index), point], after: [point, ...points.slice(index)], point };
    }
    left -= step;
  }
  const point = points[0] ?? [0, 0];
  return { before: [...points], after: [], point };
}

/** An arrow head at the end of the line, 7 px long, pointing the way the last stretch goes. */
export function arrowHead(points: readonly Point[]): string {
  const end = points[points.length - 1];
  const before = points[points.length - 2];
  if (end === undefined || before === undefined) return '';
  const dx = Math.sign(end[0] - before[0]);
  const dy = Math.sign(end[1] - before[1]);
  return `M${at(end)}l${-7 * dx - 4 * dy} ${-7 * dy - 4 * dx}l${8 * dy} ${8 * dx}z`;
}

export function lengthOf(points: readonly Point[]): number {
  return points.reduce((sum, point, index) => {
    const before = points[index - 1];
    return before === undefined ? sum : sum + distance(before, point);
  }, 0);
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

function towards(from: Point, to: Point, by: number): Point {
  const whole = distance(from, to);
  if (whole === 0) return from;
  return [from[0] + ((to[0] - from[0]) * by) / whole, from[1] + ((to[1] - from[1]) * by) / whole];
}

function at([x, y]: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
