import { describe, expect, it } from 'vitest';
import type { PortFailure, PortResult } from '../cluster/port';
import { AT, answered, endOf, type Given, KUBELETS, matrix, open, queryOf, ROUTE, settled, target } from './chartFeed.testSupport';

describe('own looks', () => {
  it('are shown at once, and again only when there is something new', async () => {
    const { feed, sent, session, clock } = open();
    session.history.add('kubelet/n1', { key: 'cpu', label: 'CPU', unit: 'cores' }, clock.now(), 0.5);
    feed.select('kubelet/n1');
    feed.changed();
    feed.changed();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ frame: { source: 'own', live: true, asked: [] }, series: [{ label: 'CPU', source: 'own looks' }] });
    await clock.advance(5_000);
    session.history.add('kubelet/n1', { key: 'cpu', label: 'CPU', unit: 'cores' }, clock.now(), 0.6);
    feed.changed();
    expect(sent).toHaveLength(2);
  });

  it('of many members have a line for each, and lines with names are added up', () => {
    const { feed, last, session, clock } = open();
    const chart = { key: 'pods', title: 'Pods', unit: 'pods', order: 0 };
    for (const { id } of KUBELETS) {
      session.history.add(id, { key: 'memory', label: 'Memory', unit: 'bytes', chart: { ...chart, key: 'memory' } }, clock.now(), 7);
      session.history.add(id, { key: 'pods/running', label: 'Pods: running', unit: 'pods', chart, line: 'running' }, clock.now(), 10);
    }
    feed.select('kubelet');
    const lines = last()?.series.map(({ chart: of, line, points }) => [of?.key, line, points[points.length - 1]?.value]);
    expect(lines).toEqual([
      ['memory', 'n1', 7],
      ['memory', 'n2', 7],
      ['pods', 'running', 20],
    ]);
  });

  it('begin the axis where the history begins', () => {
    const { feed, last, session, clock } = open();
    session.history.add('kubelet/n1', { key: 'cpu', label: 'CPU', unit: 'cores' }, clock.now() - 120_000, 0.5);
    feed.select('kubelet/n1');
    expect(last()?.frame).toMatchObject({ fromMs: clock.now() - 120_000, beganMs: clock.now() - 120_000 });
  });

  it('of a moment of before end there, stay so while looking goes on, and are live again', async () => {
    const { feed, last, sent, session, clock } = open();
    const head = { key: 'cpu', label: 'CPU', unit: 'cores' };
    feed.select('kubelet/n1');
    for (const value of [1, 2, 3]) {
      await clock.advance(60_000);
      session.history.add('kubelet/n1', head, clock.now(), value);
    }
    const then = clock.now() - 60_000;
    feed.holdAt(then);
    const values = () => last()?.series[0]?.points.map(({ value }) => value);
    expect(last()?.frame).toMatchObject({ toMs: then, heldMs: then, live: false });
    expect(values()).toEqual([1, 2]);
    const count = sent.length;
    await clock.advance(60_000);
    session.history.add('kubelet/n1', head, clock.now(), 4);
    feed.changed();
    expect(sent).toHaveLength(count);
    feed.holdAt(undefined);
    expect(last()?.frame?.live).toBe(true);
    expect(last()?.frame).not.toHaveProperty('heldMs');
    expect(values()).toEqual([1, 2, 3, 4]);
  });

  it('leave out what is infinite, and say so', () => {
    const { feed, last, session, clock } = open();
    session.history.add('kubelet/n1', { key: 'x', label: 'X', unit: 'x' }, clock.now(), Number.POSITIVE_INFINITY);
    feed.select('kubelet/n1');
    expect(last()?.series[0]).toMatchObject({ infinite: 1, points: [{ value: null }] });
  });
});

describe('the history of a Prometheus', () => {
  it('is asked by the way in that its prober uses, a few queries at a time, with the labels of its targets', () => {
    const { feed, asked, choose, chart } = open();
    feed.select('kubelet');
    choose();
    expect(asked.every(({ request }) => request.route === ROUTE && request.path.startsWith('/api/v1/query_range?'))).toBe(true);
    expect(queryOf(asked[0] ?? { request: { route: ROUTE, path: '' } })).toContain('{job="kubelet"}');
    expect(chart('freshness')?.state).toBe('asking');
    expect(chart('memory')?.state).toBe('waiting');
  });

  it('asks of one member by its instance', () => {
    const { feed, asked, choose } = open();
    feed.select('kubelet/n2');
    choose();
    expect(asked.every((each) => queryOf(each).includes('{job="kubelet",instance="n2:10250"'))).toBe(true);
  });

  it('shows each chart as its answer comes, by the names of the nodes', async () => {
    const { feed, asked, choose, chart, last } = open();
    feed.select('kubelet');
    choose();
    asked[0]?.answer(matrix(AT - 60, '12', { instance: 'n2:10250' }));
    await settled();
    expect(chart('freshness')).toEqual({ state: 'ready', lines: 1 });
    expect(last()?.series).toMatchObject([
      { line: 'n2', source: 'Prometheus monitoring/p', points: [{ atMs: (AT - 60) * 1_000, value: 12 }] },
    ]);
  });

  it('that is partial is drawn, and said to be', async () => {
    const { feed, asked, choose, chart, last } = open();
    feed.select('kubelet');
    choose();
    const warning = 'receive series from Addr: 10.0.0.7:10901: rpc error: code = Unavailable';
    const { body } = matrix(AT - 60, '12', { instance: 'n2:10250' });
    asked[0]?.answer(answered(200, { ...JSON.parse(new TextDecoder().decode(body)), warnings: [warning] }));
    await settled();
    expect(chart('freshness')).toEqual({
      state: 'ready',
      lines: 1,
      partial: { says: `its answer is partial: ${warning}`, remedy: expect.stringContaining('may be kept') },
    });
    expect(last()?.series.map(({ line }) => line)).toEqual(['n2']);
  });

  it('that answers in 30 s is waited for, asked once, and drawn when it does', async () => {
    const { feed, asked, choose, chart, clock, last } = open();
    feed.select('kubelet');
    choose();
    const [first] = asked;
    const beganMs = clock.now();
    for (let second = 1; second < 30; second++) {
      await clock.advance(1_000);
      feed.changed();
      expect(chart('freshness')).toEqual({ state: 'asking', sinceMs: beganMs });
    }
    await clock.advance(1_000);
    expect(first?.request.timeouts?.firstByte).toBeGreaterThan(30_000);
    expect(new URLSearchParams(first?.request.path).get('timeout')).toBe('60s');
    expect(asked.filter((each) => first !== undefined && queryOf(each) === queryOf(first))).toHaveLength(1);
    expect(first?.signal.aborted).toBe(false);
    first?.answer(matrix(AT - 60, '12', { instance: 'n2:10250' }));
    await settled();
    expect(chart('freshness')).toEqual({ state: 'ready', lines: 1 });
    expect(last()?.series.map(({ line, points }) => [line, points.at(-1)?.value])).toEqual([['n2', 12]]);
  });

  it('that takes long says since when, and can be cancelled and asked again', async () => {
    const { feed, asked, choose, chart, clock } = open();
    feed.select('kubelet');
    choose();
    const beganMs = clock.now();
    await clock.advance(30_000);
    feed.changed();
    expect(chart('freshness')).toEqual({ state: 'asking', sinceMs: beganMs });
    feed.receive({ type: 'chart-cancel' });
    expect(asked.every(({ signal }) => signal.aborted)).toBe(true);
    expect(chart('freshness')).toEqual({ state: 'cancelled' });
    expect(chart('memory')).toEqual({ state: 'cancelled' });
    const before = asked.length;
    asked[0]?.answer(matrix(AT - 60, '12'));
    await settled();
    expect(chart('freshness')).toEqual({ state: 'cancelled' });
    feed.receive({ type: 'chart-again' });
    for (const each of asked.slice(0, before)) each.answer(matrix(AT - 60, '12'));
    await settled();
    expect(asked.length).toBeGreaterThan(before);
    expect(chart('freshness')?.state).toBe('asking');
  });

  it.each<[string, PortResult, string]>([
    [
      'an error of its own',
      answered(422, { status: 'error', error: 'query processing would load too many samples' }),
      '422: query processing would load too many samples',
    ],
    ['half an answer', answered(200, 'x'), 'the answer is not JSON'],
    [
      'silence',
      {
        kind: 'failure',
        request: '',
        route: ROUTE,
        phase: 'first-byte',
        code: 'timeout',
        message: 'no answer within 75 s',
        remedy: 'Wait.',
        atMs: 0,
        timings: { total: 1 },
      } satisfies PortFailure,
      'no answer within 75 s',
    ],
  ])('that fails with %s says so in the place of its chart, and is not asked again by itself', async (_name, answer, says) => {
    const { feed, asked, choose, chart, clock } = open();
    feed.select('kubelet');
    choose();
    asked[0]?.answer(answer);
    await settled();
    expect(chart('freshness')).toMatchObject({ state: 'failed', says });
    while (asked.some(({ signal }) => !signal.aborted) && chart('scrape-up')?.state !== 'failed') {
      for (const each of asked) each.answer(answer);
      await settled();
    }
    const count = asked.length;
    await clock.advance(120_000);
    feed.changed();
    expect(asked).toHaveLength(count);
  });

  it('is asked anew when its step is over, keeping its lines until the new ones come', async () => {
    const { feed, asked, choose, last, clock, session } = open();
    feed.select('kubelet');
    choose();
    for (let done = 0; done < asked.length; done++) {
      asked[done]?.answer(matrix(AT - 60, '1', { instance: 'n1:10250' }));
      await settled();
    }
    const [count, lines] = [asked.length, last()?.series.length];
    feed.changed();
    expect(asked).toHaveLength(count);
    session.isPaused = true;
    await clock.advance(15_000);
    feed.changed();
    expect(asked).toHaveLength(count);
    session.isPaused = false;
    feed.changed();
    expect(asked.length).toBeGreaterThan(count);
    expect(last()?.series).toHaveLength(lines ?? 0);
  });

  it.each<[string, Given, string, string]>([
    [
      'does not scrape it',
      { targets: [target('cadvisor', 'n1', '/metrics/cadvisor')] },
      'kubelet',
      'does not scrape this: none of its 1 targets',
    ],
    [
      'does not answer',
      {
        buildinfo: {
          state: 'unreachable',
          because: 'connection refused',
          remedy: '',
          request: '',
          route: 'service proxy',
          atMs: 0,
          durationMs: 1,
          evidence: [],
        },
      },
      'kubelet',
      'cannot be asked: connection refused',
    ],
    ['is gone', { discovered: KUBELETS }, 'kubelet', 'no longer there'],
    ['cannot know it', {}, 'kubectl-top', 'No Prometheus keeps numbers of this'],
  ])('that %s says so, and asks nothing', (_name, given, id, says) => {
    const { feed, asked, choose, last } = open(given);
    feed.select(id);
    choose();
    expect(last()?.frame?.trouble?.says).toContain(says);
    expect(asked).toEqual([]);
  });

  it('is asked up to the moment of before that is stayed at, once, and up to now again', async () => {
    const { feed, asked, choose, last, clock } = open();
    feed.select('kubelet');
    choose();
    const live = asked.length;
    const [passed, stayed] = [clock.now() - 600_000, clock.now() - 300_000];
    feed.holdAt(passed);
    feed.holdAt(stayed);
    expect(asked).toHaveLength(live);
    await clock.advance(400);
    const then = asked.slice(live);
    expect(then.length).toBeGreaterThan(0);
    expect(then.map(endOf)).toEqual(then.map(() => Math.floor(stayed / 15_000) * 15));
    expect(asked.slice(0, live).every(({ signal }) => signal.aborted)).toBe(true);
    expect(last()?.frame).toMatchObject({ heldMs: stayed, toMs: stayed, live: false });
    for (const each of asked) each.answer(matrix(AT - 600, '1', { instance: 'n1:10250' }));
    await settled();
    const once = asked.length;
    await clock.advance(120_000);
    feed.changed();
    expect(asked).toHaveLength(once);
    feed.holdAt(undefined);
    expect(asked.slice(once).map(endOf)).toContain(Math.floor(clock.now() / 15_000) * 15);
  });

  it('ends its queries when something else is selected', () => {
    const { feed, asked, choose } = open();
    feed.select('kubelet');
    choose();
    feed.select(null);
    expect(asked.every(({ signal }) => signal.aborted)).toBe(true);
  });
});
