// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { MovedDot } from './MovedDot';
import { panelPlace } from './panelPlace';

let root: Root;
let host: HTMLElement;
let frames: FrameRequestCallback[] = [];

beforeAll(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  // No geometry here: the way is level, a px of length is a px of x.
  Reflect.set(SVGPathElement.prototype, 'getPointAtLength', (at: number) => ({ x: at, y: 0 }));
});
beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  frames = [];
  vi.spyOn(window, 'requestAnimationFrame').mockImplementation((frame) => frames.push(frame));
  vi.spyOn(performance, 'now').mockReturnValue(0);
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
  vi.restoreAllMocks();
});

const still = (matches: boolean) => vi.spyOn(window, 'matchMedia').mockReturnValue({ ...window.matchMedia('all'), matches });
const draw = (ages: readonly number[]) =>
  act(() =>
    root.render(
      <svg>
        <title>hops</title>
        {ages.map((age, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same hops in the same order.
          <MovedDot key={index} path="M0 0L100 0" length={100} ageSeconds={age} />
        ))}
      </svg>,
    ),
  );
const visible = () => [...host.querySelectorAll('circle[visibility="visible"]')];
const frame = (atMs: number) => {
  const due = frames;
  frames = [];
  for (const run of due) run(atMs);
};

describe('a dot on a hop', () => {
  it('runs once when a newer sample was seen, not when one grew older', () => {
    still(false);
    draw([15, 3]);
    draw([2, 4]);
    expect(visible()).toHaveLength(1);
    frame(450);
    expect(visible()[0]?.getAttribute('cx')).toBe('48');
    frame(900);
    expect(visible()).toHaveLength(0);
  });

  it('goes on when the age changes under way', () => {
    still(false);
    draw([15]);
    draw([2]);
    frame(300);
    draw([2.3]);
    expect(visible()).toHaveLength(1);
  });

  it('is one of twelve at most', () => {
    still(false);
    draw(Array.from({ length: 20 }, () => 15));
    draw(Array.from({ length: 20 }, () => 1));
    expect(visible()).toHaveLength(12);
  });

  it('stands at the consumer for two seconds where motion is not wanted', () => {
    still(true);
    draw([15]);
    draw([2]);
    for (const atMs of [16, 900, 1_900]) {
      frame(atMs);
      expect(visible()[0]?.getAttribute('cx')).toBe('96');
    }
    frame(2_000);
    expect(visible()).toHaveLength(0);
  });
});

describe('the list of members stands', () => {
  const view = { width: 1216, height: 672 };
  it.each([
    ['at the right of its card', { x: 242, y: 296, w: 164, h: 84 }, { left: 416, top: 296 }],
    ['at the left where the view ends', { x: 1034, y: 148, w: 164, h: 116 }, { left: 752, top: 148 }],
    ['within the view for a card under it', { x: 242, y: 900, w: 164, h: 84 }, { left: 416, top: 468 }],
    ['within the view for a card over it', { x: 242, y: -900, w: 164, h: 84 }, { left: 416, top: 30 }],
  ])('%s', (_where, card, place) => expect(panelPlace(card, [0, 0, 1], view)).toMatchObject(place));
});
