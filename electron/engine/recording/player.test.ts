import { describe, expect, it } from 'vitest';
import type { Replay, ReplayIntent } from '../../../shared/contract/replay';
import { manualClock } from '../cluster/manualClock.testSupport';
import { type Passage, ReplayPlayer } from './player';
import { ReplayClock } from './replayClock';

const FROM_MS = Date.UTC(2026, 0, 2, 12);
const MINUTE_MS = 60_000;
/** Six seconds pass in a tick at most, and twenty turns of nothing before each of them. */
const TURNS_OF_A_TICK = 300;

/** A player of ten minutes in which all was looked at after five seconds; its tick is that of a clock that a test moves. */
async function scene(...first: readonly ReplayIntent[]) {
  const clock = manualClock();
  const told: Replay[] = [];
  const passages: { readonly passage: Passage; shown: number; closed: boolean }[] = [];
  const player = new ReplayPlayer({
    about: { name: 'night.hopscope', context: 'shop', madeBy: 'Hopscope test', fromMs: FROM_MS, toMs: FROM_MS + 10 * MINUTE_MS },
    clock,
    begin() {
      const itsClock = new ReplayClock(FROM_MS);
      // Somebody looks each second, as a session does.
      void (async () => {
        for (;;) await itsClock.sleep(1_000);
      })();
      const seen = { shown: 0, closed: false };
      const passage: Passage = {
        clock: itsClock,
        isWhole: () => itsClock.now() >= FROM_MS + 5_000,
        show: () => {
          seen.shown += 1;
        },
        close: () => {
          seen.closed = true;
        },
      };
      passages.push(Object.assign(seen, { passage }));
      return passage;
    },
    tell: (replay) => told.push(replay),
  });
  void player.play();
  for (const intent of first) player.receive(intent);
  const pass = async (ms: number) => {
    for (let past = 0; past < ms; past += 100) {
      await clock.advance(100);
      for (let turn = 0; turn < TURNS_OF_A_TICK; turn++) await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const secondsIn = () => Math.round((player.state().nowMs - FROM_MS) / 1_000);
  await expect.poll(() => told.length).toBeGreaterThan(0);
  return { player, told, passages, pass, secondsIn };
}

describe('a player', () => {
  it('goes to the first whole look at once, and plays from there', async () => {
    const { player, pass, secondsIn } = await scene();
    expect(secondsIn()).toBe(5);
    expect(player.state()).toMatchObject({ state: 'playing', speed: 1, run: 1 });
    await pass(10_000);
    expect(secondsIn()).toBe(15);
    player.close();
  });

  it.each([
    [10, 30],
    [60, 180],
  ] as const)('plays %i times as quickly: three seconds are %i', async (speed, seconds) => {
    const { player, pass, secondsIn } = await scene();
    player.receive({ type: 'replay-speed', speed });
    await pass(3_000);
    expect(secondsIn()).toBe(5 + seconds);
    player.close();
  });

  it('stands still while it is paused or held', async () => {
    const { player, pass, secondsIn } = await scene();
    player.receive({ type: 'replay-play', playing: false });
    await pass(5_000);
    expect([secondsIn(), player.state().state]).toEqual([5, 'paused']);
    player.receive({ type: 'replay-play', playing: true });
    player.hold(2_000);
    await pass(1_500);
    expect(secondsIn()).toBe(5);
    player.hold(0);
    await pass(1_000);
    expect(secondsIn()).toBe(6);
    player.close();
  });

  it('paused before its first whole look stands still there and then', async () => {
    const { player, pass, secondsIn } = await scene({ type: 'replay-play', playing: false });
    await pass(1_000);
    expect(player.state().state).toBe('paused');
    expect(secondsIn()).toBe(0);
    player.receive({ type: 'replay-play', playing: true });
    await pass(3_000);
    expect(secondsIn()).toBe(3);
    player.close();
  });

  it('goes on to a later moment in the same passage, and stays paused there', async () => {
    const { player, passages, pass, told } = await scene();
    player.receive({ type: 'replay-play', playing: false });
    player.receive({ type: 'replay-seek', atMs: FROM_MS + 8 * MINUTE_MS });
    expect(told.at(-1)).toMatchObject({ state: 'seeking', seekMs: FROM_MS + 8 * MINUTE_MS });
    await pass(1_000);
    await expect.poll(() => player.state()).toMatchObject({ state: 'paused', nowMs: FROM_MS + 8 * MINUTE_MS, run: 1 });
    expect(passages).toHaveLength(1);
    player.close();
  });

  it('goes back through a new passage, which the window sees only where it was sent to', async () => {
    const { player, passages, pass, told } = await scene();
    player.receive({ type: 'replay-seek', atMs: FROM_MS + 8 * MINUTE_MS });
    await pass(1_000);
    await expect.poll(() => player.state().state).toBe('playing');
    player.receive({ type: 'replay-play', playing: false });
    player.receive({ type: 'replay-seek', atMs: FROM_MS + 2 * MINUTE_MS });
    await pass(1_000);
    await expect.poll(() => player.state()).toMatchObject({ state: 'paused', nowMs: FROM_MS + 2 * MINUTE_MS, run: 2 });
    expect(passages.map(({ shown, closed }) => [shown, closed])).toEqual([
      [1, true],
      [1, false],
    ]);
    expect(told.filter(({ state, run }) => state === 'seeking' && run === 2)).toEqual([]);
    player.close();
  });

  it('sent elsewhere on its way goes there, and shows nothing of the way', async () => {
    const { player, passages, pass } = await scene();
    player.receive({ type: 'replay-seek', atMs: FROM_MS + 9 * MINUTE_MS });
    await pass(1_000);
    await expect.poll(() => player.state().state).toBe('playing');
    player.receive({ type: 'replay-seek', atMs: FROM_MS + 4 * MINUTE_MS });
    const going = pass(200);
    player.receive({ type: 'replay-seek', atMs: FROM_MS - MINUTE_MS });
    await going;
    await pass(1_000);
    await expect.poll(() => player.state()).toMatchObject({ state: 'playing', run: 2 });
    expect(player.state().nowMs).toBeLessThan(FROM_MS + 5_000);
    expect(passages.map(({ shown }) => shown)).toEqual([1, 1]);
    player.close();
  });

  it('stands at its end, and begins anew when it is played from there', async () => {
    const { player, pass } = await scene();
    player.receive({ type: 'replay-seek', atMs: FROM_MS + 99 * MINUTE_MS });
    await pass(1_000);
    await expect.poll(() => player.state()).toMatchObject({ state: 'paused', nowMs: FROM_MS + 10 * MINUTE_MS });
    player.receive({ type: 'replay-play', playing: true });
    await pass(500);
    await expect.poll(() => player.state()).toMatchObject({ state: 'playing', run: 2 });
    player.close();
  });
});
