import { describe, expect, it } from 'vitest';
import { miniature } from './miniature';

describe('the canvas in a small picture', () => {
  const size = { width: 160, height: 96 };
  it.each([
    ['wide: fills the width', { x: 0, y: 0, width: 1_600, height: 480 }, { scale: 0.1, left: 0, top: 24 }],
    ['high: fills the height', { x: 0, y: 0, width: 480, height: 960 }, { scale: 0.1, left: 56, top: 0 }],
    [
      'that begins before its origin: the origin is moved in',
      { x: -400, y: -100, width: 1_600, height: 960 },
      { scale: 0.1, left: 40, top: 10 },
    ],
  ])('%s', (_what, canvas, expected) => {
    const { scale, left, top } = miniature(canvas, size);
    expect([scale, left, top].map((value) => Number(value.toFixed(6)))).toEqual(Object.values(expected));
  });
});
