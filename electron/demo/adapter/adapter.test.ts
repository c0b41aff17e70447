import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DemoAnswer, Dialled, Listener } from '../network';
import { createPrometheus } from '../prometheus/prometheus';
import { emptyStore, exposing, put, testNetwork } from '../prometheus/testCluster';
import { ADAPTER_CONFIG, ADAPTER_PROMETHEUS_URL } from '../world/healthy/adapterConfig';
import { PROMETHEUS_CONFIG } from '../world/healthy/prometheusConfig';
import { createAdapter, type DemoAdapter } from './adapter';

const START = Date.UTC(2026, 10, 21, 12);
const SETTINGS = { config: ADAPTER_CONFIG, prometheusUrl: ADAPTER_PROMETHEUS_URL, relistSeconds: 30 };
const USER = { name: 'admin', groups: ['system:masters'] };
const CUSTOM = '/apis/custom.metrics.k8s.io/v1beta1';
const EXTERNAL = '/apis/external.metrics.k8s.io/v1beta1';

/** Two web pods and a worker whose counters grow by 10, 8 and 5 a second, a Prometheus and the adapter. */
class Bench {
  readonly store = emptyStore();
  readonly listeners: Record<string, Listener | Dialled> = {};
  readonly network = testNetwork(this.listeners);
  readonly prometheus;
  readonly adapter: DemoAdapter;
  nowMs = START;

  constructor(settings: Partial<typeof SETTINGS> = {}) {
    for (const [name, ip, app, rate] of [
      ['web-1', '10.1.0.1', 'web', 10],
      ['web-2', '10.1.0.2', 'web', 8],
      ['worker-1', '10.1.0.3', 'worker', 5],
    ] as const) {
      this.pod(name, ip, app);
      const body = () =>
        `http_requests_total ${((this.nowMs - START) / 1000) * rate}\n${app === 'web' ? `web_queue_depth ${rate * 1.7}\n` : ''}`;
      this.listeners[`${ip}:8080`] = exposing(body);
    }
    put(this.store, 'services', 'Service', 'prometheus', {
      namespace: 'monitoring',
      spec: { clusterIP: '10.96.0.90', ports: [{ name: 'web', port: 9090 }] },
    });
    put(this.store, 'endpoints', 'Endpoints', 'prometheus', {
      namespace: 'monitoring',
      subsets: [{ addresses: [{ ip: '10.1.0.9' }], ports: [{ name: 'web', port: 9090 }] }],
    });
    const prometheus = { config: PROMETHEUS_CONFIG, rules: 'groups: []', mayReadKubelets: true };
    this.prometheus = createPrometheus({ settings: prometheus, store: this.store, network: this.network, startMs: START });
    this.listeners['10.1.0.9:9090'] = this.prometheus.listener;
    this.adapter = createAdapter({ settings: { ...SETTINGS, ...settings }, store: this.store, network: this.network, startMs: START });
  }

  pod(name: string, ip: string, app: string): void {
    put(this.store, 'pods', 'Pod', name, {
      namespace: 'demo',
      labels: { app },
      annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '8080' },
      spec: { containers: [{ name: app, image: 'i', ports: [{ containerPort: 8080 }] }] },
      status: { podIP: ip, phase: 'Running' },
    });
  }

  async run(seconds: number): Promise<this> {
    for (let i = 0; i < seconds; i++) {
      this.nowMs += 1000;
      await this.prometheus.tick(this.nowMs);
      await this.adapter.tick(this.nowMs);
    }
    return this;
  }

  losePrometheus(): void {
    this.listeners['10.1.0.9:9090'] = { kind: 'refused', error: 'connect: connection refused' };
  }

  get(path: string, query: Record<string, string> = {}, user: typeof USER | 'nobody' = USER): Promise<DemoAnswer> | DemoAnswer {
    return this.adapter.listener.handle({
      method: 'GET',
      path,
      query: new URLSearchParams(query),
      headers: { 'user-agent': 'curl/7' },
      ...(user === 'nobody' ? {} : { user }),
    });
  }

  async json(path: string, query: Record<string, string> = {}) {
    return JSON.parse(String((await this.get(path, query)).body));
  }
}

function recorded(name: string) {
  return JSON.parse(readFileSync(`e2e/fixtures/prometheus/adapter/${name}.json`, 'utf8'));
}

function sorted(list: { resources: { name: string }[] }) {
  return { ...list, resources: [...list.resources].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** A rate is a hair below the whole number at times, and is cut there. */
function rounded(quantity: string): number {
  return quantity.endsWith('m') ? Math.round(Number(quantity.slice(0, -1)) / 1000) : Number(quantity);
}

async function ready(): Promise<Bench> {
  return new Bench().run(155);
}

describe('discovery lists what the recorded adapter lists', () => {
  it.each([
    ['custom metrics, v1beta1', CUSTOM, 'custom-metrics-v1beta1'],
    ['custom metrics, v1beta2', '/apis/custom.metrics.k8s.io/v1beta2', 'custom-metrics-v1beta2'],
    ['external metrics', EXTERNAL, 'external-metrics'],
  ])('%s', async (_name, path, file) => {
    const bench = await ready();
    expect(sorted(await bench.json(path))).toEqual(sorted(recorded(file)));
  });
});

describe('values', () => {
  it('of all pods, each its own rate, times in whole seconds', async () => {
    const bench = await ready();
    const list = await bench.json(`${CUSTOM}/namespaces/demo/pods/*/http_requests_per_second`);
    const rates = list.items.map((item: { describedObject: { name: string }; value: string }) => [
      item.describedObject.name,
      rounded(item.value),
    ]);
    expect(rates).toEqual([
      ['web-1', 10],
      ['web-2', 8],
      ['worker-1', 5],
    ]);
    expect(list.items[0].timestamp).toBe('2026-11-21T12:02:35Z');
  });

  it.each([
    ['v1beta1', 'custom-metric-value'],
    ['v1beta2', 'custom-metric-value-v1beta2'],
  ])('%s has the recorded fields, in their order', async (version, file) => {
    const bench = await ready();
    const ours = await bench.json(`/apis/custom.metrics.k8s.io/${version}/namespaces/demo/pods/*/http_requests_per_second`);
    const theirs = recorded(file);
    const blank = (value: { items: { [field: string]: unknown }[] }) =>
      JSON.stringify(value, (key, inner) =>
        key === 'timestamp' || key === 'value' || key === 'name' ? typeof inner : key === 'items' ? inner.slice(0, 1) : inner,
      );
    expect(blank(ours)).toBe(blank(theirs));
  });

  it('in thousandths, cut', async () => {
    const bench = await ready();
    expect((await bench.json(`${CUSTOM}/namespaces/demo/pods/web-2/web_queue_depth`)).items[0].value).toBe('13600m');
  });

  it('of what a label selector takes', async () => {
    const bench = await ready();
    const list = await bench.json(`${CUSTOM}/namespaces/demo/pods/*/http_requests_per_second`, { labelSelector: 'app=worker' });
    expect(list.items.length).toBe(1);
  });

  it('with a metric selector, which the answer repeats', async () => {
    const bench = await ready();
    const path = `${CUSTOM}/namespaces/demo/pods/*/http_requests_per_second`;
    const list = await bench.json(path, { metricLabelSelector: 'app=web' });
    expect(list.items.map((item: { selector: unknown }) => item.selector)).toEqual([
      { matchLabels: { app: 'web' } },
      { matchLabels: { app: 'web' } },
    ]);
    expect((await bench.json(path, { metricLabelSelector: 'app=none' })).items).toEqual([]);
  });

  it('of a namespace itself', async () => {
    const bench = await ready();
    const { items } = await bench.json(`${CUSTOM}/namespaces/demo/metrics/http_requests_per_second`);
    expect(items).toMatchObject([{ describedObject: { kind: 'Namespace', name: 'demo', apiVersion: '/v1' } }]);
    expect(rounded(items[0].value)).toBe(23);
  });

  it('external', async () => {
    const bench = await ready();
    const list = await bench.json(`${EXTERNAL}/namespaces/demo/web_queue_depth_total`);
    expect(list.items).toEqual([
      { metricName: 'web_queue_depth_total', metricLabels: {}, timestamp: '2026-11-21T12:02:35Z', value: '30600m' },
    ]);
  });
});

describe('what is not there', () => {
  it.each([
    ['a metric', `${CUSTOM}/namespaces/demo/pods/*/no_such_metric`, 'custom-metric-missing'],
    ['an object', `${CUSTOM}/namespaces/demo/pods/no-such-pod/http_requests_per_second`, 'custom-metric-object-missing'],
    ['an external metric', `${EXTERNAL}/namespaces/demo/no_such_metric`, 'external-metric-missing'],
  ])('%s is 404 as recorded', async (_name, path, file) => {
    const answer = await (await ready()).get(path);
    expect(answer.status).toBe(404);
    expect(answer.body).toBe(JSON.stringify(recorded(file), null, 2));
  });

  it('a selector that no object fits is 404: the query cannot be built', async () => {
    const answer = await (await ready()).get(`${CUSTOM}/namespaces/demo/pods/*/http_requests_per_second`, { labelSelector: 'app=none' });
    expect(answer.status).toBe(404);
  });

  it('a query without result is 200 and empty', async () => {
    const config = ADAPTER_CONFIG.replace(
      'sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m]))',
      'sum(rate(<<.Series>>{<<.LabelMatchers>>,nope="x"}[2m]))',
    );
    const bench = await new Bench({ config }).run(95);
    const answer = await bench.get(`${CUSTOM}/namespaces/demo/pods/*/http_requests_per_second`);
    expect(answer).toMatchObject({ status: 200, body: JSON.stringify(recorded('adapter-empty-query.custom-metric-value'), null, 2) });
  });

  it('a query that gives no vector is 500', async () => {
    const config = ADAPTER_CONFIG.replace('sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)', 'scalar(<<.Series>>)');
    const bench = await new Bench({ config }).run(95);
    expect((await bench.get(`${CUSTOM}/namespaces/demo/pods/*/http_requests_per_second`)).status).toBe(500);
  });

  it('no rule that matches: discovery is 200 and empty', async () => {
    const bench = await new Bench({ config: 'rules: []' }).run(60);
    expect(await bench.json('/apis/custom.metrics.k8s.io/v1beta2')).toEqual(recorded('adapter-no-match.custom-metrics-v1beta2'));
  });
});

describe('Prometheus is away', () => {
  it('at the start: nothing is listed, values are 404, it says that it is ready, its log tells', async () => {
    const bench = new Bench();
    bench.losePrometheus();
    await bench.run(60);
    expect(await bench.json(CUSTOM)).toEqual(recorded('adapter-dead-prometheus.custom-metrics-v1beta1'));
    expect(await bench.json(EXTERNAL)).toEqual(recorded('adapter-dead-prometheus.external-metrics'));
    expect(await bench.json(`${CUSTOM}/namespaces/demo/pods/*/http_requests_per_second`)).toEqual(
      recorded('adapter-dead-prometheus.custom-metric-value'),
    );
    expect(await bench.json(`${EXTERNAL}/namespaces/demo/web_queue_depth_total`)).toEqual(
      recorded('adapter-dead-prometheus.external-metric-value'),
    );
    expect(await bench.get('/readyz')).toMatchObject({ status: 200, body: 'ok' });
    expect(
      bench.adapter
        .log()
        .some((line) =>
          /^E1121 .* provider\.go:229\] unable to update list of all metrics: unable to fetch metrics for query "http_requests_total\{namespace!=\\"\\",pod!=\\"\\"\}": Get "http:\/\/prometheus\.monitoring\.svc:9090\/api\/v1\/series\?match%5B%5D=.*": dial tcp 10\.96\.0\.90:9090: connect: connection refused$/.test(
            line,
          ),
        ),
    ).toBe(true);
  });

  it('later: the list stays, values are 500', async () => {
    const bench = await ready();
    bench.losePrometheus();
    await bench.run(120);
    expect((await bench.json(CUSTOM)).resources.length).toBe(4);
    const custom = await bench.get(`${CUSTOM}/namespaces/demo/pods/*/http_requests_per_second`);
    expect(custom).toMatchObject({ status: 500, body: JSON.stringify(recorded('prometheus-down.custom-metric-value'), null, 2) });
    const external = await bench.get(`${EXTERNAL}/namespaces/demo/web_queue_depth_total`);
    expect(external).toMatchObject({ status: 500, body: JSON.stringify(recorded('prometheus-down.external-metric-value'), null, 2) });
  });

  it('a restart then forgets the list', async () => {
    const bench = await ready();
    bench.losePrometheus();
    bench.adapter.restart(bench.nowMs);
    await bench.run(5);
    expect((await bench.json(CUSTOM)).resources).toEqual([]);
  });

  it('a Service without endpoints refuses, one that is gone has no name', async () => {
    const bench = new Bench();
    bench.store.remove('endpoints', 'monitoring', 'prometheus');
    await bench.run(2);
    expect(bench.adapter.log().join()).toMatch(/dial tcp 10\.96\.0\.90:9090: connect: connection refused/);
    bench.store.remove('services', 'monitoring', 'prometheus');
    await bench.run(40);
    expect(bench.adapter.log().join()).toMatch(/dial tcp: lookup prometheus\.monitoring\.svc on 10\.96\.0\.10:53: no such host/);
  });
});

describe('listing', () => {
  it('a series that is gone leaves discovery after max-age and a relist', async () => {
    const bench = await ready();
    for (const ip of ['10.1.0.1', '10.1.0.2']) bench.listeners[`${ip}:8080`] = exposing(() => 'other 1\n');
    await bench.run(90);
    expect((await bench.json(CUSTOM)).resources.map(({ name }: { name: string }) => name).sort()).toEqual([
      'namespaces/http_requests_per_second',
      'pods/http_requests_per_second',
    ]);
  });

  it('asks for each query once', async () => {
    const rule = `{seriesQuery: 'http_requests_total', resources: {template: "<<.Resource>>"}, metricsQuery: 'sum(<<.Series>>) by (<<.GroupBy>>)'}`;
    const bench = new Bench({ config: `rules: [${rule}, ${rule}]` });
    await bench.adapter.tick(START + 1000);
    expect(bench.network.dialled.filter((address) => address === '10.1.0.9:9090').length).toBe(1);
  });

  it('new settings come with a new process; broken ones end it', async () => {
    const bench = await ready();
    bench.adapter.become({ ...SETTINGS, config: 'rules: [{seriesQuery: a, resources: {overrides: {x: {resource: cats}}}}]' }, bench.nowMs);
    expect(bench.adapter.failure).toMatch(/unable to normalize group-resource cats/);
    bench.adapter.become(SETTINGS, bench.nowMs);
    expect(bench.adapter.failure).toBeUndefined();
    expect((await bench.json(CUSTOM)).resources).toEqual([]);
  });
});

describe('who may ask', () => {
  it('nobody without a name gets metrics, as recorded', async () => {
    const answer = await (await ready()).get('/metrics', {}, 'nobody');
    expect(answer).toMatchObject({ status: 403 });
    expect(JSON.parse(String(answer.body))).toEqual(recorded('metrics-anonymous'));
  });
  it('health is for all', async () => {
    for (const path of ['/livez', '/readyz']) expect(await new Bench().get(path, {}, 'nobody')).toMatchObject({ status: 200, body: 'ok' });
  });
  it('its own metrics for who may', async () => {
    const answer = await new Bench().get('/metrics');
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(String(answer.body)).toContain('# TYPE apiserver_audit_event_total counter');
  });
});
