import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginMotion, endMotion, whenStill } from './motion';

let done: string[];
const say = (key: string, what: string) => whenStill(key, () => done.push(what));

beforeEach(() => {
  vi.useFakeTimers();
  done = [];
});
afterEach(() => {
  endMotion();
  vi.useRealTimers();
});

describe('what comes while the map is moved', () => {
  it('is done at once when nothing moves', () => {
    say('view', 'one');
    expect(done).toEqual(['one']);
  });

  it('waits for rest, in order, the newest of a key alone', () => {
    beginMotion();
    say('view', 'view 1');
    say('answer', 'answer');
    say('view', 'view 2');
    expect(done).toEqual([]);
    endMotion();
    expect(done).toEqual(['answer', 'view 2']);
    endMotion();
    expect(done).toHaveLength(2);
  });

  it('does not wait for ever', () => {
    beginMotion();
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
