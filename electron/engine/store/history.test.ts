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

  it('grows, and begins anew at its capacity', () => {
    const history = new History(50);
    for (let at = 1; at <= 130; at++) {
      history.add('a', head, at, at);
      const kept = history.read('a', 'cpu').map((point) => point.value);
      expect(kept).toEqual(Array.from({ length: Math.min(at, 50) }, (_, i) => at - Math.min(at, 50) + 1 + i));
    }
  });

  it('gives a gap to the lines of charts that a look brought no number for, and to no other series', () => {
    const history = new History();
    const chart = { key: 'pods', title: 'Pods', unit: 'pods', order: 0 };
    for (const key of ['running', 'desired']) history.add('a', { key, label: key, unit: 'pods', chart, line: key }, 1_000, 5);
    history.add('a', head, 1_000, 1);
    history.gapInCharts('a', 2_000, new Set(['running']));
    const last = (key: string) => history.read('a', key).at(-1);
    expect([last('running'), last('desired'), last('cpu')]).toEqual([
      { atMs: 1_000, value: 5 },
      { atMs: 2_000, value: null },
      { atMs: 1_000, value: 1 },
    ]);
  });

  it('of more series than it keeps of one owner, those without a number for longest go', () => {
    const history = new History();
    for (let i = 0; i < 160; i++) history.add('a', { ...head, key: `k${i}` }, 1_000 + i, i);
    history.add('a', { ...head, key: 'k0' }, 5_000, 1);
    history.add('a', { ...head, key: 'new' }, 6_000, 1);
    const keys = history.heads('a').map(({ key }) => key);
    expect(keys).toHaveLength(160);
    expect(keys).toContain('k0');
    expect(keys).not.toContain('k1');
  });

  it('reads from a time on, and forgets owners that are gone', () => {
    const history = new History();
    for (let at = 1; at <= 5; at++) history.add('a', head, at, at);
    expect(history.read('a', 'cpu', 4).map((point) => point.atMs)).toEqual([4, 5]);
    history.keepOnly(new Set(['b']));
    expect(history.heads('a')).toEqual([]);
  });
});
