// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { MovedDot } from './MovedDot';
import { panelPlace } from './panelPlace';

/** What the browser was asked to move, and its end. */
interface Run {
  readonly transform: readonly string[];
  readonly duration: number;
  readonly finish: () => void;
}

let root: Root;
let host: HTMLElement;
let runs: Run[] = [];

beforeAll(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  // No geometry here: the way is level, a px of length is a px of x.
  Reflect.set(SVGPathElement.prototype, 'getPointAtLength', (at: number) => ({ x: at, y: 0 }));
  Reflect.set(Element.prototype, 'animate', ({ transform }: { transform: string[] }, { duration }: { duration: number }) => {
    const ended = { with: () => {}, without: () => {} };
    const finished = new Promise<void>((resolve, reject) => Object.assign(ended, { with: resolve, without: reject }));
    runs.push({ transform, duration, finish: ended.with });
    return { finished, cancel: ended.without };
  });
});
beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  runs = [];
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
const finish = (run: Run | undefined) =>
  act(async () => {
    run?.finish();
  });

describe('a dot on a hop', () => {
  it('runs once along its hop when a newer sample was seen, not when one grew older', async () => {
    still(false);
    draw([15, 3]);
    draw([2, 4]);
    expect(visible()).toHaveLength(1);
    expect(runs).toHaveLength(1);
    expect(runs[0]?.duration).toBe(900);
    expect([0, 24, 48].map((place) => runs[0]?.transform[place])).toEqual([
      'translate(0px, 0px)',
      'translate(48px, 0px)',
      'translate(96px, 0px)',
    ]);
    await finish(runs[0]);
    expect(visible()).toHaveLength(0);
  });

  it('goes on when the age changes under way', () => {
    still(false);
    draw([15]);
    draw([2]);
    draw([2.3]);
    expect(visible()).toHaveLength(1);
    expect(runs).toHaveLength(1);
  });

  it('is one of twelve at most, and gives its place back', async () => {
    still(false);
    draw(Array.from({ length: 20 }, () => 15));
    draw(Array.from({ length: 20 }, () => 1));
    expect(visible()).toHaveLength(12);
    for (const run of runs) await finish(run);
    draw(Array.from({ length: 20 }, () => 15));
    draw(Array.from({ length: 20 }, () => 1));
    expect(visible()).toHaveLength(12);
  });

  it('stands at the consumer for two seconds where motion is not wanted', async () => {
    still(true);
    draw([15]);
    draw([2]);
    expect(runs[0]?.duration).toBe(2_000);
    expect(new Set(runs[0]?.transform)).toEqual(new Set(['translate(96px, 0px)']));
    await finish(runs[0]);
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
