import { describe, expect, it } from 'vitest';
import type { FromEngine } from '../../../shared/contract/engine';
import type { Discovered } from '../../../shared/model/component';
import type { Observation } from '../../../shared/model/observation';
import { manualClock } from '../cluster/manualClock.testSupport';
import type { PortAnswer, PortFailure, PortRequest, PortResult } from '../cluster/port';
import { History } from '../store/history';
import { ChartFeed } from './chartFeed';

type Series = Extract<FromEngine, { type: 'series' }>;

const ROUTE = { via: 'service-proxy', namespace: 'monitoring', service: 'prometheus', scheme: 'http', port: '9090' } as const;
const PROMETHEUS: Discovered = {
  id: 'prometheus/monitoring/p',
  kind: 'prometheus',
  card: 'prometheus',
  name: 'p',
  namespace: 'monitoring',
  pods: ['p-0'],
  args: [],
  endpoints: [{ purpose: 'api', route: ROUTE, basePath: '' }],
  confidence: 'proven',
  because: [],
};
const KUBELETS = ['n1', 'n2'].map(
  (node): Discovered => ({ ...PROMETHEUS, id: `kubelet/${node}`, kind: 'kubelet', card: 'kubelet', name: node, node, pods: [] }),
);

function seen<T>(value: T): Observation<T> {
  return { state: 'ok', value, request: 'GET /x', route: 'service proxy', atMs: 0, durationMs: 1, evidence: [] };
}

const target = (job: string, node: string, path = '/metrics') => ({
  discoveredLabels: { __meta_kubernetes_node_name: node },
  labels: { job, instance: `${node}:10250` },
  scrapeUrl: `https://${node}:10250${path}`,
  health: 'up',
  scrapeInterval: '15s',
});
const TARGETS = [target('kubelet', 'n1'), target('kubelet', 'n2'), target('cadvisor', 'n1', '/metrics/cadvisor')];

interface Given {
  readonly targets?: readonly unknown[];
  readonly buildinfo?: Observation<unknown>;
  readonly discovered?: readonly Discovered[];
}

/** A feed over a port whose answers the test gives one by one. */
function open(given: Given = {}) {
  const clock = manualClock();
  const asked: { request: PortRequest; signal: AbortSignal; answer: (result: PortResult) => void }[] = [];
  const sent: Series[] = [];
  const facts = {
    of: 'prometheus',
    buildinfo: given.buildinfo ?? seen({ version: '3' }),
    targets: seen(given.targets ?? TARGETS),
    slowAtMs: 0,
  };
  const session = {
    discovered: given.discovered ?? [PROMETHEUS, ...KUBELETS],
    looks: new Map([[PROMETHEUS.id, { facts }]]),
    history: new History(),
    clockOffsetMs: 0,
    isPaused: false,
  };
  const port = {
    send: (request: PortRequest, signal: AbortSignal) => new Promise<PortResult>((answer) => asked.push({ request, signal, answer })),
  };
  const feed = new ChartFeed({ session, port, clock }, (message) => {
    if (message.type === 'series') sent.push(message);
  });
  const last = () => sent[sent.length - 1];
  const chart = (key: string) => last()?.frame?.asked.find((each) => each.key === key)?.state;
  const choose = (source: string = PROMETHEUS.id) => feed.receive({ type: 'chart', span: { kind: 'live', ms: 900_000 }, source });
  return { clock, asked, sent, session, feed, last, chart, choose };
}

function queryOf({ request }: { readonly request: PortRequest }): string {
  return new URLSearchParams(request.path.split('?')[1]).get('query') ?? '';
}

function answered(status: number, body: unknown): PortAnswer {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return {
    kind: 'answer',
    request: '',
    route: ROUTE,
    status,
    headers: {},
    body: bytes,
    wireBytes: bytes.length,
    atMs: 0,
    timings: { total: 1 },
  };
}

function matrix(atSeconds: number, value: string, labels = {}): PortAnswer {
  return answered(200, { status: 'success', data: { resultType: 'matrix', result: [{ metric: labels, values: [[atSeconds, value]] }] } });
}

const AT = Date.UTC(2026, 10, 21, 12) / 1_000;
const settled = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
};

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

  it('ends its queries when something else is selected', () => {
    const { feed, asked, choose } = open();
    feed.select('kubelet');
    choose();
    feed.select(null);
    expect(asked.every(({ signal }) => signal.aborted)).toBe(true);
  });
});
