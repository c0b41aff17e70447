import { describe, expect, it } from 'vitest';
import { Details, Strip, View } from '../../../shared/contract/engine';
import { viewWith } from '../../../shared/contract/view.testSupport';
import type { Health } from '../../../shared/model/health';
import { manualClock } from '../cluster/manualClock.testSupport';
import type { KeptAnswer } from '../store/answers';
import { Moments } from './moments';

const AT = '2026-11-21T12:00:00.000Z';
const ANSWER: KeptAnswer = {
  id: 'a1',
  request: 'GET /metrics',
  atMs: 1,
  status: 200,
  body: new TextEncoder().encode('# TYPE up gauge\nup 0\nlast 1'),
};

function view(kubelet: Health, change: Partial<View> = {}): View {
  const proof = { request: 'GET /metrics', at: AT, says: 'up is 0', line: 2, answerId: 'a1' };
  const hop = (from: string, to: string, pipeline: 'core' | 'monitoring', health: Health) => ({
    from,
    to,
    pipeline,
    carries: '/metrics',
    health,
    evidence: [proof],
  });
  return viewWith({
    report: {
      from: AT,
      to: AT,
      components: [{ id: 'kubelet', kind: 'kubelet', name: 'kubelet', health: kubelet, because: `is ${kubelet}`, evidence: [proof] }],
      edges: [hop('kubelet', 'metrics-server', 'core', kubelet), hop('kubelet', 'prometheus', 'monitoring', 'ok')],
    },
    load: { requestsPerSecond: 4, bytesPerSecond: 1, inFlight: 0, totalRequests: 1 },
    ...change,
  });
}

const look = (atMs: number, health: Health) => ({
  atMs,
  judgement: { health, because: `is ${health}`, evidence: [{ atMs, says: health }] },
});
const DETAILS = Details.parse({
  id: 'kubelet',
  why: [],
  facts: [{ label: 'version', value: 'v1' }],
  answers: [],
  members: [{ id: 'kubelet/n1', name: 'n1', health: 'broken' }],
  series: [],
});

function scene(answers: readonly KeptAnswer[] = [ANSWER]) {
  const clock = manualClock();
  const moments = new Moments({ clock, beganMs: clock.now(), answers: { get: (id) => answers.find((each) => each.id === id) } });
  /** As the feed does: at each change and every 5 s. */
  const run = async (seconds: number, health: Health, change: Partial<View> = {}) => {
    for (let at = 0; at < seconds; at += 5) {
      await clock.advance(5_000);
      moments.observe(view(health, change), new Map());
    }
  };
  const states = (pipeline: 'core' | 'monitoring' = 'core') => moments.strip()[pipeline].map(({ state }) => state);
  return { clock, moments, run, states };
}

describe('the strip', () => {
  it('shows a fault as a block between two lines, and the other pipeline untouched', async () => {
    const { run, states, moments } = scene();
    await run(30, 'ok');
    await run(20, 'broken');
    await run(30, 'ok');
    expect(states()).toEqual(['ok', 'broken', 'ok']);
    expect(states('monitoring')).toEqual(['ok']);
    expect(moments.strip().core[1]).toMatchObject({ subject: { kind: 'hop', from: 'kubelet', to: 'metrics-server' } });
    expect(Strip.safeParse(moments.strip()).success).toBe(true);
  });

  it('leaves a pause empty and keeps no moment in it', async () => {
    const { run, moments, clock } = scene();
    await run(10, 'ok');
    const before = moments.strip().moments;
    await run(60, 'ok', { paused: true });
    expect(moments.strip().moments).toEqual(before);
    await run(10, 'ok');
    const [first, second] = moments.strip().core;
    expect((second?.fromMs ?? 0) - (first?.toMs ?? 0)).toBe(65_000);
    expect(second?.toMs).toBe(clock.now());
  });

  it('leaves the sleep of the machine empty', async () => {
    const { run, moments, clock } = scene();
    await run(10, 'ok');
    clock.jump(30 * 60_000);
    await run(10, 'ok');
    const [first, second] = moments.strip().core;
    expect((second?.fromMs ?? 0) - (first?.toMs ?? 0)).toBe(30 * 60_000 + 5_000);
  });

  it('a lost cluster is unseen, and comes back', async () => {
    const { run, moments, states } = scene();
    await run(10, 'ok');
    await run(10, 'stale');
    await run(10, 'ok');
    expect(states()).toEqual(['ok', 'unseen', 'ok']);
    expect(moments.strip().core[1]?.toMs).toBe(moments.strip().core[2]?.fromMs);
  });

  it('keeps its order when the clock is set back an hour', async () => {
    const { run, moments, clock } = scene();
    const began = moments.strip().beganMs;
    await run(60, 'ok');
    await run(60, 'broken');
    clock.jump(-60 * 60_000);
    await run(60, 'ok');
    const { core, moments: times, beganMs, nowMs } = moments.strip();
    expect(core.map(({ state }) => state)).toEqual(['ok', 'broken', 'ok']);
    const edges = [beganMs, ...core.flatMap(({ fromMs, toMs }) => [fromMs, toMs]), nowMs];
    expect(edges).toEqual([...edges].sort((a, b) => a - b));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(began - beganMs).toBe(60 * 60_000);
    expect(times.length).toBeGreaterThan(30);
  });

  it('forgets what is older than an hour', async () => {
    const { run, moments } = scene();
    await run(60, 'broken');
    await run(61 * 60, 'ok');
    const { core, moments: times, nowMs } = moments.strip();
    expect(core.map(({ state }) => state)).toEqual(['ok']);
    expect(times[0]).toBeGreaterThanOrEqual(nowMs - 60 * 60_000);
    expect(times.length).toBeLessThanOrEqual(721);
  });
});

describe('going back', () => {
  it('shows the map of then, with load and pause of now, while looking goes on', async () => {
    const { run, moments, clock } = scene();
    await run(30, 'ok');
    const then = clock.now();
    await run(30, 'broken');
    moments.goTo(then + 1);
    const shown = moments.shown(view('broken', { paused: true, revision: 9 }));
    expect(shown).toMatchObject({ at: then, paused: true, revision: 9 });
    expect(shown.report.components[0]?.health).toBe('ok');
    expect(View.safeParse(shown).success).toBe(true);
    await run(10, 'degraded');
    expect(moments.shown(view('degraded')).report.components[0]?.health).toBe('ok');
    expect(moments.strip().core.map(({ state }) => state)).toEqual(['ok', 'broken', 'degraded']);
    moments.goLive();
    expect(moments.shown(view('degraded'))).toEqual(view('degraded'));
  });

  it('keeps a moment where a pipeline turns, though the last is younger than 5 s', async () => {
    const { run, moments, clock } = scene();
    await run(10, 'ok');
    await clock.advance(1_500);
    expect(moments.observe(view('broken'), new Map())).toBe(true);
    const { core, moments: times } = moments.strip();
    expect(times).toContain(core[1]?.fromMs);
    await clock.advance(200);
    moments.observe(view('ok'), new Map());
    expect(moments.strip().moments).toEqual(times);
  });

  it('stays live when nothing is kept', () => {
    const { moments } = scene();
    moments.goTo(1);
    expect(moments.atMs).toBeUndefined();
  });

  it('keeps none while connecting', async () => {
    const { run, moments } = scene();
    await run(30, 'unknown', { phase: 'connecting' });
    expect(moments.strip().moments).toEqual([]);
  });

  it('holds its moment when the clock is set back', async () => {
    const { run, moments, clock } = scene();
    await run(30, 'ok');
    moments.goTo(clock.now() - 10_000);
    const before = moments.atMs ?? 0;
    clock.jump(-60_000);
    await run(5, 'ok');
    expect(moments.atMs).toBe(before - 60_000);
    expect(moments.strip().moments).toContain(moments.atMs);
  });
});

describe('details', () => {
  it('have the changes of a card with their proofs and the line as it stood', async () => {
    const { run, moments } = scene();
    await run(10, 'ok');
    await run(10, 'broken');
    const { history } = moments.details(DETAILS);
    expect(history?.map(({ from, to, because }) => [from, to, because])).toEqual([
      ['ok', 'broken', 'is broken'],
      [undefined, 'ok', 'is ok'],
    ]);
    expect(history?.[0]?.proofs).toEqual([
      { request: 'GET /metrics', at: AT, says: 'up is 0', line: 2, answerId: 'a1', lineText: 'up 0', kept: true },
    ]);
  });

  it('say that an answer is gone', async () => {
    const { run, moments } = scene([]);
    await run(5, 'ok');
    await run(5, 'broken');
    expect(moments.details(DETAILS).history?.[0]?.proofs[0]).toMatchObject({ kept: false });
    expect(moments.details(DETAILS).history?.[0]?.proofs[0]).not.toHaveProperty('lineText');
  });

  it('have those of hops', async () => {
    const { run, moments } = scene();
    await run(5, 'ok');
    await run(5, 'broken');
    expect(moments.details({ ...DETAILS, id: 'kubelet>metrics-server' }).history?.map(({ to }) => to)).toEqual(['broken', 'ok']);
  });

  it('of a moment that is gone have members as they were, and no facts of now', async () => {
    const { moments, clock } = scene();
    const at = (health: Health) => moments.observe(view('ok'), new Map([['kubelet/n1', look(clock.now(), health)]]));
    at('ok');
    await clock.advance(10_000);
    at('broken');
    expect(moments.details(DETAILS).members[0]?.health).toBe('broken');
    moments.goTo(clock.now() - 5_000);
    const details = moments.details(DETAILS);
    expect(details).toMatchObject({ at: clock.now() - 10_000, facts: [], answers: [] });
    expect(details.members).toMatchObject([{ id: 'kubelet/n1', health: 'ok', because: 'is ok' }]);
    expect(details.history).toHaveLength(1);
  });

  it('of a moment that is gone have the facts of then, of a member or of the only one of its card', async () => {
    const { moments, clock } = scene();
    const at = (value: string) => {
      const look = { atMs: clock.now(), judgement: { health: 'ok' as const, evidence: [], facts: [{ label: 'pods', value }] } };
      moments.observe(view('ok'), new Map([['kubelet/n1', look]]));
    };
    at('10');
    await clock.advance(10_000);
    at('20');
    moments.goTo(clock.now() - 5_000);
    const facts = [{ label: 'pods', value: '10' }];
    expect(moments.details(DETAILS).facts).toEqual(facts);
    expect(moments.details({ ...DETAILS, id: 'kubelet/n1', members: [] }).facts).toEqual(facts);
    expect(moments.details({ ...DETAILS, id: 'other', members: [] }).facts).toEqual([]);
    moments.goLive();
    expect(moments.details(DETAILS).facts).toEqual(DETAILS.facts);
  });

  it('have those of members that are gone and came again', async () => {
    const { moments, clock } = scene();
    const members = { ...DETAILS, id: 'kubelet/n1' };
    moments.observe(view('ok'), new Map([['kubelet/n1', look(1, 'ok')]]));
    moments.observe(view('ok'), new Map());
    await clock.advance(5_000);
    moments.observe(view('ok'), new Map([['kubelet/n1', look(clock.now(), 'broken')]]));
    expect(moments.details(members).history?.map(({ to }) => to)).toEqual(['broken', 'ok']);
  });
});
