import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseExposition } from '../../../shared/exposition/parse';
import type { DemoAnswer, Listener } from '../network';
import { PROMETHEUS_CONFIG, PROMETHEUS_RULES } from '../world/healthy/prometheusConfig';
import type { PrometheusSettings } from '../world/world';
import { createPrometheus, type DemoPrometheus } from './prometheus';
import type { PostedAlert } from './rules/notifier';
import { emptyStore, exposing, put, testNetwork } from './testCluster';

const START = Date.UTC(2026, 10, 21, 12);
const SETTINGS: PrometheusSettings = { config: PROMETHEUS_CONFIG, rules: PROMETHEUS_RULES, mayReadKubelets: true };

function cluster() {
  const store = emptyStore();
  const posted: string[] = [];
  put(store, 'nodes', 'Node', 'n1', {
    labels: { 'kubernetes.io/hostname': 'n1' },
    status: { addresses: [{ type: 'InternalIP', address: '10.0.0.1' }], daemonEndpoints: { kubeletEndpoint: { Port: 10250 } } },
  });
  put(store, 'pods', 'Pod', 'web-1', {
    namespace: 'demo',
    labels: { app: 'web' },
    annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '8080' },
    spec: { nodeName: 'n1', containers: [{ name: 'web', image: 'web:1', ports: [{ containerPort: 8080, name: 'http' }] }] },
    status: { podIP: '10.1.0.1', phase: 'Running' },
  });
  put(store, 'pods', 'Pod', 'prometheus-abc', {
    namespace: 'monitoring',
    labels: { 'app.kubernetes.io/name': 'prometheus' },
    spec: { containers: [{ name: 'prometheus', image: 'p:1', args: ['--storage.tsdb.retention.time=6h'] }] },
    status: { podIP: '10.1.0.9', phase: 'Running' },
  });
  put(store, 'services', 'Service', 'alertmanager', {
    namespace: 'monitoring',
    spec: { clusterIP: '10.96.0.93', ports: [{ name: 'web', port: 9093 }] },
  });
  put(store, 'endpoints', 'Endpoints', 'alertmanager', {
    namespace: 'monitoring',
    subsets: [{ addresses: [{ ip: '10.1.0.20' }], ports: [{ name: 'web', port: 9093 }] }],
  });
  const kubelet: Listener = exposing((request) => {
    if (request.user === undefined) return { status: 401, headers: {}, body: 'Unauthorized' };
    return `# HELP container_cpu_usage_seconds_total Cumulative cpu time consumed in seconds.\n# TYPE container_cpu_usage_seconds_total counter\ncontainer_cpu_usage_seconds_total{namespace="demo",pod="web-1",container="web",image="i"} 5\n`;
  }, 'https');
  const alertmanager = exposing((request) => {
    posted.push(request.body ?? '');
    return { status: 200, headers: {}, body: '' };
  });
  const web = exposing(() => '# TYPE http_requests_total counter\nhttp_requests_total{code="200"} 7\n');
  const network = testNetwork({ '10.0.0.1:10250': kubelet, '10.1.0.20:9093': alertmanager, '10.1.0.1:8080': web });
  return { store, network, posted };
}

async function run(prometheus: DemoPrometheus, fromMs: number, seconds: number): Promise<number> {
  for (let i = 1; i <= seconds; i++) await prometheus.tick(fromMs + i * 1000);
  return fromMs + seconds * 1000;
}

async function get(prometheus: DemoPrometheus, path: string, query: Record<string, string> = {}): Promise<DemoAnswer> {
  return prometheus.listener.handle({ method: 'GET', path, query: new URLSearchParams(query), headers: {} });
}

async function json(prometheus: DemoPrometheus, path: string, query: Record<string, string> = {}) {
  return JSON.parse(String((await get(prometheus, path, query)).body));
}

function recorded(name: string) {
  return JSON.parse(readFileSync(`e2e/fixtures/prometheus/${name}.json`, 'utf8'));
}

/** The fields and their types, of a list those of its first element. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shape(value[0])];
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shape(inner)]));
}

describe('the HTTP API', () => {
  const { store, network, posted } = cluster();
  const alerts: PostedAlert[] = [];
  const prometheus = createPrometheus({ settings: SETTINGS, store, network, startMs: START, onAlerts: (sent) => alerts.push(...sent) });
  beforeAll(async () => {
    await run(prometheus, START, 120);
  });

  const shapes: [string, string, Record<string, string>, string, ((data: { [field: string]: unknown }) => unknown)?][] = [
    ['buildinfo', '/api/v1/status/buildinfo', {}, 'prom-status-buildinfo'],
    ['runtimeinfo', '/api/v1/status/runtimeinfo', {}, 'prom-status-runtimeinfo'],
    ['flags', '/api/v1/status/flags', {}, 'prom-status-flags'],
    ['tsdb', '/api/v1/status/tsdb', {}, 'prom-status-tsdb'],
    ['alertmanagers', '/api/v1/alertmanagers', {}, 'prom-alertmanagers'],
    ['scrape pools', '/api/v1/scrape_pools', {}, 'prom-scrape_pools'],
    [
      'metadata of targets',
      '/api/v1/targets/metadata',
      { metric: 'container_cpu_usage_seconds_total', limit: '1' },
      'prom-targets-metadata-cpu',
      (data) => (Array.isArray(data) ? data.map(({ target: _target, ...rest }) => rest) : data),
    ],
  ];
  it.each(shapes)('%s has the recorded shape', async (_name, path, query, file, pick = (data) => data) => {
    const ours = await json(prometheus, path, query);
    expect(shape(pick(ours.data))).toEqual(shape(pick(recorded(file).data)));
  });

  it('targets have the recorded fields', async () => {
    const { data } = await json(prometheus, '/api/v1/targets', { state: 'active' });
    const theirs = recorded('prom-targets').data;
    expect(Object.keys(data)).toEqual(Object.keys(theirs));
    expect(data.droppedTargets).toEqual([]);
    expect(data.droppedTargetCounts).toBeNull();
    expect(Object.keys(data.activeTargets[0])).toEqual(Object.keys(theirs.activeTargets[0]));
    const own = data.activeTargets.find((target: { scrapePool: string }) => target.scrapePool === 'prometheus');
    expect(own).toMatchObject({
      discoveredLabels: {
        __address__: 'localhost:9090',
        __metrics_path__: '/metrics',
        __scheme__: 'http',
        __scrape_interval__: '15s',
        __scrape_timeout__: '10s',
        job: 'prometheus',
      },
      labels: { instance: 'localhost:9090', job: 'prometheus' },
      scrapeUrl: 'http://localhost:9090/metrics',
      globalUrl: 'http://prometheus-abc:9090/metrics',
      health: 'up',
      lastError: '',
    });
  });

  it('dropped targets are counted by pool', async () => {
    const { data } = await json(prometheus, '/api/v1/targets', { state: 'dropped' });
    expect(data.activeTargets).toEqual([]);
    expect(data.droppedTargetCounts['kubernetes-pods']).toBe(1);
    expect(
      data.droppedTargets.find((target: { scrapePool: string }) => target.scrapePool === 'kubernetes-pods').discoveredLabels,
    ).toMatchObject({
      __meta_kubernetes_pod_name: 'prometheus-abc',
      job: 'kubernetes-pods',
    });
  });

  it('rules have the recorded order, texts and fields', async () => {
    const ours = (await json(prometheus, '/api/v1/rules')).data.groups;
    const theirs = recorded('prom-rules').data.groups;
    const texts = (groups: { name: string; file: string; interval: number; rules: { name: string; query: string; type: string }[] }[]) =>
      groups.map(({ name, file, interval, rules }) => [
        name,
        file,
        interval,
        rules.map((rule) => [rule.name, rule.query, rule.type, Object.keys(rule)]),
      ]);
    expect(texts(ours)).toEqual(texts(theirs));
  });

  it('an alert that fires is in /alerts, in ALERTS, and sent again each minute', async () => {
    const { data } = await json(prometheus, '/api/v1/alerts');
    const watchdog = data.alerts.find((alert: { labels: { alertname: string } }) => alert.labels.alertname === 'Watchdog');
    expect(watchdog).toMatchObject({ labels: { alertname: 'Watchdog' }, annotations: {}, state: 'firing', value: '1e+00' });
    const series = await json(prometheus, '/api/v1/query', { query: 'ALERTS{alertname="Watchdog"}' });
    expect(series.data.result[0].metric).toEqual({ __name__: 'ALERTS', alertname: 'Watchdog', alertstate: 'firing' });
    expect(alerts.filter((alert) => alert.labels['alertname'] === 'Watchdog').length).toBe(2);
    expect(JSON.parse(posted[0] ?? '[]')[0].labels).toEqual({ alertname: 'Watchdog', cluster: 'hopscope' });
  });

  it('recording rules store what they give', async () => {
    const { data } = await json(prometheus, '/api/v1/query', {
      query: 'namespace:container_memory_working_set_bytes:sum or node_namespace_pod_container:container_cpu_usage_seconds_total:sum_irate',
    });
    expect(data.result[0].metric).toEqual({
      __name__: 'node_namespace_pod_container:container_cpu_usage_seconds_total:sum_irate',
      container: 'web',
      namespace: 'demo',
      pod: 'web-1',
    });
  });

  const errors: [string, string, Record<string, string>, number, string][] = [
    ['a parse error', '/api/v1/query', { query: 'sum(' }, 400, 'prom-query-bad'],
    ['too many points', '/api/v1/query_range', { query: 'up', start: '0', end: '1000000', step: '1' }, 400, 'prom-query-range-too-many'],
  ];
  it.each(errors)('%s is answered as recorded', async (_name, path, query, status, file) => {
    const answer = await get(prometheus, path, query);
    expect(answer.status).toBe(status);
    expect(JSON.parse(String(answer.body))).toEqual(recorded(file));
  });

  it('a duplicate on one side is an execution error, 422', async () => {
    const answer = await get(prometheus, '/api/v1/query', { query: 'up * on(instance) up' });
    expect(answer.status).toBe(422);
    const body = JSON.parse(String(answer.body));
    expect(body.errorType).toBe(recorded('prom-query-duplicate').errorType);
    expect(body.error).toMatch(
      /^found duplicate series for the match group \{instance="n1"\} on the right hand-side of the operation: \[\{__name__="up", /,
    );
  });

  it('what is not evaluated here is an error, not a number', async () => {
    const answer = await get(prometheus, '/api/v1/query', { query: 'histogram_avg(up)' });
    expect(answer.status).toBe(422);
    expect(JSON.parse(String(answer.body)).errorType).toBe('execution');
  });

  const bad: [string, string, Record<string, string>, string][] = [
    ['a broken time', '/api/v1/query', { query: 'up', time: 'noon' }, 'invalid parameter "time": cannot parse "noon" to a valid timestamp'],
    [
      'no step',
      '/api/v1/query_range',
      { query: 'up', start: '1', end: '2', step: '0' },
      'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer',
    ],
    [
      'an end before the start',
      '/api/v1/query_range',
      { query: 'up', start: '3', end: '2', step: '1' },
      'invalid parameter "end": end timestamp must not be before start time',
    ],
    ['no selector', '/api/v1/series', {}, 'no match[] parameter provided'],
    [
      'a matrix over a range',
      '/api/v1/query_range',
      { query: 'up[1m]', start: '1', end: '2', step: '1' },
      'invalid parameter "query": invalid expression type "range vector" for range query, must be Scalar or instant Vector',
    ],
  ];
  it.each(bad)('%s is bad_data', async (_name, path, query, error) => {
    expect(await json(prometheus, path, query)).toEqual({ status: 'error', errorType: 'bad_data', error });
  });

  it('takes POST forms', async () => {
    const answer = await prometheus.listener.handle({
      method: 'POST',
      path: '/api/v1/query',
      query: new URLSearchParams(),
      headers: {},
      body: 'query=sum(up)&time=2026-11-21T12:02:00Z',
    });
    expect(JSON.parse(String(answer.body)).data.result).toEqual([{ metric: {}, value: [START / 1000 + 120, '5'] }]);
  });

  it('prints times with three digits and values shortest', async () => {
    const body = String((await get(prometheus, '/api/v1/query', { query: '1e21 + 0', time: '1795267062.1' })).body);
    expect(body).toBe('{"status":"success","data":{"resultType":"scalar","result":[1795267062.100,"1e+21"]}}');
  });

  it('lists series, labels and values', async () => {
    expect((await json(prometheus, '/api/v1/series', { 'match[]': 'up{job="kubelet"}' })).data).toEqual([
      { __name__: 'up', instance: 'n1', job: 'kubelet', kubernetes_io_hostname: 'n1' },
    ]);
    expect((await json(prometheus, '/api/v1/labels', { 'match[]': 'up{job="kubelet-resource"}' })).data).toEqual([
      '__name__',
      'instance',
      'job',
    ]);
    expect((await json(prometheus, '/api/v1/label/job/values', { 'match[]': 'up' })).data).toEqual([
      'cadvisor',
      'kubelet',
      'kubelet-resource',
      'kubernetes-pods',
      'prometheus',
    ]);
  });

  it('says that it is ready and healthy', async () => {
    expect(await get(prometheus, '/-/ready')).toMatchObject({ status: 200, body: 'Prometheus Server is Ready.\n' });
    expect(await get(prometheus, '/-/healthy')).toMatchObject({ status: 200, body: 'Prometheus Server is Healthy.\n' });
    expect((await get(prometheus, '/api/v1/nothing')).status).toBe(404);
  });

  it('its own metrics parse and tell of itself', async () => {
    const answer = await get(prometheus, '/metrics');
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8; escaping=underscores');
    const parsed = parseExposition(answer.body, 'text');
    if (!parsed.ok) throw new Error(parsed.error.message);
    const samples = [...parsed.value.samples()];
    const value = (name: string, labels: Record<string, string> = {}) =>
      samples.find((sample) => sample.name === name && Object.entries(labels).every(([label, text]) => sample.labels[label] === text))
        ?.value;
    expect(value('prometheus_target_scrape_pool_targets', { scrape_job: 'kubelet' })).toBe(1);
    expect(value('prometheus_tsdb_head_series')).toBeGreaterThan(1000);
    expect(value('prometheus_notifications_sent_total', { alertmanager: 'http://10.96.0.93:9093/api/v2/alerts' })).toBe(2);
    expect(value('prometheus_rule_group_iterations_total', { rule_group: '/etc/prometheus/rules.yml;alerts' })).toBeGreaterThan(5);
    expect(value('up')).toBeUndefined();
  });

  it('federates the last samples with their times', async () => {
    const answer = await get(prometheus, '/federate', { 'match[]': 'http_requests_total' });
    expect(String(answer.body)).toMatch(
      /^# TYPE http_requests_total untyped\nhttp_requests_total\{cluster="hopscope",.*code="200".*\} 7 \d{13}\n$/,
    );
  });
});

describe('changes while it runs', () => {
  it('a configuration that cannot be read leaves the old one and says so', async () => {
    const { store, network } = cluster();
    const prometheus = createPrometheus({ settings: SETTINGS, store, network, startMs: START });
    prometheus.become({ ...SETTINGS, config: 'scrape_configs: [{}]' });
    await run(prometheus, START, 20);
    const { data } = await json(prometheus, '/api/v1/status/runtimeinfo');
    expect(data.reloadConfigSuccess).toBe(false);
    expect((await json(prometheus, '/api/v1/scrape_pools')).data.scrapePools).toContain('kubelet');
  });

  it('without credentials the kubelet refuses: 401', async () => {
    const { store, network } = cluster();
    const config = PROMETHEUS_CONFIG.replace(/^ {2}authorization.*# kubelet$/m, '');
    const prometheus = createPrometheus({ settings: { ...SETTINGS, config }, store, network, startMs: START });
    await run(prometheus, START, 20);
    const { data } = await json(prometheus, '/api/v1/targets', { scrapePool: 'kubelet' });
    expect(data.activeTargets[0]).toMatchObject({ health: 'down', lastError: 'server returned HTTP status 401 Unauthorized' });
  });

  it('a restart leaves a hole and keeps what was stored', async () => {
    const { store, network } = cluster();
    const prometheus = createPrometheus({ settings: SETTINGS, store, network, startMs: START });
    const at = await run(prometheus, START, 60);
    prometheus.restart(at);
    expect((await get(prometheus, '/-/ready')).status).toBe(503);
    expect((await json(prometheus, '/api/v1/status/runtimeinfo').catch(() => ({ refused: true }))).refused).toBe(true);
    await run(prometheus, at, 60);
    const { data } = await json(prometheus, '/api/v1/query', { query: 'up{job="kubelet-resource"}[5m]' });
    const times: number[] = data.result[0].values.map(([time]: [number, string]) => time);
    const gaps = times.slice(1).map((time, i) => Math.round(time - (times[i] ?? 0)));
    expect(Math.max(...gaps)).toBeGreaterThanOrEqual(30);
    expect(gaps.filter((gap) => gap === 15).length).toBeGreaterThanOrEqual(3);
  });

  it('restarts by itself where the World says so', async () => {
    const { store, network } = cluster();
    const restarts: number[] = [];
    const prometheus = createPrometheus({
      settings: { ...SETTINGS, restartsEverySeconds: 60 },
      store,
      network,
      startMs: START,
      onRestart: (nowMs) => restarts.push(nowMs - START),
    });
    await run(prometheus, START, 130);
    expect(restarts).toEqual([60_000, 120_000]);
  });

  it('stands still where the World says so: its own measure of intervals tells', async () => {
    const { store, network } = cluster();
    const settings = { ...SETTINGS, stalls: { everySeconds: 120, forSeconds: 50 } };
    const prometheus = createPrometheus({ settings, store, network, startMs: START });
    await run(prometheus, START, 200);
    const { data } = await json(prometheus, '/api/v1/query', { query: 'up{job="kubelet-resource"}[10m]' });
    const times: number[] = data.result[0].values.map(([time]: [number, string]) => time);
    const gaps = times.slice(1).map((time, i) => Math.round(time - (times[i] ?? 0)));
    expect(Math.max(...gaps)).toBe(60);
    const lengths = await json(prometheus, '/api/v1/query', { query: 'max(prometheus_target_interval_length_seconds{interval="15s"})' });
    expect(Number(lengths.data.result[0].value[1])).toBe(60);
  });

  it('its clock is set ahead: times jump, and the intervals that it measures do not', async () => {
    const { store, network } = cluster();
    const clockAheadMs = (nowMs: number) => (nowMs >= START + 60_000 ? 75_000 : 0);
    const prometheus = createPrometheus({ settings: SETTINGS, store, network, startMs: START, clockAheadMs });
    await run(prometheus, START, 120);
    const query = (text: string) => json(prometheus, '/api/v1/query', { query: text });
    const times: number[] = (await query('up{job="kubelet-resource"}[10m]')).data.result[0].values.map(([time]: [number, string]) => time);
    expect(times.slice(1).map((time, i) => Math.round(time - (times[i] ?? 0)))).toContain(90);
    const longest = await query('max(prometheus_target_interval_length_seconds{interval="15s"})');
    expect(Number(longest.data.result[0].value[1])).toBe(15);
  });

  it('an alert waits for its time, fires, and is sent as resolved', async () => {
    const { store } = cluster();
    const listeners: Record<string, Listener> = {};
    const network = testNetwork(listeners);
    const sent: PostedAlert[] = [];
    const config =
      'global: {scrape_interval: 5s, evaluation_interval: 5s}\nrule_files: [r.yml]\nscrape_configs: [{job_name: a, static_configs: [{targets: ["10.9.9.9:80"]}]}]';
    const prometheus = createPrometheus({
      settings: { config, rules: PROMETHEUS_RULES, mayReadKubelets: true },
      store,
      network,
      startMs: START,
      onAlerts: (alerts) => sent.push(...alerts),
    });
    const stateOf = async () => (await json(prometheus, '/api/v1/rules')).data.groups[0].rules[0].state;
    let at = await run(prometheus, START, 30);
    expect(await stateOf()).toBe('pending');
    at = await run(prometheus, at, 60);
    expect(await stateOf()).toBe('firing');
    listeners['10.9.9.9:80'] = exposing(() => 'a 1\n');
    at = await run(prometheus, at, 20);
    expect(await stateOf()).toBe('inactive');
    const down = sent.filter((alert) => alert.labels['alertname'] === 'TargetDown');
    expect(down[0]?.annotations['summary']).toBe('a 10.9.9.9:80 is down');
    expect(Date.parse(down.at(-1)?.endsAt ?? '')).toBeLessThanOrEqual(at);
  });
});
