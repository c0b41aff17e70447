import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContainerStatus } from '../../model/inventory';
import { chanceSeen, measuredJitterMs } from './chance';
import { cpuBounds, mostCores } from './cpuBound';
import { keptRuns } from './kept';
import type { PodLife, PodVersion } from './podLife';
import { at, ended, lifeOf, pod, ready, running, scrapesEvery, T0, terminated, waiting } from './pods.testSupport';
import { type KeptValue, seenBy, seenIn } from './seen';
import { judgeStates, summarise } from './summary';

const SEED = { seed: 20_261_121, numRuns: 300 };

/** Even numbers from 0 to 1, the same at each run (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How many of many states of that length, begun at any time, have a scrape in them. */
function counted(lengthMs: number, intervalMs: number, jitterMs: number): number {
  const next = random(7);
  const TRIES = 40_000;
  let seen = 0;
  for (let tried = 0; tried < TRIES; tried += 1) {
    const fromMs = next() * intervalMs;
    const ticks = Array.from({ length: 12 }, (_, tick) => (tick - 3) * intervalMs + (2 * next() - 1) * jitterMs);
    if (ticks.some((tick) => tick >= fromMs && tick < fromMs + lengthMs)) seen += 1;
  }
  return seen / TRIES;
}

describe('the chance that a state is seen', () => {
  it.each([
    { name: '10 s at 15 s', length: 10, interval: 15, jitter: 0, chance: 2 / 3 },
    { name: '1.2 s at 15 s', length: 1.2, interval: 15, jitter: 0, chance: 0.08 },
    { name: 'as long as the interval', length: 15, interval: 15, jitter: 0, chance: 1 },
    { name: 'nothing', length: 0, interval: 15, jitter: 0, chance: 0 },
    { name: 'nobody looks', length: 10, interval: 0, jitter: 0, chance: 0 },
  ])('$name', ({ length, interval, jitter, chance }) => {
    expect(chanceSeen(length * 1_000, { intervalMs: interval * 1_000, jitterMs: jitter * 1_000 })).toBeCloseTo(chance, 10);
  });

  it.each([
    { length: 8_000, interval: 15_000, jitter: 300 },
    { length: 14_500, interval: 15_000, jitter: 2_000 },
    { length: 16_000, interval: 15_000, jitter: 3_000 },
    { length: 500, interval: 1_000, jitter: 500 },
  ])('$length ms at $interval ms ±$jitter ms is what counting gives', ({ length, interval, jitter }) => {
    expect(chanceSeen(length, { intervalMs: interval, jitterMs: jitter })).toBeCloseTo(counted(length, interval, jitter), 2);
  });

  it('is between 0 and 1, and grows with the length and falls with the interval', () => {
    const ms = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(
        ms,
        ms,
        fc.double({ min: 1, max: 1e5, noNaN: true }),
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        (one, other, intervalMs, jitterMs) => {
          const pace = { intervalMs, jitterMs };
          const [short, long] = [chanceSeen(Math.min(one, other), pace), chanceSeen(Math.max(one, other), pace)];
          expect(short).toBeGreaterThanOrEqual(0);
          expect(long).toBeLessThanOrEqual(1);
          expect(long).toBeGreaterThanOrEqual(short - 1e-9);
          expect(chanceSeen(one, { intervalMs: intervalMs * 2, jitterMs: 0 })).toBeLessThanOrEqual(
            chanceSeen(one, { intervalMs, jitterMs: 0 }) + 1e-9,
          );
        },
      ),
      SEED,
    );
  });

  it('jitter is measured from neighbours, not over lost scrapes', () => {
    const steady = [0, 15_000, 30_000, 45_000];
    expect(measuredJitterMs(steady, 15_000)).toBe(0);
    expect(measuredJitterMs([0, 15_300, 29_900, 90_000], 15_000)).toBe(200);
    expect(measuredJitterMs([], 15_000)).toBe(0);
  });
});

/** Any versions of a pod in any order, as a confused kubelet might write them. */
const container: fc.Arbitrary<ContainerStatus> = fc
  .record({
    kind: fc.constantFrom('waiting', 'running', 'terminated'),
    from: fc.integer({ min: 0, max: 300 }),
    lasts: fc.integer({ min: 0, max: 60 }),
    restarts: fc.integer({ min: 0, max: 4 }),
    last: fc.option(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 60 }))),
    role: fc.constantFrom(undefined, 'init' as const, 'sidecar' as const, 'ephemeral' as const),
    reason: fc.constantFrom('CrashLoopBackOff', 'ContainerCreating', 'OOMKilled', 'Completed'),
  })
  .map(({ kind, from, lasts, restarts, last, role, reason }) => {
    const more = { restarts, role, ...(last ? ended(reason, last[0], last[0] + last[1]) : {}) };
    if (kind === 'waiting') return waiting(reason, more);
    return kind === 'running' ? running(from, more) : terminated(reason, from, from + lasts, more);
  });
const version: fc.Arbitrary<PodVersion> = fc
  .record({
    phase: fc.constantFrom('Pending', 'Running', 'Succeeded', 'Failed', 'Unknown', ''),
    main: fc.option(container),
    on: fc.boolean(),
    deleted: fc.boolean(),
  })
  .map(({ phase, main, on, deleted }) =>
    pod({ phase, statuses: main === null ? [] : [main], conditions: ready(on, 3), ...(deleted ? { deletedMs: T0 + 99_000 } : {}) }),
  );
const life: fc.Arbitrary<PodLife> = fc
  .record({ versions: fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), version), { minLength: 1, maxLength: 12 }), gone: fc.boolean() })
  .map(({ versions, gone }) => {
    let seconds = 0;
    const timed = versions.map(([wait, one]) => {
      seconds += wait;
      return [seconds, one] as const;
    });
    return lifeOf(timed, gone ? seconds + 5 : undefined);
  });

describe('any life', () => {
  it('has states that end after they begin; of one series at most one was shown at any time; nothing is left of a pod that is gone', () => {
    fc.assert(
      fc.property(life, ({ states, goneMs }) => {
        for (const state of states) {
          expect(state.toMs ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(state.fromMs);
          expect(state.shown?.toMs ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(state.shown?.fromMs ?? 0);
          if (goneMs !== undefined) expect(state.toMs).toBeDefined();
        }
        const watched = states.filter(({ proof, shown }) => proof === 'watch' && shown !== undefined);
        for (const one of watched)
          for (const other of watched) {
            if (one === other || one.signal !== other.signal || one.container !== other.container) continue;
            const apart =
              (one.shown?.toMs ?? Infinity) <= (other.shown?.fromMs ?? 0) || (other.shown?.toMs ?? Infinity) <= (one.shown?.fromMs ?? 0);
            expect(apart).toBe(true);
          }
      }),
      SEED,
    );
  });

  it('a state with a good scrape in it is seen and no other; every change is in the sum once', () => {
    fc.assert(
      fc.property(life, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 14 }), (one, interval, first) => {
        const scrapes = scrapesEvery(interval, first, 500);
        for (const state of one.states) {
          if (state.shown === undefined || state.signal === 'ephemeral' || state.proof !== 'watch') continue;
          const { fromMs, toMs = Number.POSITIVE_INFINITY } = state.shown;
          const inside = scrapes.ticks.some(({ atMs }) => atMs >= fromMs && atMs < toMs);
          expect(seenBy(state, scrapes, one.watchedFromMs).verdict === 'seen').toBe(inside);
        }
        const judged = judgeStates([one], scrapes, 0);
        const { changes, unseen, missed, unknown, byReason, intervals } = summarise(judged, scrapes);
        const waits = judged.filter(({ seen }) => seen.verdict === 'not-yet').length;
        expect(changes + unknown + waits).toBe(judged.length);
        expect(byReason.reduce((sum, each) => sum + each.changes, 0)).toBe(changes);
        expect(byReason.reduce((sum, each) => sum + each.unseen + each.missed, 0)).toBe(unseen + missed);
        for (const { share } of intervals) expect(share).toBeGreaterThanOrEqual(0);
        for (const { share } of intervals) expect(share).toBeLessThanOrEqual(1);
      }),
      SEED,
    );
  });

  it('samples that kube-state-metrics would have given at the scrapes prove what the times say', () => {
    fc.assert(
      fc.property(life, (one) => {
        const scrapes = scrapesEvery(15, 3, 500);
        const kept: KeptValue[] = scrapes.ticks.flatMap(({ atMs }) =>
          one.states
            .filter(({ shown }) => shown !== undefined && shown.fromMs <= atMs && atMs < (shown.toMs ?? Number.POSITIVE_INFINITY))
            .map(({ signal, container: name, value }) => ({ signal, container: name, value, atMs })),
        );
        for (const state of one.states.filter(({ signal }) => signal !== 'ephemeral')) {
          const byTimes = seenBy(state, scrapes, one.watchedFromMs).verdict;
          if (byTimes === 'seen') expect(seenIn(state, kept, scrapes, one.watchedFromMs).verdict).toBe('seen');
        }
        const runs = keptRuns(kept, scrapes);
        expect(runs.reduce((sum, { samples }) => sum + samples, 0)).toBe(kept.length);
      }),
      SEED,
    );
  });
});

describe('what was kept against the times', () => {
  const crashed = lifeOf([
    [0, pod({ phase: 'Running', statuses: [waiting('CrashLoopBackOff')] })],
    [60, pod({ phase: 'Running', statuses: [running(60)] })],
  ]);
  const backOff = crashed.states.find(({ signal }) => signal === 'waiting');
  const scrapes = scrapesEvery(15, 5, 120);

  it('a series that Prometheus dropped: scrapes were made, no sample was kept', () => {
    expect(backOff && seenIn(backOff, [], scrapes, crashed.watchedFromMs)).toMatchObject({ verdict: 'was-missed', because: 'not-kept' });
  });

  it('a scrape at the very edge need not have found it', () => {
    const edge = { ...scrapes, ticks: [{ atMs: at(59.5), ok: true }] };
    expect(backOff && seenIn(backOff, [], edge, crashed.watchedFromMs)).toMatchObject({ verdict: 'could-not-be-seen' });
  });
});

describe('a burst of CPU that nobody saw', () => {
  it('7.2 core-seconds in 15 s: 2 cores for at most 3.6 s, and 7.2 cores for a second', () => {
    const [bound] = cpuBounds(
      [
        { atMs: 0, coreSeconds: 100 },
        { atMs: 15_000, coreSeconds: 107.2 },
      ],
      2,
    );
    expect(bound).toMatchObject({ meanCores: expect.closeTo(0.48, 9), longestSeconds: expect.closeTo(3.6, 9) });
    expect(bound && mostCores(bound, 1)).toBeCloseTo(7.2, 9);
  });

  it('a counter that began anew: what it shows is used since', () => {
    expect(
      cpuBounds(
        [
          { atMs: 0, coreSeconds: 100 },
          { atMs: 10_000, coreSeconds: 4 },
        ],
        4,
      ),
    ).toMatchObject([{ coreSeconds: 4, longestSeconds: 1 }]);
  });

  it('one sample, or two at the same time, bound nothing', () => {
    expect(cpuBounds([{ atMs: 0, coreSeconds: 1 }], 1)).toEqual([]);
    expect(
      cpuBounds(
        [
          { atMs: 5, coreSeconds: 1 },
          { atMs: 5, coreSeconds: 2 },
        ],
        1,
      ),
    ).toEqual([]);
  });

  it('no course of use exceeds the bound: what was really used in any stretch is under it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 4, noNaN: true }), { minLength: 2, maxLength: 30 }),
        fc.double({ min: 0.1, max: 4, noNaN: true }),
        (cores, wanted) => {
          let sum = 0;
          const course = cores.map((each) => (sum += each));
          const [bound] = cpuBounds(
            [
              { atMs: 0, coreSeconds: 0 },
              { atMs: cores.length * 1_000, coreSeconds: course[course.length - 1] ?? 0 },
            ],
            wanted,
          );
          const atLeast = cores.filter((each) => each >= wanted).length;
          expect(bound?.longestSeconds ?? 0).toBeGreaterThanOrEqual(atLeast - 1e-9);
        },
      ),
      SEED,
    );
  });
});
