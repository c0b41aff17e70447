import { describe, expect, it } from 'vitest';
import { History } from '../history';
import { OwnPoints } from './ownPoints';
import { SampleStore } from './sampleStore';
import { T0 } from './scrapes.testSupport';

const chart = { key: 'cpu', title: 'CPU', unit: 'cores', order: 0 };
const head = { key: 'cpu', label: 'CPU', unit: 'cores', chart, line: 'n1' };
const at = (i: number) => T0 + i * 5_000;

function filled(store: SampleStore, points: number, capacity = 10): History {
  const history = new History(capacity, new OwnPoints(store));
  for (let i = 0; i < points; i++) {
    if (i % 50 === 7) history.gap('a', at(i));
    else history.add('a', head, at(i), i / 8);
  }
  return history;
}

const expected = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({ atMs: at(from + i), value: (from + i) % 50 === 7 ? null : (from + i) / 8 }));

describe('points that looks made', () => {
  it('are read past what is in memory as they were, gaps too', () => {
    const history = filled(new SampleStore(), 400);
    expect(history.read('a', 'cpu')).toEqual(expected(0, 400));
    expect(history.read('a', 'cpu', at(120))).toEqual(expected(120, 400));
    expect(history.read('a', 'cpu', at(395))).toEqual(expected(395, 400));
  });

  it('of a session before are there with their chart', () => {
    const store = new SampleStore();
    filled(store, 100).read('a', 'cpu');
    const next = new History(10, new OwnPoints(store));
    expect(next.heads('a')).toEqual([head]);
    next.add('a', head, at(200), 1);
    expect(next.read('a', 'cpu')).toEqual([...expected(0, 100), { atMs: at(200), value: 1 }]);
    expect(next.heads('a')).toEqual([head]);
  });

  it('a series that is called otherwise now is the same series', () => {
    const store = new SampleStore();
    filled(store, 5).add('a', { ...head, label: 'CPU in use' }, at(9), 1);
    const next = new History(10, new OwnPoints(store));
    expect(next.heads('a').map(({ label }) => label)).toEqual(['CPU in use']);
  });

  it('of owners never seen there are none, and none are made', () => {
    const store = new SampleStore();
    const history = new History(10, new OwnPoints(store));
    expect([history.heads('x'), history.read('x', 'cpu'), store.has('looks:x')]).toEqual([[], [], false]);
  });
});
