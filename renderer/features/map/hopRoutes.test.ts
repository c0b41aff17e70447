import { describe, expect, it } from 'vitest';
import { CARDS, HOPS } from '../../../shared/model/architecture';
import type { Point } from './hopPath';
import type { Box } from './hopRoute';
import { routeHop } from './hopRoutes';

const always = new Map<string, Box>(CARDS.filter((card) => card.shown === 'always').map((card) => [card.id, card]));
const everything = new Map<string, Box>(CARDS.filter((card) => card.shown !== 'history').map((card) => [card.id, card]));

function inside(box: Box, [x, y]: Point, margin: number): boolean {
  return x > box.x + margin && x < box.x + box.w - margin && y > box.y + margin && y < box.y + box.h - margin;
}

/** Every 4 px of the line. */
function* along(points: readonly Point[]): Iterable<Point> {
  for (let index = 1; index < points.length; index++) {
    const [from, to] = [points[index - 1] ?? [0, 0], points[index] ?? [0, 0]];
    const steps = Math.max(1, Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]) / 4));
    for (let step = 0; step <= steps; step++)
      yield [from[0] + ((to[0] - from[0]) * step) / steps, from[1] + ((to[1] - from[1]) * step) / steps];
  }
}

describe.each([
  ['the cards that are always there', always],
  ['all cards that can be found', everything],
])('with %s', (_name, boxes) => {
  const hops = HOPS.filter((hop) => boxes.has(hop.from) && boxes.has(hop.to));

  it.each(hops.map((hop) => [`${hop.from} to ${hop.to}`, hop] as const))('%s runs level and upright, and through no card', (_hop, hop) => {
    const points = routeHop(hop.from, hop.to, boxes)?.points ?? [];
    expect(points.length).toBeGreaterThan(1);
    points.forEach((point, index) => {
      const before = points[index - 1];
      if (before !== undefined) expect(before[0] === point[0] || before[1] === point[1]).toBe(true);
    });
    const hit = [...boxes].filter(([, box]) => [...along(points)].some((point) => inside(box, point, 1))).map(([id]) => id);
    expect(hit).toEqual([]);
  });

  it.each(hops.map((hop) => [`${hop.from} to ${hop.to}`, hop] as const))('%s begins and ends at its cards', (_hop, hop) => {
    const points = routeHop(hop.from, hop.to, boxes)?.points ?? [];
    for (const [id, point] of [
      [hop.from, points[0]],
      [hop.to, points[points.length - 1]],
    ] as const) {
      const box = boxes.get(id);
      const touches =
        box !== undefined && point !== undefined && inside({ x: box.x - 1, y: box.y - 1, w: box.w + 2, h: box.h + 2 }, point, 0);
      expect(touches).toBe(true);
    }
  });
});

describe('cards that stand elsewhere', () => {
  it('are joined by one bend between the columns', () => {
    const boxes = new Map<string, Box>([
      ['a', { x: 0, y: 0, w: 100, h: 80 }],
      ['b', { x: 300, y: 200, w: 100, h: 80 }],
    ]);
    expect(routeHop('a', 'b', boxes)?.points).toEqual([
      [100, 40],
      [270, 40],
      [270, 240],
      [300, 240],
    ]);
  });

  it('are not joined when one of them is not on the map', () => expect(routeHop('a', 'prometheus', always)).toBeUndefined());
});
