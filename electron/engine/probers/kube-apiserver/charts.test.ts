import { describe, expect, it } from 'vitest';
import { KUBE_APISERVER_CHARTS as CHARTS } from '../../../../shared/model/charts';
import { grep, grown, linesOf, lookTwice, one, recorded, total } from '../charts.testSupport';
import { lookOnce, NOW, type OneLook } from '../oneLook.testSupport';
import { apiserverProber } from './prober';

const FOUND = { id: 'api', kind: 'kube-apiserver' } as const;
const METRICS = recorded('exposition/kube-apiserver.txt.gz');
/** 100 lists of two resources between the looks: 90 under 50 ms, 10 more under 100 ms. */
const LISTS = [
  'component="apiserver",dry_run="",group="",resource="configmaps",scope="cluster",subresource="",verb="LIST",version="v1"',
  'component="apiserver",dry_run="",group="",resource="nodes",scope="cluster",subresource="",verb="LIST",version="v1"',
];

function replies(metrics: OneLook['always'] & {}) {
  return { '/version': '{"gitVersion":"v1.34.4"}', '/livez': 'ok', '/readyz?verbose': '[+]ping ok\n', '/metrics': metrics };
}

/** Each bucket of the list that holds 50 ms grows by 45, each that holds 100 ms by 50. */
function withLists(text: string): string {
  const buckets = LISTS.flatMap((labels) => {
    const bounds = [...text.matchAll(/^apiserver_request_duration_seconds_bucket\{([^}]*),le="([^"]*)"\}/gm)].filter(
      ([, own]) => own === labels,
    );
    if (bounds.length < 10) throw new Error(`no buckets of {${labels}}`);
    return bounds.map(([series, , le]) => [series, Number(le) >= 0.1 || le === '+Inf' ? 50 : Number(le) >= 0.05 ? 45 : 0] as const);
  });
  return grown(text, Object.fromEntries(buckets));
}

describe('charts of the kube-apiserver, against its raw answers', () => {
  it('latency by verb: the buckets of all resources together, of the requests between two looks', async () => {
    const [first, second] = await lookTwice(apiserverProber, { found: FOUND }, [replies(METRICS), replies(withLists(METRICS))], 300);
    expect(linesOf(first, CHARTS.requests)).toEqual({});
    // Rank 99 of 100 lies 9 / 10 of the way from 50 to 100 ms; nothing but lists was asked.
    const lines = linesOf(second, CHARTS.requests);
    expect(Object.keys(lines)).toEqual(['LIST']);
    expect(lines['LIST']).toBeCloseTo(0.05 + 0.05 * 0.9, 12);
  });

  it('objects stored: the seven largest and the others, all of them once', async () => {
    const [first] = await lookTwice(apiserverProber, { found: FOUND }, [replies(METRICS), replies(METRICS)], 60);
    const lines = linesOf(first, CHARTS.objects);
    expect(lines['events']).toBe(one(METRICS, /^apiserver_resource_objects\{group="",resource="events"\}/));
    expect(total(Object.values(lines))).toBe(total(grep(METRICS, /^apiserver_resource_objects\{/)));
    expect(grep(METRICS, /^apiserver_storage_objects\{/).length).toBeGreaterThan(0);
  });

  it('names resources with their group in both families', async () => {
    const storage = 'apiserver_storage_objects{resource="deployments.apps"} 7\napiserver_storage_objects{resource="broken"} -1\n';
    const resource = 'apiserver_resource_objects{group="apps",resource="deployments"} 9\n';
    const objects = async (text: string) =>
      linesOf(await lookOnce(apiserverProber, { found: FOUND, replies: replies(text) }), CHARTS.objects);
    expect(await objects(storage)).toEqual({ 'deployments.apps': 7, broken: 0 });
    expect(await objects(storage + resource)).toEqual({ 'deployments.apps': 9 });
  });

  it('memory and the time to answer', async () => {
    const seen = await lookOnce(apiserverProber, { found: FOUND, replies: { ...replies(METRICS), '/livez': { text: 'ok', ms: 40 } } });
    expect(linesOf(seen, CHARTS.memory)).toEqual({ '': one(METRICS, /^process_resident_memory_bytes /) });
    expect(linesOf(seen, CHARTS.latency)).toEqual({ '': 0.04 });
  });

  it.each([
    ['a small one is asked again after a minute', 'process_resident_memory_bytes 1\n', [15, 45, 60], [false, false, true]],
    ['a large one each five minutes', `${'# \n'.repeat(200_000)}process_resident_memory_bytes 1\n`, [60, 240, 300], [false, false, true]],
  ])('%s', async (_name, text, seconds, asked) => {
    const first = await lookOnce(apiserverProber, { found: FOUND, replies: replies(text) });
    const again = seconds.map((after) =>
      lookOnce(apiserverProber, { found: FOUND, replies: replies(text), facts: { api: first.facts }, nowMs: NOW + after * 1000 }),
    );
    expect((await Promise.all(again)).map((look) => look.asked.some((request) => request.endsWith('/metrics')))).toEqual(asked);
  });
});
