import { describe, expect, it } from 'vitest';
import { METRICS_SERVER_CHARTS as CHARTS } from '../../../../shared/model/charts';
import { grown, linesOf, lookTwice, one, recorded, rounded } from '../charts.testSupport';
import type { MetricsApiFacts } from '../metrics-api/facts';
import { component, endpoints, NOW } from '../oneLook.testSupport';
import { metricsServerProber } from './prober';

const FOUND = { id: 'ms', kind: 'metrics-server', endpoints: endpoints(['health', 'metrics']) } as const;
const API = component({ kind: 'metrics-api', id: 'api' });
const METRICS = recorded('charts/metrics-server.txt.gz');
const REQUESTS = 'metrics_server_kubelet_request';

function look(first: string, second: string) {
  const replies = (metrics: string) => ({ '/readyz?verbose': '[+]ping ok\n', '/metrics': metrics });
  const given = { found: FOUND, discovered: [API, component(FOUND)], facts: { api: served() } };
  return lookTwice(metricsServerProber, given, [replies(first), replies(second)], 15);
}

function served(): MetricsApiFacts {
  const seen = { request: 'GET', route: 'aggregated API', atMs: NOW, durationMs: 1, evidence: [] };
  const node = (name: string, ageSeconds: number) => ({
    name,
    timestampMs: NOW - ageSeconds * 1000,
    windowSeconds: 15,
    cpuCores: 1,
    memoryBytes: 1,
  });
  const pod = { ...node('p', 5), namespace: 'ns' };
  return {
    of: 'metrics-api',
    nodes: { ...seen, state: 'ok', value: [node('n1', 7), node('n2', 21)] },
    pods: { ...seen, state: 'ok', value: [pod] },
  };
}

/** One request a node, of `i + 1` seconds for the i-th. */
function nodes(count: number, requests: number): string {
  return Array.from({ length: count }, (_, i) => {
    const of = `{node="n${i}"}`;
    return `${REQUESTS}_duration_seconds_sum${of} ${requests * (i + 1)}\n${REQUESTS}_duration_seconds_count${of} ${requests}\n`;
  }).join('');
}

describe('charts of a metrics-server, against its raw answers', () => {
  it('requests to kubelets by result, per second', async () => {
    const later = grown(METRICS, { [`${REQUESTS}_total{success="true"}`]: 3, [`${REQUESTS}_total{success="false"}`]: 6 });
    const [first, second] = await look(METRICS, later);
    expect(linesOf(first, CHARTS.requests)).toEqual({});
    expect(linesOf(second, CHARTS.requests)).toEqual({ succeeded: 3 / 15, failed: 6 / 15 });
  });

  it('time of a request by node: seconds more over requests more', async () => {
    const of = '{node="hop-1"}';
    const later = grown(METRICS, { [`${REQUESTS}_duration_seconds_sum${of}`]: 0.5, [`${REQUESTS}_duration_seconds_count${of}`]: 4 });
    const [first, second] = await look(METRICS, later);
    expect(linesOf(first, CHARTS.duration)).toEqual({});
    expect(rounded(linesOf(second, CHARTS.duration))).toEqual({ 'hop-1': 0.125 });
  });

  it('of many nodes the slowest seven, and the mean over the requests of the others', async () => {
    const [, second] = await look(nodes(100, 1), nodes(100, 3));
    const lines = rounded(linesOf(second, CHARTS.duration));
    expect(Object.keys(lines)).toEqual(['n99', 'n98', 'n97', 'n96', 'n95', 'n94', 'n93', 'others']);
    expect(lines).toMatchObject({ n99: 100, others: 47 });
  });

  it('a node that was not asked between the looks has no time', async () => {
    expect(linesOf((await look(METRICS, METRICS))[1], CHARTS.duration)).toEqual({});
  });

  it('points stored, what is served and how old it is', async () => {
    const [first] = await look(METRICS, METRICS);
    const stored = (type: string) => one(METRICS, new RegExp(`^metrics_server_storage_points\\{type="${type}"\\}`));
    expect(linesOf(first, CHARTS.points)).toEqual({ nodes: stored('node'), containers: stored('container') });
    expect(linesOf(first, CHARTS.freshness)).toEqual({ newest: 7, oldest: 21 });
    expect(linesOf(first, CHARTS.served)).toEqual({ '': 1 });
  });
});
