import { describe, expect, it } from 'vitest';
import { OWN_LOOKS } from '../../../shared/contract/chart';
import type { GapsIntent } from '../../../shared/contract/gaps';
import { answered, ROUTE, seen } from '../charts/chartFeed.testSupport';
import { feedOver, HOUR_MS, kept, N1, NOW_MS, respond, ups } from './gapFeed.testSupport';

const INTENT: GapsIntent = { type: 'gaps', span: { kind: 'live', ms: HOUR_MS }, inSight: [], open: null };
const done = async () => {
  for (let turn = 0; turn < 60; turn++) await new Promise((resolve) => setImmediate(resolve));
};
const slow = ups(
  () => 1,
  (tick) => (tick >= 100 && tick < 112 ? 0 : 1),
);

describe('the gaps of a window', () => {
  it('are read from the Prometheus that answers, worst first, and opened with proof and cost', async () => {
    const { feed, frames, details, session } = feedOver(respond(slow));
    feed.receive(INTENT);
    await done();
    const frame = frames().at(-1);
    expect(frame).toMatchObject({ source: 'prometheus/monitoring/p', stops: [], intervalMs: 15_000 });
    expect(frame?.rows.map(({ instance, own, state }) => [instance, own, state])).toEqual([
      ['n2:10250', 12, 'degraded'],
      // Listed, and never scraped in this time.
      ['n1:10250', 0, 'unknown'],
      ['n1:10250', 0, 'ok'],
    ]);
    const id = frame?.rows[0]?.gaps[0]?.id ?? '';
    feed.receive({ ...INTENT, open: id });
    await done();
    expect(details()[0]).toMatchObject({
      id,
      cause: 'scrape-too-slow',
      missed: 12,
      advice: '[4m] keeps two samples across it: 14 × 15s = 3m30s.',
    });
    const proven = details().at(-1);
    expect(proven?.cost).toMatchObject({
      rates: [
        { range: '1m', lost: 11, evaluations: 13 },
        { range: '2m', lost: 7 },
        { range: '5m', lost: 0 },
      ],
      rules: [],
    });
    expect(proven?.cost?.unknown).toContain('its rules cannot be read');
    expect(session.answers.get(proven?.answerId ?? '')).toBeDefined();
  });

  it.each([
    ['3.10.0', 11],
    ['2.42.0', 10],
  ])('counts by the windows of the server: %s lost %d of the rates over a minute', async (version, lost) => {
    const { feed, frames, details } = feedOver(respond(slow), true, undefined, version);
    feed.receive(INTENT);
    await done();
    feed.receive({ ...INTENT, open: frames().at(-1)?.rows[0]?.gaps[0]?.id ?? '' });
    await done();
    expect(details().at(-1)?.cost?.rates[0]).toEqual({ range: '1m', lost, evaluations: 13 });
  });

  it('asks for the newest end only when it reads again, and for nothing after it was left', async () => {
    const asked: string[] = [];
    const answer = respond(slow);
    const { feed, frames } = feedOver(async (request, signal) => {
      asked.push(decodeURIComponent(request.path));
      return answer(request, signal);
    });
    feed.receive(INTENT);
    await done();
    expect(asked.some((path) => path.includes('[3600000ms]'))).toBe(true);
    asked.length = 0;
    feed.receive({ ...INTENT, span: { kind: 'fixed', fromMs: NOW_MS - HOUR_MS / 2, toMs: NOW_MS } });
    await done();
    expect(asked.filter((path) => path.includes('__name__=~') && path.includes('up|scrape'))).toEqual([
      expect.stringContaining('[120000ms]'),
    ]);
    expect(frames().at(-1)?.rows[0]?.own).toBe(0);
    feed.receive({ type: 'gaps-off' });
    asked.length = 0;
    feed.changed();
    await done();
    expect(asked).toEqual([]);
  });

  it('of a recording are those of own looks, until its Prometheus is asked for', async () => {
    const { feed, frames } = feedOver(respond(slow), true, undefined, '3.10.0', {}, {});
    feed.receive(INTENT);
    await done();
    expect(frames().at(-1)?.source).toBe(OWN_LOOKS);
    feed.receive({ ...INTENT, source: 'prometheus/monitoring/p' });
    await done();
    expect(frames().at(-1)?.source).toBe('prometheus/monitoring/p');
  });

  it('shows the time of which a new Prometheus has nothing, and opens it with what proves it', async () => {
    const BEGAN_MS = NOW_MS - HOUR_MS / 4;
    const later = slow.map((series) => {
      const at = series.timesMs.findIndex((ms) => ms >= BEGAN_MS);
      return { ...series, timesMs: series.timesMs.slice(at), values: series.values.slice(at) };
    });
    const started = { rejected: {}, alertsSent: 0, alertsFailed: 0, queries: 0, discoveryFailures: 0, startedMs: BEGAN_MS - 20_000 };
    const counters = seen({ ...started, intervals: new Map<string, number>(), ruleGroups: new Map<string, number>() });
    const { feed, frames, details, session } = feedOver(respond(later), true, undefined, '3.10.0', { counters });
    const seenMs = BEGAN_MS - 60_000;
    session.history.add('prometheus/monitoring/p', { key: 'series', label: 'series', unit: 'series' }, seenMs, 4_000);
    feed.receive(INTENT);
    await done();
    const frame = frames().at(-1);
    expect(frame?.stops).toEqual([
      { id: 'lost-history', fromMs: seenMs, toMs: BEGAN_MS, cause: 'scraper-restarted', targets: frame?.rows.length, lost: true },
    ]);
    expect(frame).toMatchObject({ fromMs: seenMs, beganMs: BEGAN_MS });
    feed.receive({ ...INTENT, open: 'lost-history' });
    await done();
    expect(details().at(-1)).toMatchObject({
      name: frame?.sourceName,
      because: expect.stringMatching(/started again at .* and has nothing of before .*: its data went with it\.$/),
      cost: { unknown: 'what its rules made of it went with its data' },
    });
    expect(details().at(-1)?.evidence).toHaveLength(3);
  });

  it('shows where the clock of Prometheus was set back, which leaves no gap, and opens it with what proves it', async () => {
    const SELF = { job: 'prometheus', instance: 'localhost:9090' };
    const back = (tick: number) => Number(tick > 120);
    const lengths = { ...SELF, interval: '15s' };
    const well = ups(
      () => 1,
      () => 1,
    );
    const series = [
      ...well,
      kept('up', SELF, () => 1),
      kept('prometheus_build_info', SELF, () => 1),
      // Three targets each 15 s; between two of its samples five rounds more.
      kept('prometheus_target_interval_length_seconds_sum', lengths, (tick) => 45 * (tick + 5 * back(tick))),
      kept('prometheus_target_interval_length_seconds_count', lengths, (tick) => 3 * (tick + 5 * back(tick))),
      kept('prometheus_target_scrapes_sample_out_of_order_total', SELF, (tick) => 900 * back(tick)),
    ];
    const { feed, frames, details } = feedOver(respond(series));
    feed.receive(INTENT);
    await done();
    const frame = frames().at(-1);
    const fromMs = NOW_MS - HOUR_MS + 120 * 15_000;
    expect(frame?.stops).toEqual([
      { id: expect.any(String), fromMs, toMs: fromMs + 15_000, cause: 'clock-jumped', targets: frame?.rows.length },
    ]);
    expect(frame?.rows.flatMap(({ gaps }) => gaps)).toEqual([]);
    feed.receive({ ...INTENT, open: frame?.stops[0]?.id ?? '' });
    await done();
    expect(details().at(-1)).toMatchObject({
      name: frame?.sourceName,
      missed: 5,
      because: expect.stringMatching(/^The clock of .+ was set back by 1 min 15 s: it scraped on and refused /),
      cost: { unknown: expect.stringContaining('too high') },
    });
    expect(
      details()
        .at(-1)
        ?.evidence.map(({ says }) => says),
    ).toContainEqual(
      expect.stringMatching(
        /^prometheus_target_scrapes_sample_out_of_order_total rose by 900 between .+ UTC, .+_sum by what it rises by in 1 min 30 s$/,
      ),
    );
  });

  it('looks at one series: a marker proves that it vanished', async () => {
    const series = [...slow, kept('queue', N1, (tick) => (tick < 100 ? 1 : tick === 100 ? undefined : tick < 120 ? undefined : 1))];
    const { feed, frames, details } = feedOver(respond(series));
    feed.receive({ ...INTENT, series: 'queue' });
    await done();
    const found = frames().at(-1)?.series;
    expect(found?.rows).toMatchObject([{ name: 'queue', own: 20, gaps: [{ cause: 'series-vanished', missed: 20 }] }]);
    feed.receive({ ...INTENT, series: 'queue', open: found?.rows[0]?.gaps[0]?.id ?? '' });
    await done();
    expect(details().at(-1)?.because).toContain('a stale marker stands where it ended');
  });

  it('of one series out of a partial answer nothing is proven by what is missing, and it says so', async () => {
    const series = [...slow, kept('queue', N1, (tick) => (tick < 100 || tick >= 120 ? 1 : undefined))];
    const answer = respond(series);
    const { feed, frames } = feedOver(async (request, signal) => {
      const given = await answer(request, signal);
      if (!request.path.includes('queue') || given.kind !== 'answer' || given.status !== 200) return given;
      return answered(200, { ...JSON.parse(new TextDecoder().decode(given.body)), isPartial: true });
    });
    feed.receive({ ...INTENT, series: 'queue' });
    await done();
    const found = frames().at(-1)?.series;
    expect(found?.trouble).toMatch(/^its answer is partial: .* \(isPartial\)\. What is missing here may be kept/);
    expect(found?.rows).toMatchObject([{ name: 'queue', own: 20, gaps: [{ cause: 'unknown' }] }]);
    expect(frames().at(-1)?.trouble).toBeUndefined();
  });

  it('says of a selector that cannot be read why', async () => {
    const { feed, frames } = feedOver(respond(slow));
    feed.receive({ ...INTENT, series: 'queue{' });
    await done();
    expect(frames().at(-1)?.series?.trouble).toMatch(/^400: /);
    expect(frames().at(-1)?.rows.length).toBeGreaterThan(0);
  });

  it('says what a source that fails said, and what to ask instead', async () => {
    const { feed, frames } = feedOver(async () =>
      answered(422, { status: 'error', error: 'query processing would load too many samples into memory in query execution' }),
    );
    feed.receive(INTENT);
    await done();
    expect(frames().at(-1)).toMatchObject({
      rows: [],
      trouble: { says: expect.stringContaining('too many samples'), remedy: expect.stringContaining('shorter range') },
    });
  });

  // As the sources of Prometheus (promql/engine.go, web/api/v1), Mimir (pkg/util/globalerror), Cortex (pkg/util/validation) and VictoriaMetrics word them.
  it.each([
    [
      'Mimir: a range longer than max-query-length',
      422,
      'expanding series: the query time range exceeds the limit (query length: 744h0m0s, limit: 720h0m0s) (err-mimir-max-query-length)',
      'shorter range',
    ],
    ['Cortex: the same', 422, 'the query time range exceeds the limit (query length: 744h0m0s, limit: 720h0m0s)', 'shorter range'],
    [
      'Mimir: too many chunks',
      422,
      'the query exceeded the maximum number of chunks (limit: 2000000 chunks) (err-mimir-max-chunks-per-query)',
      'shorter range',
    ],
    ['Mimir without a tenant', 401, 'no org id', 'X-Scope-OrgID'],
    ['Prometheus: 50 M samples', 422, 'query processing would load too many samples into memory in query execution', 'shorter range'],
    [
      'VictoriaMetrics: too many series',
      422,
      'the number of matching timeseries exceeds 300000; either narrow down the search or increase -search.max* command-line flag values at vmselect',
      'shorter range',
    ],
    [
      'Prometheus: 11,000 points',
      400,
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
      'shorter range',
    ],
    ['Thanos: its stores time out', 503, 'query timed out in expression evaluation', 'shorter range'],
  ])('%s: word for word, and what to do', async (_name, status, error, remedy) => {
    const plain = { ...answered(status, ''), body: new TextEncoder().encode(`${error}\n`) };
    const { feed, frames } = feedOver(async () =>
      status === 401 ? plain : answered(status, { status: 'error', errorType: 'execution', error }),
    );
    feed.receive(INTENT);
    await done();
    expect(frames().at(-1)?.trouble).toEqual({ says: `${status}: ${error}`, remedy: expect.stringContaining(remedy) });
    expect(frames().at(-1)?.rows).toEqual([]);
  });

  it('a Thanos of which a store does not answer: what it gave is shown, said to be partial, and read whole again', async () => {
    const warning = 'receive series from Addr: 10.0.0.7:10901: rpc error: code = Unavailable';
    const answer = respond(slow);
    let isPartial = true;
    const asked: string[] = [];
    const { feed, frames } = feedOver(async (request, signal) => {
      asked.push(decodeURIComponent(request.path));
      const given = await answer(request, signal);
      if (!isPartial || given.kind !== 'answer' || given.status !== 200) return given;
      return answered(200, { ...JSON.parse(new TextDecoder().decode(given.body)), warnings: [warning] });
    });
    feed.receive(INTENT);
    await done();
    expect(frames().at(-1)?.trouble).toEqual({
      says: `its answer is partial: ${warning}`,
      remedy: expect.stringContaining('may be kept'),
      partial: true,
    });
    expect(frames().at(-1)?.rows[0]?.own).toBe(12);
    isPartial = false;
    asked.length = 0;
    feed.receive({ ...INTENT, span: { kind: 'live', ms: HOUR_MS - 1_000 } });
    await done();
    expect(asked.some((path) => path.includes('[3599000ms]') && path.includes('scrape_duration_seconds'))).toBe(true);
    expect(frames().at(-1)?.trouble).toBeUndefined();
  });

  it('more scrapes of one target than are read one by one: says how long a time fits', async () => {
    const many = { metric: { job: 'j', instance: 'i' }, value: [NOW_MS / 1_000, '100000'] };
    const { feed, frames } = feedOver(async () => answered(200, { status: 'success', data: { resultType: 'vector', result: [many] } }));
    feed.receive({ ...INTENT, span: { kind: 'live', ms: 10 * HOUR_MS } });
    await done();
    expect(frames().at(-1)?.trouble).toEqual({
      says: '100 k scrapes of one target lie in this time, and at most 50 k are read one by one',
      remedy: 'Take 5 h or less.',
    });
  });

  it.each([
    ['more than a year', { kind: 'live', ms: 400 * 86_400_000 } as const, 'more than a year'],
    ['nothing kept', { kind: 'fixed', fromMs: 0, toMs: 60_000 } as const, undefined],
  ])('%s: an answer or a clear refusal', async (_name, span, says) => {
    const { feed, frames } = feedOver(respond(slow));
    feed.receive({ ...INTENT, span });
    await done();
    expect(frames().at(-1)?.trouble?.says).toEqual(says === undefined ? undefined : expect.stringContaining(says));
    expect(frames().at(-1)?.rows).toEqual([]);
  });

  it('without a Prometheus: own looks, where a look that brought nothing is one that failed', async () => {
    const { feed, frames, history } = feedOver(async () => answered(500, ''), false);
    for (let tick = 0; tick <= 40; tick++) {
      const value = tick >= 10 && tick < 14 ? null : 1;
      for (const id of ['kubelet/n1', 'kubelet/n2'])
        history.add(id, { key: 'cpu', label: 'CPU', unit: 'cores' }, NOW_MS - (40 - tick) * 15_000, id === 'kubelet/n1' ? value : 1);
    }
    feed.receive(INTENT);
    await done();
    const frame = frames().at(-1);
    expect(frame).toMatchObject({ source: OWN_LOOKS, sourceName: 'own looks' });
    expect(frame?.rows.map(({ name, own, gaps }) => [name, own, gaps.map(({ cause }) => cause)])).toEqual([
      ['n1', 4, ['target-down']],
      ['n2', 0, []],
    ]);
  });

  it('goes by the route of the prober', async () => {
    const routes: unknown[] = [];
    const answer = respond(slow);
    const { feed } = feedOver(async (request, signal) => {
      routes.push(request.route);
      return answer(request, signal);
    });
    feed.receive(INTENT);
    await done();
    expect(new Set(routes.map((route) => JSON.stringify(route)))).toEqual(new Set([JSON.stringify(ROUTE)]));
  });
});
