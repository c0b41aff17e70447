import { expect, it } from 'vitest';
import type { PodLife, PodState } from './podLife';
import type { Scrapes, Seen } from './seen';
import { type JudgedState, summarise } from './summary';

const S = 1_000;
const LIFE: PodLife = {
  uid: 'u',
  namespace: 'demo',
  name: 'p',
  owner: { kind: 'Job', name: 'j' },
  createdMs: 0,
  watchedFromMs: 0,
  states: [],
};
const SCRAPES: Scrapes = { fromMs: 0, toMs: 600 * S, intervalMs: 15 * S, jitterMs: 0, ticks: [] };

/** A state that was shown for so many seconds; without end, or never. */
function judged(shown: number | 'goes on' | 'never', seen: Seen): JudgedState {
  const state: PodState = {
    signal: 'phase',
    value: 'Running',
    run: '',
    fromMs: 60 * S,
    proof: 'watch',
    says: 'status.phase=Running',
    ...(shown === 'goes on' ? { shown: { fromMs: 60 * S } } : {}),
    ...(typeof shown === 'number' ? { toMs: (60 + shown) * S, shown: { fromMs: 60 * S, toMs: (60 + shown) * S } } : {}),
  };
  return { life: LIFE, state, seen };
}

const UNSEEN: Seen = { verdict: 'could-not-be-seen', because: 'between-scrapes', chance: 0.4 };
const MISSED: Seen = { verdict: 'was-missed', because: 'scrape-failed', chance: 1 };
const SEEN: Seen = { verdict: 'seen', atMs: 75 * S };

it('what a scrape each 5, 15, 30 and 60 s would see of the same changes: as it was at the interval of now, else the mean chance', () => {
  const all = [judged(6, UNSEEN), judged(20, MISSED), judged('goes on', SEEN), judged('never', UNSEEN)];
  const mean = (...chances: readonly number[]) => expect.closeTo(chances.reduce((sum, each) => sum + each, 0) / all.length, 9);
  expect(summarise(all, SCRAPES).intervals).toEqual([
    { seconds: 5, share: mean(1, 1, 1, 0), now: false },
    { seconds: 15, share: 1 / 4, now: true },
    { seconds: 30, share: mean(6 / 30, 20 / 30, 1, 0), now: false },
    { seconds: 60, share: mean(6 / 60, 20 / 60, 1, 0), now: false },
  ]);
});

it('an interval of now that is none of these stands among them', () => {
  const { intervals } = summarise([judged(6, SEEN)], { ...SCRAPES, intervalMs: 10 * S });
  expect(intervals.map(({ seconds, now }) => [seconds, now])).toEqual([
    [5, false],
    [10, true],
    [15, false],
    [30, false],
    [60, false],
  ]);
});

it('what is not known, or still to come, is no part of the share; without any change there is none', () => {
  const { changes, unknown, intervals } = summarise([judged(6, { verdict: 'not-known' }), judged(6, { verdict: 'not-yet' })], SCRAPES);
  expect({ changes, unknown, intervals }).toEqual({ changes: 0, unknown: 1, intervals: [] });
});
