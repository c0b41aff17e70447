import { describe, expect, it } from 'vitest';
import { MomentStore } from './moments';

/** Text that packs badly: the same for the same seed. */
function noise(seed: number, length: number): string {
  let state = seed * 2_654_435_761 + 1;
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return String.fromCharCode(33 + (state % 90));
  }).join('');
}

describe('MomentStore', () => {
  const filled = () => {
    const store = new MomentStore();
    for (const at of [10, 20, 30]) store.add(at, `at ${at}`, false);
    return store;
  };

  it.each([
    [30, 'at 30'],
    [29, 'at 20'],
    [20, 'at 20'],
    [5, 'at 10'],
    [9_999, 'at 30'],
  ])('finds for %d ms the newest not newer: %s', (atMs, text) => expect(filled().find(atMs)?.text).toBe(text));

  it('finds nothing when nothing is kept', () => expect(new MomentStore().find(1)).toBeUndefined());

  it('gives back every letter', () => {
    const store = new MomentStore();
    const text = '{"name":"größe 🧭 \\u0000","rtl":"שלום"}';
    store.add(1, text, false);
    expect(store.find(1)?.text).toBe(text);
  });

  it('leaves out what is not newer than the last', () => {
    const store = filled();
    store.add(30, 'again', false);
    store.add(25, 'late', false);
    expect(store.times()).toEqual([10, 20, 30]);
  });

  it('forgets what is older than its span', () => {
    const store = new MomentStore(1e9, 1_000);
    for (let at = 0; at <= 5_000; at += 100) store.add(at, 'x', true);
    expect([store.times()[0], store.times().length]).toEqual([4_000, 11]);
  });

  it('stays within its bytes; the oldest are thinned, turns stay longer', () => {
    const store = new MomentStore(50_000);
    for (let at = 1; at <= 400; at++) store.add(at, noise(at, 1_000), at === 3);
    const times = store.times();
    expect(store.bytes).toBeLessThanOrEqual(50_000);
    expect(times).toContain(3);
    expect(times.slice(-10)).toEqual([391, 392, 393, 394, 395, 396, 397, 398, 399, 400]);
  });

  it('moves with the clock', () => {
    const store = filled();
    store.redate(-10);
    expect(store.times()).toEqual([0, 10, 20]);
    store.add(25, 'next', false);
    expect(store.find(25)?.text).toBe('next');
  });
});
