import { describe, expect, it } from 'vitest';
import { CARDS, HOPS } from '../model/architecture';
import type { Point } from './hopPath';
import { type Box, WIDE_CHIP } from './hopRoute';
import { routeHop } from './hopRoutes';

const always = new Map<string, Box>(CARDS.filter((card) => card.shown === 'always').map((card) => [card.id, card]));
const MANY_HAVE: readonly string[] = ['external-metrics-api', 'container-runtime'];
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

/** In px of the canvas: what is carried under three lines of the error, or under two in a wide one. */
const chipHeight = (width: number) => (width >= WIDE_CHIP ? 53 : 68);
const LEFT_OF = { start: 0, middle: 0.5, end: 1 } as const;

/** With what many clusters have besides: names of cgroups, and a second API in the column of the adapter. */
const usual = new Map<string, Box>([...everything].filter(([id]) => always.has(id) || MANY_HAVE.includes(id)));

describe.each([
  ['the cards that are always there', always],
  ['those and what many clusters have', usual],
  ['those and a VPA', new Map([...everything].filter(([id]) => usual.has(id) || id === 'vpa'))],
])('with %s', (_name, boxes) => {
  const hops = HOPS.filter((hop) => boxes.has(hop.from) && boxes.has(hop.to));
  it.each(hops.map((hop) => [`${hop.from} to ${hop.to}`, hop] as const))(
    'the error of a cut from %s stands clear of the cards',
    (_hop, { from, to }) => {
      const { x = 0, y = 0, anchor = 'start', width = 0 } = routeHop(from, to, boxes)?.chip ?? {};
      const chip: Box = { x: x - width * LEFT_OF[anchor], y, w: width, h: chipHeight(width) };
      const covered = [...boxes].filter(
        ([, box]) => chip.x < box.x + box.w && box.x < chip.x + chip.w && chip.y < box.y + box.h && box.y < chip.y + chip.h,
      );
      expect(covered.map(([id]) => id)).toEqual([]);
    },
  );
});

const straight = (points: readonly Point[]) =>
  points.every((point, index) => {
    const before = points[index - 1];
    return before === undefined || before[0] === point[0] || before[1] === point[1];
  });
const hits = (points: readonly Point[], boxes: ReadonlyMap<string, Box>) =>
  [...boxes].filter(([, box]) => [...along(points)].some((point) => inside(box, point, 1))).map(([id]) => id);

describe('cards that stand elsewhere', () => {
  it('are joined by one bend when nothing is in between', () => {
    const boxes = new Map<string, Box>([
      ['a', { x: 0, y: 0, w: 100, h: 80 }],
      ['b', { x: 300, y: 200, w: 100, h: 80 }],
    ]);
    const points = routeHop('a', 'b', boxes)?.points ?? [];
    expect([points[0], points[points.length - 1], points.length]).toEqual([[100, 40], [300, 240], 4]);
    expect(straight(points)).toBe(true);
  });

  it('are not joined when one of them is not on the map', () => expect(routeHop('a', 'prometheus', always)).toBeUndefined());

  it.each([
    ['far below', { x: 506, y: 900 }],
    ['over to the left', { x: 18, y: 700 }],
    ['between the APIs', { x: 640, y: 180 }],
    ['above everything', { x: 900, y: -200 }],
  ])('Prometheus moved %s: its hops run level and upright, to its sides, through no card', (_where, at) => {
    const moved = { w: 164, h: 300, ...at };
    const others = [...always].filter(([id, box]) => id !== 'prometheus' && !overlap(box, moved));
    const boxes = new Map<string, Box>([...others, ['prometheus', moved]]);
    for (const hop of HOPS.filter((one) => boxes.has(one.from) && boxes.has(one.to))) {
      const points = routeHop(hop.from, hop.to, boxes)?.points ?? [];
      expect(`${hop.from}>${hop.to} ${straight(points)} ${hits(points, boxes)}`).toBe(`${hop.from}>${hop.to} true `);
    }
  });

  it('a card put onto a drawn line: the line goes round it', () => {
    const boxes = new Map<string, Box>([...always, ['alertmanager', { x: 250, y: 404, w: 164, h: 84 }]]);
    expect(hits(routeHop('applications', 'prometheus', boxes)?.points ?? [], boxes)).toEqual([]);
  });

  it('a card put right onto another leaves a line all the same', () => {
    const boxes = new Map<string, Box>([...always, ['alertmanager', { x: 506, y: 300, w: 164, h: 84 }]]);
    expect(routeHop('prometheus', 'alertmanager', boxes)?.points.length).toBeGreaterThan(1);
  });

  it('the label of a way found stands clear of the cards, or is left out', () => {
    const boxes = new Map<string, Box>([...always, ['prometheus', { x: 506, y: 900, w: 164, h: 300 }]]);
    const { x, y, style } = routeHop('kube-state-metrics', 'prometheus', boxes)?.label ?? { x: 0, y: 0, style: 'none' };
    const covered = [...boxes.values()].some((box) => inside(box, [x, y], 0));
    expect(style === 'none' || !covered).toBe(true);
  });
});

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.w + 30 && b.x < a.x + a.w + 30 && a.y < b.y + b.h + 30 && b.y < a.y + a.h + 30;
}
