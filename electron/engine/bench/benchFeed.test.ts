import { describe, expect, it } from 'vitest';
import type { BenchAnswer, BenchIntent, BenchLimits } from '../../../shared/contract/bench';
import { FromEngine, FromRenderer } from '../../../shared/contract/engine';
import { component } from '../../../shared/diagnosis/facts.testSupport';
import { fakeCluster, type Reply } from '../cluster/fakeCluster.testSupport';
import { lookedSession } from '../why/lookedSession.testSupport';
import { BenchFeed } from './benchFeed';

const CONFIG = `
global: {scrape_interval: 30s, scrape_timeout: 10s}
scrape_configs:
- job_name: cadvisor
  metrics_path: /metrics/cadvisor
  relabel_configs:
  - {action: keep, source_labels: [__meta_kubernetes_node_name], regex: n1|n2}
  metric_relabel_configs:
  - {action: drop, source_labels: [__name__], regex: threads}
- job_name: serviceMonitor/monitoring/web/1
  scrape_interval: 5s
`;
const TEXT = 'cpu{pod="a"} 1\ncpu{pod="b"} 1\nthreads{pod="a"} 3\n';
const PODS = {
  spec: {
    containers: [{ name: 'p', volumeMounts: [{ name: 'config', mountPath: '/etc/prometheus' }] }],
    volumes: [{ name: 'config', configMap: { name: 'prometheus-config' } }],
  },
};
const base = {
  job: 'cadvisor',
  __scheme__: 'https',
  __metrics_path__: '/metrics/cadvisor',
  __scrape_interval__: '30s',
  __scrape_timeout__: '10s',
};
const discovered = (node: string) => ({ ...base, __address__: `${node}:10250`, __meta_kubernetes_node_name: node });
const active = (node: string) => ({
  scrapePool: 'cadvisor',
  scrapeUrl: `https://${node}:10250/metrics/cadvisor`,
  labels: { job: 'cadvisor', instance: `${node}:10250` },
  discoveredLabels: discovered(node),
  health: 'up',
});
const API = '/api/v1/namespaces/monitoring/services/http:prometheus:9090/proxy';
const ANSWERS: Readonly<Record<string, Reply>> = {
  '/api/v1/status/config': { status: 200, body: { data: { yaml: CONFIG } } },
  '/api/v1/targets': {
    status: 200,
    body: {
      data: {
        activeTargets: [active('n1'), active('n2')],
        droppedTargets: [{ scrapePool: 'cadvisor', discoveredLabels: discovered('n3') }],
      },
    },
  },
  '/api/v1/namespaces/monitoring/pods/prometheus-0': { status: 200, body: PODS },
};
const ROUTE = { via: 'service-proxy', namespace: 'monitoring', service: 'prometheus', scheme: 'http', port: '9090' } as const;

/** Two cAdvisors, one of which cannot be read, a Prometheus that answers so, and a feed whose messages are parsed on both ways. */
function scene({ answers = ANSWERS, looked = true, found = true } = {}) {
  const prometheus = component('prometheus', 'prometheus', {
    namespace: 'monitoring',
    pods: ['prometheus-0'],
    args: ['--config.file=/etc/prometheus/prometheus.yml'],
    endpoints: [{ purpose: 'api', route: ROUTE, basePath: '' }],
  });
  const buildinfo = { state: 'ok', value: {}, request: '', route: 'service proxy', atMs: 0, durationMs: 1, evidence: [] };
  const facts = { of: 'prometheus', buildinfo, slowAtMs: 0 };
  const { clock, session } = lookedSession(
    [
      { node: 'n1', text: TEXT },
      { node: 'n2', text: undefined },
    ],
    { looked, more: found ? [{ found: prometheus, facts }] : [] },
  );
  const told: { readonly ask: number; readonly bench: BenchAnswer }[] = [];
  const port = fakeCluster((path) => answers[path.replace(API, '')]);
  const feed = new BenchFeed({ session, port, clock }, (message) => {
    const parsed = FromEngine.parse(message);
    if (parsed.type === 'bench') told.push(parsed);
  });
  const tell = async (intent: BenchIntent) => {
    feed.receive(FromRenderer.parse(intent) as BenchIntent);
    await clock.advance(0);
    return told.at(-1)?.bench;
  };
  const tried = async (text: string | null, kind: 'metric' | 'target' = 'metric', limits: BenchLimits | null = null) => {
    await tell({ type: 'bench-open', ask: 1 });
    return tell({ type: 'bench-try', ask: 2, job: 'cadvisor', kind, text, limits });
  };
  return { clock, session, told, feed, tell, tried };
}

describe('opening the workbench', () => {
  it('shows the rules of each job, its targets and where they live', async () => {
    const opened = await scene().tell({ type: 'bench-open', ask: 1 });
    expect(opened).toMatchObject({
      state: 'opened',
      prometheus: 'monitoring/prometheus',
      jobs: [
        {
          name: 'cadvisor',
          intervalMs: 30_000,
          active: 2,
          dropped: 1,
          metric: { text: '- action: drop\n  source_labels: [__name__]\n  regex: threads\n', count: 1 },
          home: { kind: 'config-map', namespace: 'monitoring', name: 'prometheus-config', key: 'prometheus.yml' },
        },
        {
          name: 'serviceMonitor/monitoring/web/1',
          intervalMs: 5_000,
          active: 0,
          metric: { text: '', count: 0 },
          home: { kind: 'monitor', resource: 'ServiceMonitor', namespace: 'monitoring', name: 'web', endpoint: 1 },
        },
      ],
    });
  });

  it.each([
    ['no Prometheus', { found: false }, /no Prometheus was found/],
    [
      'one that may not be read',
      { answers: { '/api/v1/status/config': { status: 403, body: { message: 'no' } } } },
      /could not be read: 403/,
    ],
    ['no configuration', { answers: { ...ANSWERS, '/api/v1/status/config': { status: 200, body: { data: { yaml: '{' } } } } }, /no YAML/],
  ])('%s is said', async (_name, given, says) => {
    expect(await scene(given).tell({ type: 'bench-open', ask: 1 })).toMatchObject({ state: 'failed', says: expect.stringMatching(says) });
  });

  it('targets that may not be read do not keep the rules back; a pod that may not leaves the place unknown', async () => {
    const opened = await scene({
      answers: { '/api/v1/status/config': ANSWERS['/api/v1/status/config'] ?? { status: 404, body: {} } },
    }).tell({
      type: 'bench-open',
      ask: 1,
    });
    expect(opened).toMatchObject({
      state: 'opened',
      targetsUnseen: expect.stringContaining('404'),
      jobs: [{ home: { kind: 'unknown' } }, {}],
    });
  });

  it('waits until everything was looked at', async () => {
    const { clock, session, told, tell } = scene({ looked: false });
    expect(await tell({ type: 'bench-open', ask: 1 })).toEqual({ state: 'waiting' });
    Object.assign(session, { firstWholeLookMs: 1, listsWholeMs: 1 });
    await clock.advance(500);
    expect(told.at(-1)?.bench.state).toBe('opened');
  });
});

describe('trying rules', () => {
  it("the cluster's own: what they drop and save, and whose series are not known", async () => {
    expect(await scene().tried(null)).toMatchObject({
      state: 'counted',
      count: {
        isOwn: true,
        now: { all: 3, kept: 2, dropped: 1, stored: 2 },
        differences: 0,
        costs: [{ rule: 0, line: 1, says: 'drop [__name__] matching threads', series: 1, targets: [{ name: 'n1:10250', series: 1 }] }],
        targets: 2,
        unread: [{ name: 'n2:10250', because: 'connection refused' }],
      },
    });
  });

  it('edited ones, against the own', async () => {
    const counted = await scene().tried('- {action: drop, source_labels: [pod], regex: b}\n');
    expect(counted).toMatchObject({
      count: {
        isOwn: false,
        now: { dropped: 1, kept: 2 },
        own: { dropped: 1 },
        differences: 2,
        samplesPerSecond: { now: 2 / 30, own: 2 / 30 },
      },
    });
  });

  it('relabel_configs on everything discovered, also what the own ones drop', async () => {
    const counted = await scene().tried('- {action: drop, source_labels: [__meta_kubernetes_node_name], regex: n1}\n', 'target');
    expect(counted).toMatchObject({
      count: {
        now: { all: 3, dropped: 1, kept: 2 },
        own: { dropped: 1, kept: 2 },
        differences: 2,
        costs: [{ series: 3, samplesPerSecond: 0.1 }],
      },
    });
  });

  it.each([
    ['wrong YAML', '- action: drop\n  regex: "a\n', { errors: [{ line: 2 }], more: 0 }],
    ['sixty wrong rules', '- action: x\n'.repeat(60), { more: 10 }],
  ])('%s: what was tried before stays', async (_name, text, wrong) => {
    const { tried, tell } = scene();
    await tried(null);
    expect(await tell({ type: 'bench-try', ask: 3, job: 'cadvisor', kind: 'metric', limits: null, text })).toMatchObject({
      state: 'wrong',
      ...wrong,
    });
    expect(await tell({ type: 'bench-list', ask: 4, show: 'all', search: '', most: 10 })).toMatchObject({ state: 'listed', found: 3 });
  });

  it('a job that is gone', async () => {
    const { tell } = scene();
    expect(await tell({ type: 'bench-try', ask: 3, job: 'none', kind: 'metric', limits: null, text: '' })).toMatchObject({
      state: 'failed',
    });
  });

  it('of two tries the newer is answered; a stopped one is not', async () => {
    const { tried, feed, told, clock } = scene();
    await tried(null);
    const before = told.length;
    feed.receive({ type: 'bench-try', ask: 3, job: 'cadvisor', kind: 'metric', limits: null, text: '' });
    feed.receive({ type: 'bench-try', ask: 4, job: 'cadvisor', kind: 'metric', limits: null, text: '' });
    await clock.advance(0);
    expect(told.slice(before).map(({ ask }) => ask)).toEqual([4]);
    feed.receive({ type: 'bench-try', ask: 5, job: 'cadvisor', kind: 'metric', limits: null, text: '' });
    feed.receive({ type: 'bench-stop' });
    await clock.advance(0);
    expect(told).toHaveLength(before + 1);
  });
});

describe('limits', () => {
  const LIMITED = CONFIG.replace('  metrics_path', '  sample_limit: 5\n  metrics_path').replace('global: {', 'global: {label_limit: 9, ');
  const answers = { ...ANSWERS, '/api/v1/status/config': { status: 200, body: { data: { yaml: LIMITED } } } };

  it("are shown as the cluster's own: of the job, else of all", async () => {
    const opened = await scene({ answers }).tell({ type: 'bench-open', ask: 1 });
    expect(opened).toMatchObject({ jobs: [{ limits: { sample_limit: 5, label_limit: 9 } }, { limits: { label_limit: 9 } }] });
  });

  it('are counted beside the rules: the most that there is, and where', async () => {
    const counted = await scene({ answers }).tried(null);
    expect(counted).toMatchObject({
      count: {
        isOwn: true,
        limits: [
          { limit: 'sample_limit', most: 2, where: 'n1:10250', over: 0 },
          { limit: 'label_limit', most: 4, where: 'cpu', over: 0 },
          { limit: 'label_name_length_limit', most: 8, where: '__name__ of cpu', over: 0 },
          { limit: 'label_value_length_limit', most: 8, where: 'instance of cpu', over: 0 },
        ],
        failing: { now: { targets: 0, series: 0 }, own: { targets: 0, series: 0 }, first: [] },
      },
    });
  });

  it.each<[string, string | null, BenchLimits, object]>([
    [
      'samples that the rules leave, beyond the limit: the scrape fails whole',
      null,
      { sample_limit: 1 },
      {
        now: { refused: 0 },
        failing: { now: { targets: 1, series: 2 }, first: [{ name: 'n1:10250', says: '2 samples, sample_limit 1' }] },
      },
    ],
    ['as many as the limit are not beyond', null, { sample_limit: 2 }, { failing: { now: { targets: 0 } } }],
    [
      'a rule that drops more brings it under',
      '- {action: keep, source_labels: [pod], regex: b}\n',
      { sample_limit: 1 },
      { failing: { now: { targets: 0 } } },
    ],
    [
      'labels beyond the limit are refused, and fail the others too',
      '- {source_labels: [pod], regex: a, target_label: more, replacement: x}\n',
      { label_limit: 4 },
      {
        now: { refused: 2, changed: 0, kept: 1 },
        refusedBecause: 'the whole scrape of its target fails: label_limit exceeded (metric: cpu, number of labels: 5, limit: 4)',
        failing: { now: { targets: 1, series: 1 }, own: { targets: 0 } },
      },
    ],
    ['a long value', '', { label_value_length_limit: 7 }, { now: { refused: 3 }, failing: { now: { targets: 1, series: 0 } } }],
    ['a long name', '', { label_name_length_limit: 7 }, { now: { refused: 3 } }],
  ])('%s', async (_name, text, limits, count) => {
    expect(await scene().tried(text, 'metric', limits)).toMatchObject({ count: { isOwn: false, ...count } });
  });

  it('a series of the list says which limit, step by step', async () => {
    const { tried, tell } = scene();
    await tried(null, 'metric', { label_limit: 3 });
    expect(await tell({ type: 'bench-steps', ask: 3, row: 0 })).toMatchObject({
      refused: expect.stringContaining('label_limit exceeded (metric: cpu, number of labels: 4, limit: 3)'),
    });
  });

  it.each([
    [1, { targets: 2, series: 0 }],
    [2, { targets: 0, series: 0 }],
  ])('of targets: %i', async (limit, now) => {
    expect(await scene().tried(null, 'target', { target_limit: limit })).toMatchObject({
      count: { limits: [{ limit: 'target_limit', most: 2, over: now.targets }], failing: { now } },
    });
  });
});

describe('remote_write', () => {
  const SENDS = `${CONFIG}remote_write:
- url: https://user:pw@far.example:9009/api/v1/push
  write_relabel_configs:
  - {action: drop, source_labels: [pod], regex: a}
- {url: "http://near/write", name: near}
`.replace('global: {', 'global: {external_labels: {cluster: c1}, ');
  const answers = { ...ANSWERS, '/api/v1/status/config': { status: 200, body: { data: { yaml: SENDS } } } };
  const FAR = 'remote_write far.example:9009';
  const sent = async (text: string | null) => {
    const { tell } = scene({ answers });
    await tell({ type: 'bench-open', ask: 1 });
    const counted = await tell({ type: 'bench-try', ask: 2, job: FAR, kind: 'write', text, limits: null });
    return { tell, counted };
  };

  it('stands among the jobs with its rules, without credentials', async () => {
    const opened = await scene({ answers }).tell({ type: 'bench-open', ask: 1 });
    expect(opened).toMatchObject({
      jobs: [
        { name: 'cadvisor' },
        {},
        { name: FAR, write: { count: 1 }, metric: { count: 0 } },
        { name: 'remote_write near', write: { count: 0 } },
      ],
    });
    expect(JSON.stringify(opened)).not.toContain('pw@');
  });

  it('its rules are tried on what all jobs store, with the external labels', async () => {
    const { tell, counted } = await sent(null);
    expect(counted).toMatchObject({ count: { kind: 'write', isOwn: true, now: { all: 2, dropped: 1, kept: 1, stored: 1 }, limits: [] } });
    expect(await tell({ type: 'bench-steps', ask: 3, row: 0 })).toMatchObject({
      before: { __name__: 'cpu', pod: 'a', cluster: 'c1', job: 'cadvisor' },
      steps: [{ matched: true, kept: false }],
    });
    expect(await tell({ type: 'bench-list', ask: 4, show: 'dropped', search: '', most: 9 })).toMatchObject({
      found: 1,
      rows: [{ target: 'n1:10250', rule: 0 }],
    });
  });

  it('edited, against the own; one without a name is sent', async () => {
    const { counted, tell } = await sent('- {action: labeldrop, regex: __name__|cluster}\n');
    expect(counted).toMatchObject({ count: { isOwn: false, now: { dropped: 0, refused: 0 }, own: { dropped: 1 }, differences: 2 } });
    expect(await tell({ type: 'bench-typed', ask: 3, text: 'up{job="x"}' })).toMatchObject({
      before: { __name__: 'up', cluster: 'c1', job: 'x' },
      after: { job: 'x' },
    });
  });
});

describe('lists and steps', () => {
  const RULES =
    '- {action: labeldrop, regex: pod}\n- {source_labels: [__name__], regex: threads, target_label: __name__, replacement: tasks}\n';

  it.each([
    ['all', '', 3, ['cpu{pod="a", instance="n1:10250", job="cadvisor"}', 'cpu{pod="b", instance="n1:10250", job="cadvisor"}', undefined]],
    ['collided', '', 2, []],
    ['renamed', '', 1, ['threads{pod="a", instance="n1:10250", job="cadvisor"}']],
    ['all', 'tasks N1', 1, []],
    ['differs', '', 3, []],
    ['dropped', '', 0, []],
  ] as const)('%s, searched for "%s": %i', async (show, search, found, texts) => {
    const { tried, tell } = scene();
    await tried(RULES);
    const listed = await tell({ type: 'bench-list', ask: 3, show, search, most: 2 });
    expect(listed).toMatchObject({ state: 'listed', found });
    const rows = listed?.state === 'listed' ? listed.rows : [];
    expect(rows).toHaveLength(Math.min(2, found));
    for (const [at, text] of texts.entries()) if (text !== undefined) expect(rows[at]?.text).toBe(text);
  });

  it('each rule on one series', async () => {
    const { tried, tell } = scene();
    await tried(RULES);
    expect(await tell({ type: 'bench-steps', ask: 3, row: 2 })).toMatchObject({
      state: 'explained',
      before: { __name__: 'threads', pod: 'a' },
      after: { __name__: 'tasks' },
      steps: [
        { rule: 0, line: 1, matched: true, kept: true, edits: [{ label: 'pod', before: 'a' }] },
        { rule: 1, line: 2, looked: 'threads', matched: true, edits: [{ label: '__name__', before: 'threads', after: 'tasks' }] },
      ],
      more: 0,
    });
  });

  it('of a great many rules the first, and the one that drops', async () => {
    const { tried, tell } = scene();
    await tried(`${'- {action: labeldrop, regex: none}\n'.repeat(400)}- {action: drop}\n`);
    const explained = await tell({ type: 'bench-steps', ask: 3, row: 0 });
    expect(explained).toMatchObject({ more: 101 });
    expect(explained?.state === 'explained' && explained.steps.at(-1)).toMatchObject({ rule: 400, kept: false });
  });

  it.each<[string, 'metric' | 'target', string, object]>([
    ['a series that is not there', 'metric', 'cpu{pod="z"}', { row: -1, after: { __name__: 'cpu', pod: 'z', job: 'cadvisor' } }],
    ['one with its value', 'metric', 'threads{pod="z"} 7', { before: { __name__: 'threads', pod: 'z' }, steps: [{ kept: false }] }],
    [
      'a target that is not there',
      'target',
      '{__address__="n9:10250", __meta_kubernetes_node_name="n1"}',
      { before: { __scheme__: 'http', __metrics_path__: '/metrics/cadvisor' }, after: { instance: 'n9:10250', job: 'cadvisor' } },
    ],
    ['a target without an address', 'target', '{__meta_kubernetes_node_name="n1"}', { refused: '__address__: no address' }],
    ['what is no series', 'metric', 'cpu{pod=z}', { state: 'unread' }],
    ['two of them', 'metric', 'a 1\nb 2', { state: 'unread', says: 'one is wanted, in one line' }],
    ['a mere comment', 'metric', '# HELP a b', { state: 'unread' }],
  ])('typed by the user: %s', async (_name, kind, text, answer) => {
    const { tried, tell } = scene();
    await tried(null, kind);
    expect(await tell({ type: 'bench-typed', ask: 3, text })).toMatchObject(answer);
  });

  it('closed, nothing of it stays', async () => {
    const { tried, tell, feed, told } = scene();
    await tried(null);
    feed.close();
    const before = told.length;
    await tell({ type: 'bench-list', ask: 3, show: 'all', search: '', most: 10 });
    expect(told).toHaveLength(before);
  });
});
