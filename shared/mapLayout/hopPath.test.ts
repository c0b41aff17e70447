import { describe, expect, it } from 'vitest';
import { arrowHead, lengthOf, type Point, splitLine, toPath } from './hopPath';

const STRAIGHT: readonly Point[] = [
  [0, 0],
  [100, 0],
];
const BENT: readonly Point[] = [
  [0, 0],
  [50, 0],
  [50, 100],
];

describe('a hop as a path', () => {
  it.each([
    ['straight', STRAIGHT, 'M0 0L100 0'],
    ['round at a corner', BENT, 'M0 0L42 0Q50 0 50 8L50 100'],
    ['nothing', [], ''],
  ] as const)('%s', (_name, points, path) => expect(toPath(points)).toBe(path));

  it('has an arrow the way its last stretch goes', () => {
    expect(arrowHead(STRAIGHT)).toBe('M100 0l-7 -4l0 8z');
    expect(arrowHead(BENT)).toBe('M50 100l-4 -7l8 0z');
  });
});

describe('a cut hop', () => {
  it('is parted at a share of its length', () => {
    expect(lengthOf(BENT)).toBe(150);
    expect(splitLine(BENT, 0.5)).toEqual({
      before: [
        [0, 0],
        [50, 0],
        [50, 25],
      ],
      after: [
        [50, 25],
        [50, 100],
      ],
      point: [50, 25],
    });
  });

  it('is parted at its ends too', () => {
    expect(splitLine(STRAIGHT, 1).point).toEqual([100, 0]);
    expect(splitLine(STRAIGHT, 0).point).toEqual([0, 0]);
  });
});
