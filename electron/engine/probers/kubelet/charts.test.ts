import { describe, expect, it } from 'vitest';
import { KUBELET_CHARTS as CHARTS } from '../../../../shared/model/charts';
import { grep, grown, linesOf, lookTwice, one, recorded, rounded, total } from '../charts.testSupport';
import { lookOnce, NOW, node } from '../oneLook.testSupport';
import { kubeletProber } from './prober';

const FOUND = { id: 'kubelet/hop-1', kind: 'kubelet', name: 'hop-1', node: 'hop-1', endpoints: [] } as const;
const METRICS = recorded('cluster/healthy/proxy-metrics.txt.gz');
const RESOURCE = [recorded('charts/kubelet-resource-1.txt.gz'), recorded('charts/kubelet-resource-2.txt.gz')] as const;

/** What came in the minute between: 60 relists, 1 in 4 of them between 10 and 25 ms; a pod of 2.5 s; requests; errors of the runtime. */
const RELISTS = Object.fromEntries(
  grep(METRICS, /^kubelet_pleg_relist_duration_seconds_bucket/).map((_, i) => {
    const le = ['0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10', '+Inf'][i];
    return [`kubelet_pleg_relist_duration_seconds_bucket{le="${le}"}`, i === 0 ? 40 : i === 1 ? 45 : 60];
  }),
);
const LATER = grown(METRICS, {
  ...RELISTS,
  'kubelet_http_requests_total{long_running="false",method="GET",path="metrics/resource",server_type="readwrite"}': 4,
  'kubelet_http_requests_total{long_running="false",method="GET",path="stats",server_type="readwrite"}': 30,
  'kubelet_runtime_operations_total{operation_type="list_containers"}': 60,
  'kubelet_runtime_operations_total{operation_type="container_status"}': 12,
  'kubelet_runtime_operations_errors_total{operation_type="container_status"}': 6,
  kubelet_running_pods: 1,
});

function replies(metrics: string, resource: string) {
  return { '/healthz': 'ok', '/metrics/resource': resource, '/metrics': metrics };
}

function look() {
  const given = { found: FOUND, inventory: { nodes: [node('hop-1')] } };
  return lookTwice(kubeletProber, given, [replies(METRICS, RESOURCE[0]), replies(LATER, RESOURCE[1])], 60);
}

describe('charts of a kubelet, against its raw answers', () => {
  it('pods', async () => {
    const [first, second] = await look();
    const desired = total(grep(METRICS, /^kubelet_desired_pods\{/));
    expect(linesOf(first, CHARTS.pods)).toEqual({ running: one(METRICS, /^kubelet_running_pods /), desired });
    expect(linesOf(second, CHARTS.pods)).toEqual({ running: 15, desired: 16 });
  });

  it('requests by path, the largest seven and the others, per second', async () => {
    const [first, second] = await look();
    expect(linesOf(first, CHARTS.requests)).toEqual({});
    const lines = linesOf(second, CHARTS.requests);
    expect(lines).toMatchObject({ stats: 30 / 60, 'metrics/resource': 4 / 60, others: 0 });
    expect(Object.keys(lines)).toHaveLength(8);
    expect(total(Object.values(lines))).toBeCloseTo(
      (total(grep(LATER, /^kubelet_http_requests_total/)) - total(grep(METRICS, /^kubelet_http_requests_total/))) / 60,
      12,
    );
  });

  it('PLEG relists of the minute: rank 59.4 of 60 lies 14.4 / 15 of the way from 10 to 25 ms', async () => {
    const [first, second] = await look();
    expect(linesOf(first, CHARTS.pleg)).toEqual({});
    expect(linesOf(second, CHARTS.pleg)['']).toBeCloseTo(0.01 + 0.015 * (14.4 / 15), 12);
  });

  it('runtime operations of every type, and errors, per second', async () => {
    const [, second] = await look();
    const more = (family: RegExp) => (total(grep(LATER, family)) - total(grep(METRICS, family))) / 60;
    expect(linesOf(second, CHARTS.runtime)).toEqual({
      operations: more(/^kubelet_runtime_operations_total\{/),
      errors: more(/^kubelet_runtime_operations_errors_total\{/),
    });
    expect(linesOf(second, CHARTS.runtime)).toEqual({ operations: 72 / 60, errors: 6 / 60 });
  });

  it('pod starts since it started: rank 61.38 of 62 lies 0.38 of the way from 8 to 10 s; none in the minute', async () => {
    const [, second] = await look();
    expect(one(METRICS, /^kubelet_pod_start_duration_seconds_bucket\{le="8"\}/)).toBe(61);
    expect(one(METRICS, /^kubelet_pod_start_duration_seconds_bucket\{le="10"\}/)).toBe(62);
    expect(rounded(linesOf(second, CHARTS.podStart))).toEqual({ 'since it started': 8.76 });
  });

  it('CPU of the node between the times of its values, not between the looks', async () => {
    const [first, second] = await look();
    expect(linesOf(first, CHARTS.cpu)).toEqual({});
    expect(linesOf(second, CHARTS.cpu)['']).toBeCloseTo((10130.373642393 - 10098.132173895) / ((1795266449355 - 1795266419221) / 1000), 12);
    expect(linesOf(second, CHARTS.memory)['']).toBe(one(RESOURCE[1], /^node_memory_working_set_bytes/));
  });

  it('the same answer, kept for a minute, is one read and keeps its time', async () => {
    const [, second] = await look();
    const third = await lookOnce(kubeletProber, {
      found: FOUND,
      facts: { [FOUND.id]: second.facts },
      replies: replies('', RESOURCE[1]),
      nowMs: NOW + 75_000,
    });
    expect(linesOf(third, CHARTS.requests)).toEqual(linesOf(second, CHARTS.requests));
    expect(third.judgement.samples.find(({ key }) => key === 'pleg')?.atMs).toBe(NOW + 60_000);
  });

  it('a look that asks nothing, in between, leaves the earlier read to compare with', async () => {
    const first = await lookOnce(kubeletProber, { found: FOUND, replies: replies(METRICS, RESOURCE[0]) });
    const bulk = await lookOnce(kubeletProber, { found: FOUND, depth: 'bulk', facts: { [FOUND.id]: first.facts }, nowMs: NOW + 30_000 });
    expect(bulk.judgement.samples).toEqual([]);
    const given = { found: FOUND, facts: { [FOUND.id]: bulk.facts }, replies: replies(LATER, RESOURCE[1]), nowMs: NOW + 600_000 };
    expect(linesOf(await lookOnce(kubeletProber, given), CHARTS.requests)).toMatchObject({ stats: 30 / 600 });
  });

  it('a kubelet that restarted has no negative rates', async () => {
    const restarted = METRICS.replace(/^(kubelet_http_requests_total.*) \S+$/gm, '$1 3');
    const given = { found: FOUND };
    const [, second] = await lookTwice(kubeletProber, given, [replies(METRICS, RESOURCE[0]), replies(restarted, RESOURCE[1])], 60);
    for (const rate of Object.values(linesOf(second, CHARTS.requests))) expect(rate).toBeGreaterThanOrEqual(0);
  });

  it('limits are drawn with their words', async () => {
    const [first] = await look();
    const limits = new Map(first.judgement.samples.map(({ key, limit }) => [key, limit]));
    expect(limits.get('freshness')).toEqual({ value: 60, says: 'too old, 60 s' });
    expect(limits.get('latency')).toEqual({ value: 10, says: 'given up by those who scrape, 10 s' });
  });
});
