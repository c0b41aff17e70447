import { describe, expect, it } from 'vitest';
import { History } from './history';

const head = { key: 'cpu', label: 'CPU', unit: 'cores' };

describe('History', () => {
  it('gives points back oldest first, with gaps as null', () => {
    const history = new History();
    history.add('kubelet/n1', head, 1_000, 0.5);
    history.gap('kubelet/n1', 2_000);
    history.add('kubelet/n1', head, 3_000, 0.7);
    expect(history.read('kubelet/n1', 'cpu')).toEqual([
      { atMs: 1_000, value: 0.5 },
      { atMs: 2_000, value: null },
      { atMs: 3_000, value: 0.7 },
    ]);
  });

  it('leaves out the same fact read again', () => {
    const history = new History();
    history.add('a', head, 1_000, 1);
    history.add('a', head, 1_000, 1);
    expect(history.read('a', 'cpu')).toHaveLength(1);
  });

  it('keeps the newest points when the ring is full', () => {
    const history = new History(3);
    for (let at = 1; at <= 5; at++) history.add('a', head, at, at);
    expect(history.read('a', 'cpu').map((point) => point.value)).toEqual([3, 4, 5]);
  });

  it('reads from a time on, and forgets owners that are gone', () => {
    const history = new History();
    for (let at = 1; at <= 5; at++) history.add('a', head, at, at);
    expect(history.read('a', 'cpu', 4).map((point) => point.atMs)).toEqual([4, 5]);
    history.keepOnly(new Set(['b']));
    expect(history.heads('a')).toEqual([]);
  });
});
