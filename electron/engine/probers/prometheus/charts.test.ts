import { describe, expect, it } from 'vitest';
import { PROMETHEUS_CHARTS as CHARTS } from '../../../../shared/model/charts';
import { grown, linesOf, lookTwice, one, recorded } from '../charts.testSupport';
import { NOW } from '../oneLook.testSupport';
import { prometheusProber } from './prober';
import { FOUND, HEALTHY, success } from './prometheus.testSupport';

const METRICS = recorded('cluster/healthy/prom-metrics.txt.gz');
const TARGETS = recorded('cluster/healthy/prom-targets.json');
const RECORDED_MS = Date.parse('2026-11-21T13:17:31.757Z');

function look(later = METRICS, targets = TARGETS) {
  const replies = (metrics: string) => ({ ...HEALTHY, '/metrics': metrics, '/api/v1/targets?state=active': targets });
  return lookTwice(prometheusProber, { found: FOUND, clockOffsetMs: RECORDED_MS - NOW }, [replies(METRICS), replies(later)], 15);
}

/** Values of one field of the targets' text, with the pool that stands before each. */
function ofTargets(field: string): (readonly [pool: string, value: string])[] {
  const found = [...TARGETS.matchAll(new RegExp(`"scrapePool":"([^"]+)".*?"${field}":"?([^",}]+)`, 'g'))];
  return found.map(([, pool = '', value = '']) => [pool, value]);
}

describe('charts of a Prometheus, against its raw answers', () => {
  it('samples stored per second, of every type, and series in the head', async () => {
    const [first, second] = await look(grown(METRICS, { 'prometheus_tsdb_head_samples_appended_total{type="float"}': 61_500 }));
    expect(linesOf(first, CHARTS.samples)).toEqual({});
    expect(linesOf(second, CHARTS.samples)).toEqual({ '': 61_500 / 15 });
    expect(linesOf(second, CHARTS.series)).toEqual({ '': one(METRICS, /^prometheus_tsdb_head_series /) });
  });

  it('the slowest scrape of each job, with the timeout that all have', async () => {
    const [first] = await look();
    const expected = new Map<string, number>();
    for (const [pool, seconds] of ofTargets('lastScrapeDuration')) expected.set(pool, Math.max(expected.get(pool) ?? 0, Number(seconds)));
    const lines = linesOf(first, CHARTS.scrapeDuration);
    expect(Object.keys(lines).length).toBeGreaterThan(5);
    for (const [pool, seconds] of Object.entries(lines)) if (pool !== 'others') expect(seconds).toBe(expected.get(pool));
    expect(Math.max(...Object.values(lines))).toBe(Math.max(...expected.values()));
    const [, timeout] = ofTargets('scrapeTimeout')[0] ?? [];
    const sample = first.judgement.samples.find(({ key }) => key.startsWith('scrape-duration/'));
    expect(sample?.limit?.says).toBe(`scrape timeout, ${timeout?.replace('s', ' s')}`);
  });

  it('age of the last scrape of the worst target, against one interval', async () => {
    const [first] = await look();
    const oldest = Math.min(...ofTargets('lastScrape').map(([, at]) => Date.parse(at)));
    expect(linesOf(first, CHARTS.freshness)['']).toBeCloseTo((RECORDED_MS - oldest) / 1000, 6);
    expect(first.judgement.samples.find(({ key }) => key === 'freshness')?.limit).toEqual({ value: 15, says: 'one interval, 15 s' });
  });

  it('a target that is down or was never scraped has no age', async () => {
    const never = JSON.stringify({
      status: 'success',
      data: {
        activeTargets: [
          { labels: {}, scrapeUrl: 'http://a', health: 'down', lastScrape: new Date(RECORDED_MS - 9_000).toISOString() },
          { labels: {}, scrapeUrl: 'http://b', health: 'up', lastScrape: '0001-01-01T00:00:00Z' },
        ],
      },
    });
    const [first] = await look(METRICS, never);
    expect(linesOf(first, CHARTS.freshness)).toEqual({});
    expect(linesOf(first, CHARTS.up)).toEqual({ '': 1 });
  });

  it('time between scrapes, last evaluation of each group of rules', async () => {
    const [first] = await look();
    expect(linesOf(first, CHARTS.interval)).toEqual({
      '15s': one(METRICS, /^prometheus_target_interval_length_seconds\{.*quantile="0.99"/),
    });
    const group = (name: string) => one(METRICS, new RegExp(`^prometheus_rule_group_last_duration_seconds\\{.*;${name}"`));
    expect(linesOf(first, CHARTS.rules)).toEqual({ alerts: group('alerts'), 'k8s.rules': group('k8s.rules') });
  });

  it('samples rejected by reason, per second', async () => {
    const [, second] = await look(grown(METRICS, { prometheus_target_scrapes_sample_out_of_order_total: 45 }));
    expect(linesOf(second, CHARTS.rejected)).toMatchObject({
      'sample out of order': 3,
      'sample duplicate timestamp': 0,
      'exceeded sample limit': 0,
    });
  });

  it('groups of the same name in two files keep the names of the files', async () => {
    const rules =
      'prometheus_rule_group_last_duration_seconds{rule_group="/a;k8s"} 1\nprometheus_rule_group_last_duration_seconds{rule_group="/b;k8s"} 2\n';
    const given = { found: FOUND };
    const [first] = await lookTwice(
      prometheusProber,
      given,
      [{ ...HEALTHY, '/metrics': rules, '/api/v1/rules': success({ groups: [] }) }, HEALTHY],
      15,
    );
    expect(linesOf(first, CHARTS.rules)).toEqual({ '/a;k8s': 1, '/b;k8s': 2 });
  });
});
