import { describe, expect, it } from 'vitest';
import { ADAPTER_CHARTS, METRIC_APIS_CHARTS } from '../../../../shared/model/charts';
import { hpaWith } from '../../../../shared/model/hpas.testSupport';
import { grown, linesOf, lookTwice, recorded } from '../charts.testSupport';
import { metricApisProber } from '../metric-apis/prober';
import { component, endpoints, lookOnce, NOW } from '../oneLook.testSupport';
import { adapterProber } from './prober';

const GROUP = 'custom.metrics.k8s.io';
const API = component({
  kind: 'custom-metrics-api',
  id: 'custom',
  serves: [GROUP],
  endpoints: [{ purpose: 'api', basePath: '', route: { via: 'aggregated', api: `${GROUP}/v1beta2` } }],
});
const FOUND = { id: 'adapter', kind: 'prometheus-adapter', serves: [GROUP], endpoints: endpoints(['health', 'metrics']) } as const;
const METRICS = recorded('charts/prometheus-adapter.txt.gz');
const LISTED = recorded('cluster/healthy/custom-metrics-v1beta2.json');
const VALUE = recorded('cluster/healthy/custom-metric-value-v1beta2.json');
const HPA = hpaWith({ metrics: [{ type: 'Pods', name: 'http_requests_per_second' }] });

function lookAtApi() {
  const path = `/apis/${GROUP}/v1beta2`;
  const replies = {
    [path]: { text: LISTED, ms: 12 },
    [`${path}/namespaces/demo/pods/*/http_requests_per_second`]: { text: VALUE, ms: 33 },
  };
  return lookOnce(metricApisProber, { found: API, inventory: { hpas: [HPA] }, replies });
}

/** 100 requests for the custom metrics of one version: 98 under 50 ms, 2 more under 100 ms. */
function withRequests(text: string): string {
  const group = `group="${GROUP}"`;
  const series = [...text.matchAll(/^apiserver_request_duration_seconds_bucket\{[^}]*version="v1beta2",le="([^"]*)"\}/gm)].filter(
    ([each]) => each.includes(group),
  );
  if (series.length < 10) throw new Error('no buckets');
  return grown(
    text,
    Object.fromEntries(series.map(([each, le]) => [each, le === '+Inf' || Number(le) >= 0.1 ? 100 : Number(le) >= 0.05 ? 98 : 0] as const)),
  );
}

describe('charts of an adapter and its APIs, against their raw answers', () => {
  it('of the API: seconds until the list and each value came, metrics listed', async () => {
    const seen = await lookAtApi();
    expect(linesOf(seen, METRIC_APIS_CHARTS.latency)).toEqual({ 'the list': 0.012, http_requests_per_second: 0.033 });
    expect(linesOf(seen, METRIC_APIS_CHARTS.listed)).toEqual({ '': LISTED.match(/"singularName"/g)?.length });
  });

  it('of the adapter: the same of each API that it serves', async () => {
    const api = await lookAtApi();
    const seen = await lookOnce(adapterProber, { found: FOUND, discovered: [API, component(FOUND)], facts: { custom: api.facts } });
    expect(linesOf(seen, ADAPTER_CHARTS.latency)).toEqual({ 'the list': 0.012, http_requests_per_second: 0.033 });
    expect(linesOf(seen, ADAPTER_CHARTS.listed)).toEqual({ [GROUP]: LISTED.match(/"singularName"/g)?.length });
    expect(seen.judgement.samples.every(({ atMs }) => atMs === NOW)).toBe(true);
  });

  it('latency of its requests where its own metrics may be read: rank 99 of 100 lies 1 / 2 of the way from 50 to 100 ms', async () => {
    const replies = (metrics: string) => ({ '/readyz?verbose': 'ok', '/metrics': metrics });
    const [first, second] = await lookTwice(adapterProber, { found: FOUND }, [replies(METRICS), replies(withRequests(METRICS))], 15);
    expect(linesOf(first, ADAPTER_CHARTS.requests)).toEqual({});
    const lines = linesOf(second, ADAPTER_CHARTS.requests);
    expect(Object.keys(lines)).toEqual([GROUP]);
    expect(lines[GROUP]).toBeCloseTo(0.075, 12);
  });

  it('is not worse for metrics that may not be read', async () => {
    const forbidden = { status: 403, text: recorded('cluster/healthy/adapter-metrics.anonymous.json') };
    const seen = await lookOnce(adapterProber, { found: FOUND, replies: { '/readyz?verbose': 'ok', '/metrics': forbidden } });
    expect(seen.judgement.health).toBe('ok');
    expect(linesOf(seen, ADAPTER_CHARTS.requests)).toEqual({});
  });
});
