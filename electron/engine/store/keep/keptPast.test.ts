import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Details, Strip, View } from '../../../../shared/contract/engine';
import { viewWith } from '../../../../shared/contract/view.testSupport';
import type { Health } from '../../../../shared/model/health';
import { type ManualClock, manualClock } from '../../cluster/manualClock.testSupport';
import { Moments } from '../../window/moments';
import { type KeptHistory, openHistory } from './keptHistory';
import { KeptMoments } from './keptMoments';
import type { KeepTrouble } from './openFile';
import { upgrade } from './schema';
import { loadLibsql, numberIn, type Sqlite } from './sqlite';
import { WriteQueue } from './writeQueue';

const T0 = Date.UTC(2026, 10, 21, 12);
const HOUR = 3_600_000;
const AT = new Date(T0).toISOString();

let folder = '';
let troubles: KeepTrouble[] = [];
const file = () => path.join(folder, 'history.db');
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hopscope-past-'));
  troubles = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function database(): Sqlite {
  const libsql = loadLibsql();
  if (!libsql.ok) throw new Error(libsql.error);
  return libsql.value(file());
}

function change(sql: string): void {
  const db = database();
  db.exec(sql);
  db.close();
}

const countOf = (table: string): number => {
  const db = database();
  const count = numberIn(db.prepare(`select count(*) as n from ${table}`).all([])[0], 'n');
  db.close();
  return count;
};

function view(kubelet: Health): View {
  const evidence = [{ request: 'GET /metrics', at: AT, says: `is ${kubelet}`, line: 2, answerId: 'a1' }];
  return viewWith({
    report: {
      from: AT,
      to: AT,
      components: [{ id: 'kubelet', kind: 'kubelet', name: 'kubelet', health: kubelet, because: `is ${kubelet}`, evidence }],
      edges: [{ from: 'kubelet', to: 'metrics-server', pipeline: 'core', carries: '/stats', health: kubelet, evidence }],
    },
  });
}

const DETAILS = Details.parse({ id: 'kubelet', why: [], facts: [], answers: [], members: [], series: [] });

interface Session {
  readonly clock: ManualClock;
  readonly history: KeptHistory;
  readonly moments: Moments;
  run(seconds: number, health: Health): Promise<void>;
}

/** A start of the program at that time; it looks each 5 s. */
function begin(atMs: number): Session {
  const clock = manualClock(atMs);
  const history = openHistory({ clock, file: file(), tell: (trouble) => troubles.push(trouble) });
  const answer = { id: 'a1', request: 'GET /metrics', atMs, status: 200, body: new TextEncoder().encode('one\ntwo') };
  const moments = new Moments({ clock, beganMs: clock.now(), answers: { get: () => answer }, past: history.past });
  return {
    clock,
    history,
    moments,
    async run(seconds, health) {
      for (let at = 0; at < seconds; at += 5) {
        await clock.advance(5_000);
        moments.observe(view(health), new Map());
      }
    },
  };
}

/** Well, broken and well again, and ended. */
async function earlierSession(atMs = T0): Promise<void> {
  const { run, history } = begin(atMs);
  await run(60, 'ok');
  await run(60, 'broken');
  await run(60, 'ok');
  history.close();
}

const shownBy = (moments: Moments) => moments.shown(view('unknown')).report.components[0];

describe('after a new start', () => {
  it('the strip of the hour has both sessions, where each began, and a gap between them', async () => {
    await earlierSession();
    const { moments, run, history } = begin(T0 + 600_000);
    await run(30, 'degraded');
    const strip = moments.strip();
    expect(Strip.parse(strip)).toEqual(strip);
    expect(strip.core.map(({ state, fromMs, toMs }) => [state, (fromMs - T0) / 1_000, (toMs - T0) / 1_000])).toEqual([
      ['ok', 5, 65],
      ['broken', 65, 125],
      ['ok', 125, 180],
      ['degraded', 605, 630],
    ]);
    expect(strip.sessions).toEqual([T0, T0 + 600_000]);
    expect(strip.moments).toHaveLength(36 + 6);
    expect(strip.earlier).toBe(false);
    history.close();
    expect(troubles).toEqual([]);
  });

  it('the map of then is shown, with proofs and without answers, whose ids mean others now', async () => {
    await earlierSession();
    const { moments, run, history } = begin(T0 + 600_000);
    await run(10, 'ok');
    expect(moments.goTo(T0 + 100_000)).toBe(true);
    expect(moments.atMs).toBe(T0 + 100_000);
    expect(View.safeParse(moments.shown(view('ok'))).success).toBe(true);
    expect(shownBy(moments)).toMatchObject({ health: 'broken', evidence: [{ says: 'is broken', line: 2 }] });
    expect(JSON.stringify(moments.shown(view('ok')).report)).not.toContain('answerId');
    history.close();
  });

  it('History has the changes of before, up to the moment shown', async () => {
    await earlierSession();
    const { moments, run, history } = begin(T0 + 600_000);
    await run(10, 'degraded');
    const words = () => moments.details(DETAILS).history?.map(({ from, to }) => [from, to]);
    const before = [
      ['broken', 'ok'],
      ['ok', 'broken'],
      [undefined, 'ok'],
    ];
    expect(words()).toEqual([[undefined, 'degraded'], ...before]);
    expect(moments.details(DETAILS).history?.[2]?.proofs).toEqual([
      { request: 'GET /metrics', at: AT, says: 'is broken', line: 2, lineText: 'two', kept: false },
    ]);
    moments.goTo(T0 + 100_000);
    expect(words()).toEqual(before.slice(1));
    history.close();
  });

  it('a session of hours ago is an hour of its own: one back, one on, live again', async () => {
    await earlierSession();
    await earlierSession(T0 + 5 * HOUR);
    const { moments, run, history } = begin(T0 + 10 * HOUR);
    await run(10, 'ok');
    const spans = () => {
      const { nowMs, past, core, sessions, earlier } = moments.strip();
      return { end: Math.round((nowMs - T0) / HOUR), past, states: core.map(({ state }) => state), sessions: sessions?.length, earlier };
    };
    const live = { end: 10, past: undefined, states: ['ok'], sessions: 1, earlier: true };
    const then = { past: true, states: ['ok', 'broken', 'ok'], sessions: 1 };
    expect(spans()).toEqual(live);
    moments.turnStrip('earlier');
    expect(spans()).toEqual({ ...then, end: 5, earlier: true });
    moments.turnStrip('earlier');
    moments.turnStrip('earlier');
    expect(spans()).toEqual({ ...then, end: 0, earlier: false });
    moments.goTo(moments.strip().core[1]?.fromMs ?? 0);
    expect(shownBy(moments)?.health).toBe('broken');
    moments.turnStrip('later');
    expect(spans()).toEqual({ ...then, end: 5, earlier: true });
    moments.turnStrip('later');
    expect(spans()).toEqual(live);
    moments.turnStrip('earlier');
    moments.goLive();
    expect(spans()).toEqual(live);
    history.close();
  });

  it('what memory has let go is in the file: the session reaches back more than its hour, at one moment a minute', async () => {
    const { moments, run, history, clock } = begin(T0);
    await run(60, 'broken');
    await run(7_200, 'ok');
    const [oldest] = moments.strip().moments;
    expect(oldest).toBeGreaterThanOrEqual(clock.now() - HOUR);
    moments.turnStrip('earlier');
    moments.turnStrip('earlier');
    const { core, moments: times } = moments.strip();
    expect(core.map(({ state }) => state)).toEqual(['broken', 'ok']);
    expect(times.length).toBeLessThan(70);
    expect(moments.goTo(times[0] ?? 0)).toBe(true);
    expect(shownBy(moments)?.health).toBe('broken');
    history.close();
  });
});

describe('what is kept of the strip', () => {
  it('is gone after its day, from the file too', async () => {
    await earlierSession();
    const { history, run } = begin(T0 + 25 * HOUR);
    await run(70, 'ok');
    expect(history.past?.times()[0]).toBeGreaterThan(T0 + 25 * HOUR);
    expect(history.past?.sessions()).toHaveLength(1);
    history.close();
    // A segment of each pipeline.
    expect([countOf('session'), countOf('segment'), countOf('changes')]).toEqual([1, 2, 1]);
  });

  it('stays within its bytes: the older half is thinned, turns last', () => {
    const db = database();
    upgrade(db);
    const queue = new WriteQueue(db, file(), (trouble) => troubles.push(trouble));
    const kept = new KeptMoments(db, queue, T0, () => undefined, 5_000);
    for (let at = 0; at < 100; at++) kept.take(T0 + at * 1_000, at === 3, new Uint8Array(100));
    kept.retain(T0 + 100_000, 0);
    queue.flush();
    expect(kept.bytes).toBeLessThanOrEqual(5_000);
    expect(kept.times()).toContain(T0 + 3_000);
    expect(kept.times().slice(-20)).toEqual(Array.from({ length: 20 }, (_, at) => T0 + (80 + at) * 1_000));
    expect(numberIn(db.prepare('select count(*) as n from moment').all([])[0], 'n')).toBe(kept.times().length);
    db.close();
  });

  it('a moment that is not what was written is left out with a sentence: the one before is shown', async () => {
    await earlierSession();
    change(`update moment set bytes = zeroblob(length(bytes)) where at_ms = ${T0 + 100_000}`);
    const { moments, history } = begin(T0 + 600_000);
    expect(moments.goTo(T0 + 100_000)).toBe(true);
    expect(moments.atMs).toBe(T0 + 95_000);
    expect(troubles.map(({ says }) => says)).toEqual([expect.stringContaining('1 parts of the kept history')]);
    expect(history.past?.times()).not.toContain(T0 + 100_000);
    history.close();
  });

  it('a moment of a shape that this version does not know is not shown, and nothing else changes', async () => {
    await earlierSession();
    const { moments, history } = begin(T0 + 600_000);
    history.past?.takeMoment(T0, T0 + 200_000, false, deflateRawSync('{"view":{"phase":"dreaming"},"facts":{}}'));
    expect(moments.goTo(T0 + 200_000)).toBe(false);
    expect(moments.atMs).toBeUndefined();
    history.close();
  });

  it('changes and segments that are not what was written are left out, and the rest is there', async () => {
    await earlierSession();
    change(
      `update changes set bytes = zeroblob(9) where id = 1; update segment set bytes = zeroblob(9) where from_ms > ${T0 + 60_000} and to_ms < ${T0 + 130_000}`,
    );
    const { moments, history, run } = begin(T0 + 600_000);
    await run(5, 'ok');
    expect(moments.strip().core.map(({ state }) => state)).toEqual(['ok', 'ok', 'ok']);
    expect(moments.details(DETAILS).history?.map(({ to }) => to)).toEqual(['ok', 'ok', 'broken']);
    expect(troubles).toHaveLength(2);
    history.close();
  });

  it('a file of before there were moments takes them', async () => {
    const db = database();
    upgrade(db, 2);
    db.close();
    await earlierSession();
    expect(begin(T0 + 600_000).history.past?.times()).toHaveLength(36);
    expect(troubles).toEqual([]);
  });

  it('a clock that was set back between two sessions keeps nothing from being kept; what is of later is not shown', async () => {
    await earlierSession(T0 + HOUR);
    await earlierSession(T0);
    const { moments, history } = begin(T0 + 600_000);
    expect(moments.strip().sessions).toEqual([T0]);
    expect(moments.strip().moments).toHaveLength(36);
    history.close();
    expect(countOf('moment')).toBe(72);
  });

  it('a clock that is set back while it runs moves all of it', async () => {
    await earlierSession();
    const second = begin(T0 + 600_000);
    await second.run(30, 'ok');
    second.clock.jump(-300_000);
    await second.run(30, 'ok');
    second.history.close();
    const { moments, history } = begin(T0 + 700_000);
    expect(moments.strip().sessions).toEqual([T0 - 300_000, T0 + 300_000]);
    expect(moments.strip().core.map(({ fromMs }) => (fromMs - T0) / 1_000)).toEqual([-295, -235, -175, 305]);
    expect(moments.details(DETAILS).history?.map(({ atMs }) => (atMs - T0) / 1_000)).toEqual([305, -175, -235, -295]);
    moments.goTo(T0 - 200_000);
    expect(shownBy(moments)?.health).toBe('broken');
    history.close();
  });

  it('is deleted with the rest: nothing of before stays, what comes is kept', async () => {
    await earlierSession();
    const { moments, history, run } = begin(T0 + 600_000);
    history.forget(folder);
    expect(moments.strip()).toMatchObject({ core: [], moments: [], sessions: [], earlier: false });
    expect(moments.details(DETAILS).history).toEqual([]);
    await run(10, 'ok');
    history.close();
    expect(countOf('moment')).toBe(2);
    expect(countOf('session')).toBe(1);
  });

  it('without a file there is an hour of memory', async () => {
    const clock = manualClock(T0);
    const history = openHistory({ clock, file: undefined, tell: (trouble) => troubles.push(trouble) });
    expect(history.past).toBeUndefined();
    history.close();
  });
});
