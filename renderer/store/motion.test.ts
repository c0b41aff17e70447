import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginMotion, endMotion, watchPresses, watchView, whenStill } from './motion';

let done: string[];
const say = (key: string, what: string) => whenStill(key, () => done.push(what));

beforeEach(() => {
  vi.useFakeTimers();
  done = [];
});
afterEach(() => {
  endMotion('view');
  vi.useRealTimers();
});

describe('what comes while the map is moved', () => {
  it('is done at once when nothing moves', () => {
    say('view', 'one');
    expect(done).toEqual(['one']);
  });

  it('waits for rest, in order, the newest of a key alone', () => {
    beginMotion('view');
    say('view', 'view 1');
    say('answer', 'answer');
    say('view', 'view 2');
    expect(done).toEqual([]);
    endMotion('view');
    expect(done).toEqual(['answer', 'view 2']);
    endMotion('view');
    expect(done).toHaveLength(2);
  });

  it('does not wait for ever', () => {
    beginMotion('view');
    say('view', 'one');
    vi.advanceTimersByTime(1_999);
    expect(done).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(done).toEqual(['one']);
    say('view', 'two');
    expect(done).toEqual(['one']);
    vi.advanceTimersByTime(2_000);
    expect(done).toEqual(['one', 'two']);
  });
});

it('says once that the map begins to move, and once that it rests', () => {
  const said: boolean[] = [];
  watchView((moves) => said.push(moves));
  beginMotion('press');
  endMotion('press');
  beginMotion('view');
  beginMotion('view');
  endMotion('view');
  endMotion('view');
  expect(said).toEqual([true, false]);
});

describe('what comes while something is pressed', () => {
  const hand = new EventTarget();
  const frames: FrameRequestCallback[] = [];
  const nextFrame = () => {
    for (const callback of frames.splice(0)) callback(0);
  };
  watchPresses({ addEventListener: hand.addEventListener.bind(hand), requestAnimationFrame: (callback) => frames.push(callback) });

  it('waits until what the press did is on the screen', () => {
    hand.dispatchEvent(new Event('pointerdown'));
    say('view', 'one');
    hand.dispatchEvent(new Event('pointerup'));
    nextFrame();
    expect(done).toEqual([]);
    nextFrame();
    expect(done).toEqual(['one']);
  });

  it('waits as well for the map that the same hand moves', () => {
    hand.dispatchEvent(new Event('pointerdown'));
    beginMotion('view');
    say('view', 'one');
    hand.dispatchEvent(new Event('pointercancel'));
    nextFrame();
    nextFrame();
    expect(done).toEqual([]);
    endMotion('view');
    expect(done).toEqual(['one']);
  });
});
