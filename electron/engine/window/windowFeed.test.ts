import { describe, expect, it } from 'vitest';
import type { FromEngine, View } from '../../../shared/contract/engine';
import { ok } from '../../../shared/model/result';
import { fakeCluster, type Reply } from '../cluster/fakeCluster.testSupport';
import { manualClock } from '../cluster/manualClock.testSupport';
import { lookAtCluster } from '../lookAtCluster';
import { WindowFeed } from './windowFeed';

/** A feed over a cluster that answers /version and knows no objects, on a clock that goes only when told to; `denied`: a path that it refuses. */
async function scene(denied?: string) {
  const clock = manualClock();
  let reachable = true;
  const asked: string[] = [];
  const port = fakeCluster((path, _query, request): Reply => {
    asked.push(path);
    if (!reachable)
      return {
        kind: 'failure',
        phase: 'connect',
        code: 'refused',
        message: 'connection refused',
        remedy: 'Start it.',
        request: `GET ${path}`,
        route: request.route,
        atMs: clock.now(),
        timings: { total: 1 },
      };
    if (path === '/version') return { status: 200, body: { gitVersion: 'v1.34.0' } };
    if (path.endsWith('/selfsubjectaccessreviews')) return { status: 201, body: { status: { allowed: true } } };
    if (path === denied) return { status: 403, body: { kind: 'Status', code: 403, message: 'forbidden' } };
    return { status: 200, body: { kind: 'List', apiVersion: 'v1', metadata: { resourceVersion: '1' }, items: [] } };
  });
  const { session, report, access } = lookAtCluster(
    port,
    clock,
    () => [],
    () => feed.changed(),
  );
  const feed: WindowFeed = new WindowFeed({
    session,
    port,
    access,
    report,
    clock,
    demo: undefined,
    corrections: { path: 'corrections.yaml', list: () => [], remember: () => ok(undefined), forget: () => ok(undefined) },
    onPhase: () => undefined,
    hold: (ms) => session.hold(ms),
  });
  let got: FromEngine[] = [];
  session.start();
  feed.connect((message) => got.push(message));
  await clock.advance(60_000);
  const take = () => {
    const taken = got;
    got = [];
    return {
      views: taken.flatMap((message): View[] => (message.type === 'view' ? [message.view] : [])),
      frames: taken.flatMap((message) => (message.type === 'series' ? (message.frame ?? []) : [])),
      strips: taken.flatMap((message) => (message.type === 'strip' ? [message.strip] : [])),
    };
  };
  return {
    clock,
    feed,
    take,
    asked,
    reach: (to: boolean) => {
      reachable = to;
    },
  };
}

describe('the feed of a window', () => {
  it.each([
    ['without nodes and pods is empty', undefined, 'empty'],
    ['whose pods may not be listed is not said to be empty', '/api/v1/pods', 'live'],
  ])('a cluster %s', async (_what, denied, phase) => {
    const { views } = (await scene(denied)).take();
    expect(views[views.length - 1]?.phase).toBe(phase);
  });

  it('sends one view a second of what changes by itself, and four of what the user waits for', async () => {
    const { clock, feed, take } = await scene();
    const changesFor = async (ms: number) => {
      take();
      for (let past = 0; past < ms; past += 50) {
        feed.changed();
        await clock.advance(50);
      }
      return take().views;
    };
    await clock.advance(10_000);
    const steady = await changesFor(4_000);
    expect(steady.length).toBeGreaterThan(2);
    expect(steady.length).toBeLessThan(6);
    feed.receive({ type: 'pause', paused: true });
    const awaited = await changesFor(300);
    expect(awaited[awaited.length - 1]?.paused).toBe(true);
    expect((await changesFor(4_000)).length).toBeGreaterThan(12);
  });

  it('beats while nothing changes, and sends the strip every 5 s', async () => {
    const { clock, take } = await scene();
    take();
    await clock.advance(30_000);
    const { views, strips } = take();
    expect(views.length).toBeGreaterThanOrEqual(5);
    expect(strips.length).toBeGreaterThanOrEqual(5);
    expect(strips[strips.length - 1]?.moments.length).toBeGreaterThan(10);
  });

  it('goes to a kept moment, holds it while looking goes on, and comes back', async () => {
    const { clock, feed, take, reach } = await scene();
    const then = clock.now() - 20_000;
    reach(false);
    await clock.advance(30_000);
    const before = take().views;
    expect(before[before.length - 1]?.phase).toBe('unreachable');

    feed.receive({ type: 'go-to', atMs: then });
    const [held] = take().views;
    expect(held?.at).toBeLessThanOrEqual(then);
    expect(held?.phase).not.toBe('unreachable');
    await clock.advance(10_000);
    const later = take();
    expect(later.views.map(({ at }) => at)).toEqual(later.views.map(() => held?.at));
    expect(later.strips[later.strips.length - 1]?.nowMs).toBe(clock.now());

    feed.receive({ type: 'go-live' });
    expect(take().views).toMatchObject([{ phase: 'unreachable' }]);
  });

  it('ends the charts at the moment that it shows, until it is live again', async () => {
    const { clock, feed, take } = await scene();
    feed.receive({ type: 'select', id: 'kubelet' });
    expect(take().frames).toMatchObject([{ live: true }]);
    feed.receive({ type: 'go-to', atMs: clock.now() - 20_000 });
    const { frames, views } = take();
    expect(views[0]?.at).toBeDefined();
    expect(frames).toMatchObject([{ live: false, toMs: views[0]?.at, heldMs: views[0]?.at }]);
    feed.receive({ type: 'go-live' });
    expect(take().frames).toMatchObject([{ live: true }]);
  });

  it('rests while the hand moves the map, five seconds at most, and catches up at once', async () => {
    const { clock, feed, take } = await scene();
    feed.receive({ type: 'hand', moves: true });
    take();
    feed.receive({ type: 'pause', paused: true });
    await clock.advance(4_000);
    expect(take().views).toEqual([]);
    feed.receive({ type: 'hand', moves: false });
    await clock.advance(0);
    expect(take().views).toHaveLength(1);
    feed.receive({ type: 'hand', moves: true });
    feed.receive({ type: 'pause', paused: false });
    await clock.advance(4_999);
    expect(take().views).toEqual([]);
    await clock.advance(1);
    expect(take().views).toHaveLength(1);
  });

  it('begins no look while the hand moves the map, and answers what it is asked for', async () => {
    const { clock, feed, take, asked } = await scene();
    const looks = () => asked.splice(0).filter((path) => path === '/metrics').length;
    await clock.advance(60_000);
    expect(looks()).toBeGreaterThan(3);
    for (let moves = 0; moves < 20; moves++) {
      feed.receive({ type: 'hand', moves: true });
      await clock.advance(3_000);
    }
    expect(looks()).toBe(0);
    feed.receive({ type: 'select', id: 'kubelet' });
    feed.receive({ type: 'go-to', atMs: clock.now() - 20_000 });
    expect(take().frames).toMatchObject([{ live: true }, { live: false }]);
    feed.receive({ type: 'hand', moves: false });
    await clock.advance(1_000);
    expect(looks()).toBe(1);
  });

  it('a window that comes back is live', async () => {
    const { clock, feed, take } = await scene();
    feed.receive({ type: 'go-to', atMs: clock.now() - 30_000 });
    expect(take().views.pop()?.at).toBeDefined();
    const again: FromEngine[] = [];
    feed.connect((message) => again.push(message));
    expect(again.map(({ type }) => type)).toEqual(['view', 'strip']);
    expect(again[0]).not.toHaveProperty('view.at');
  });

  it('goes on sending when the wall clock is set back an hour', async () => {
    const { clock, take } = await scene();
    clock.jump(-60 * 60_000);
    take();
    await clock.advance(20_000);
    const { views, strips } = take();
    expect(views.length).toBeGreaterThanOrEqual(3);
    const times = strips[strips.length - 1]?.moments ?? [];
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.length).toBeGreaterThan(10);
  });

  it.each([{ type: 'read-lab' }, { type: 'faults', names: ['ksm-down'], on: true }, { type: 'lab-speed', speed: 20 }])(
    'of a cluster that is no demo: $type is refused in words, and the cluster gets no request of it',
    async (intent) => {
      const { clock, feed, asked } = await scene();
      const got: FromEngine[] = [];
      feed.connect((message) => got.push(message));
      feed.receive({ type: 'pause', paused: true });
      await clock.advance(10_000);
      const before = asked.length;
      feed.receive(intent);
      await clock.advance(10_000);
      expect(asked.slice(before).filter((path) => path !== '/version')).toEqual([]);
      expect(got.filter(({ type }) => type === 'trouble')).toMatchObject([{ says: expect.stringContaining('no demo cluster') }]);
      expect(got.flatMap((message) => (message.type === 'view' ? [message.view.demo] : []))).not.toContainEqual(expect.anything());
    },
  );

  it('ends when closed', async () => {
    const { clock, feed, take } = await scene();
    take();
    feed.close();
    await clock.advance(30_000);
    expect(take()).toEqual({ views: [], frames: [], strips: [] });
  });
});
