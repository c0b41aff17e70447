import { describe, expect, it } from 'vitest';
import { component, pod, service } from '../../../shared/diagnosis/facts.testSupport';
import { EMPTY_INVENTORY } from '../../../shared/model/inventory';
import { failed, ok } from '../../../shared/model/result';
import { answered } from '../charts/chartFeed.testSupport';
import { fakeCluster } from '../cluster/fakeCluster.testSupport';
import { lookedSession } from './lookedSession.testSupport';
import { askedPrometheus, prometheusOfAdapter, readPrometheus } from './prometheus';
import { sourcesWith } from './sources';

const OK = { state: 'ok', value: {}, request: '', route: 'service proxy', atMs: 0, durationMs: 1, evidence: [] };
const SELECTOR = { app: 'two' };

function prometheus(name: string) {
  const route = { via: 'service-proxy', namespace: 'monitoring', service: name, scheme: 'http', port: '9090' } as const;
  const endpoints = [{ purpose: 'api', route, basePath: '' }] as const;
  const found = component('prometheus', name, { namespace: 'monitoring', pods: [`${name}-0`], endpoints });
  return { found, facts: { of: 'prometheus', buildinfo: OK, slowAtMs: 0 } };
}

function askedBy(...args: readonly string[]) {
  const { session } = lookedSession([], { more: ['one', 'two'].map(prometheus) });
  const inventory = {
    ...EMPTY_INVENTORY,
    services: [service('monitoring', 'samples', { selector: SELECTOR })],
    pods: [pod('monitoring', 'one-0'), pod('monitoring', 'two-0', { labels: SELECTOR })],
  };
  const adapter = component('prometheus-adapter', 'adapter', { namespace: 'monitoring', args });
  return prometheusOfAdapter(
    { ...session, inventory },
    fakeCluster(() => undefined),
    adapter,
  ).name;
}

it.each([
  ['the Service of the second', ['--prometheus-url=http://samples.monitoring.svc:9090/'], 'monitoring/two'],
  ['the same, in its own namespace', ['--prometheus-url=http://samples:9090'], 'monitoring/two'],
  ['a Service that is not there', ['--prometheus-url=http://other.monitoring.svc:9090'], 'monitoring/one'],
  ['somewhere outside the cluster', ['--prometheus-url=https://metrics.example.org'], 'monitoring/one'],
  ['nothing', [], 'monitoring/one'],
])('an adapter that is told to ask %s, and which Prometheus that is', (_says, args, name) => {
  expect(askedBy(...args)).toBe(name);
});

it('reads how far a query looks back, and how many dropped targets are not listed', async () => {
  const { clock, session } = lookedSession([], { more: [prometheus('one')] });
  const told: Readonly<Record<string, unknown>> = {
    '/api/v1/status/flags': { 'query.lookback-delta': '1m' },
    '/api/v1/targets': {
      activeTargets: [],
      droppedTargets: [{ scrapePool: 'a', discoveredLabels: {} }],
      droppedTargetCounts: { a: 4, b: 2, c: 0 },
    },
    '/api/v1/query': { resultType: 'vector', result: [] },
  };
  const port = fakeCluster((path) =>
    told[path] === undefined ? undefined : { status: 200, body: { status: 'success', data: told[path] } },
  );
  const asked = askedPrometheus(session, port);
  const read = await readPrometheus(asked, { metric: 'a', labels: {} }, clock.now(), new AbortController().signal);
  expect(read.lookbackMs).toBe(60_000);
  expect(read.targets).toMatchObject({ state: 'seen', value: { unlisted: { a: 3, b: 2 } } });
});

it('knows a source by the names of the Service in front of its pods', () => {
  const { session } = lookedSession([], { more: [prometheus('one'), prometheus('two')] });
  const observation = { state: 'ok', value: {}, request: 'GET /metrics', route: 'x', atMs: 0, durationMs: 1, evidence: [] } as const;
  const looks = new Map([...session.looks].map(([id, look]) => [id, { ...look, observations: [{ name: 'metrics', observation }] }]));
  const inventory = {
    ...EMPTY_INVENTORY,
    services: [service('monitoring', 'samples', { selector: SELECTOR, clusterIp: '10.96.0.7' })],
    pods: [pod('monitoring', 'one-0'), pod('monitoring', 'two-0', { labels: SELECTOR })],
  };
  const hosts = sourcesWith({ ...session, inventory, looks }, () => true).map((each) => each.hosts);
  const named = ['samples.monitoring', 'samples.monitoring.svc', 'samples.monitoring.svc.cluster.local', '10.96.0.7'];
  expect(hosts.map((each) => named.filter((host) => each.includes(host)))).toEqual([[], named]);
});

describe('a Prometheus of which a part does not answer', () => {
  const partial = { says: 'its answer is partial: a store is down', remedy: '' };
  const answer = answered(200, {});
  const rows = [{ labels: { job: 'a' }, timesMs: [0], values: [1] }];
  const told = (found: readonly (typeof rows)[number][]) => {
    const read = async () => ok({ rows: found, partial, answer });
    const source = { name: 'p', raw: read, at: read, api: async () => failed({ says: 'not asked', remedy: '' }) };
    return readPrometheus({ name: 'p', source: ok(source) }, { metric: 'm', labels: {} }, 0, new AbortController().signal);
  };

  it('says so of what is stored now, and of the last hour', async () => {
    expect(await told([])).toMatchObject({ stored: { value: [], partial: partial.says }, lately: { value: [], partial: partial.says } });
  });

  it('and of what it has', async () => {
    expect(await told(rows)).toMatchObject({ stored: { value: [{ job: 'a', __name__: 'm' }], partial: partial.says } });
  });
});
