import { expect, it } from 'vitest';
import { lifeAsOf, scrapesAsOf } from './asOf';
import type { PodLife, PodState } from './podLife';

const state = (fromMs: number, toMs?: number): PodState => ({
  signal: 'phase',
  value: 'Running',
  run: '',
  proof: 'watch',
  says: 'status.phase=Running',
  fromMs,
  toMs,
  shown: { fromMs: fromMs + 1, toMs: toMs === undefined ? undefined : toMs + 1 },
});
const LIFE: PodLife = {
  uid: 'u',
  namespace: 'demo',
  name: 'web',
  createdMs: 10,
  watchedFromMs: 10,
  goneMs: 90,
  states: [state(10, 40), state(40, 90)],
};

it.each([
  ['before it was made', 9, undefined],
  ['when its first state held', 30, [[10, undefined, 11, undefined]]],
  [
    'when its second had begun, and no version had shown it yet',
    40,
    [
      [10, 40, 11, undefined],
      [40, undefined, undefined, undefined],
    ],
  ],
  [
    'when it was gone',
    95,
    [
      [10, 40, 11, 41],
      [40, 90, 41, 91],
    ],
  ],
] as const)('a pod %s', (_name, atMs, states) => {
  const then = lifeAsOf(LIFE, atMs);
  expect(then?.states.map(({ fromMs, toMs, shown }) => [fromMs, toMs, shown?.fromMs, shown?.toMs])).toEqual(states);
  expect(then?.goneMs).toBe(atMs >= 90 ? 90 : undefined);
});

it('scrapes up to then', () => {
  const ticks = [10, 20, 30].map((atMs) => ({ atMs, ok: true }));
  expect(scrapesAsOf({ ticks, fromMs: 10, toMs: 35, intervalMs: 10, jitterMs: 0 }, 25)).toMatchObject({
    toMs: 25,
    ticks: ticks.slice(0, 2),
  });
});
