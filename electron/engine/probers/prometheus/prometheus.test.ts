import { describe, expect, it } from 'vitest';
import { factsIn, NOW, pod, verdict } from '../oneLook.testSupport';
import {
  CADVISOR,
  counters,
  HEALTHY,
  KUBELET,
  look,
  podReplies,
  query,
  success,
  type TargetGiven,
  targets,
  UNAVAILABLE,
} from './prometheus.testSupport';

const TOO_MANY: readonly TargetGiven[] = Array.from({ length: 12 }, (_, i) => ({
  pool: 'pods',
  url: `http://10.0.0.${i}:80/metrics`,
  health: 'down',
  error: 'connection refused',
}));

describe('a Prometheus', () => {
  it.each<[string, Parameters<typeof look>[0], string, string | undefined]>([
    ['answers, every target is up', {}, 'ok', undefined],
    [
      'has a target that is down',
      {
        with: {
          '/api/v1/targets?state=active': targets(
            { ...CADVISOR, health: 'down', error: 'server returned HTTP status 401 Unauthorized' },
            KUBELET,
          ),
        },
      },
      'degraded',
      '1 of 2 targets down: cadvisor: server returned HTTP status 401 Unauthorized',
    ],
    [
      'has no target that is up',
      { with: { '/api/v1/targets?state=active': targets(...TOO_MANY) } },
      'broken',
      'all 12 targets are down: connection refused',
    ],
    ['has no targets', { with: { '/api/v1/targets?state=active': targets() } }, 'ok', undefined],
    ['cannot tell its targets', { with: { '/api/v1/targets?state=active': UNAVAILABLE } }, 'degraded', 'its targets cannot be read: 503'],
    [
      'has a rule that fails',
      {
        with: {
          '/api/v1/rules': success({
            groups: [{ rules: [{ name: 'Up', health: 'err', lastError: 'many-to-many matching not allowed' }] }],
          }),
        },
      },
      'degraded',
      'rule Up fails: many-to-many matching not allowed',
    ],
    [
      'is a Thanos querier: no TSDB status, no configuration',
      { found: { flavour: 'thanos-query' }, replies: { '/api/v1/status/buildinfo': HEALTHY['/api/v1/status/buildinfo'] ?? '' } },
      'ok',
      undefined,
    ],
    [
      'is a VictoriaMetrics that answers queries alone',
      { found: { flavour: 'victoria-metrics' }, replies: { [query('scraped')]: success({ resultType: 'vector', result: [] }) } },
      'ok',
      undefined,
    ],
    [
      'is an agent: it refuses queries',
      { with: { [query('scraped')]: { status: 422, text: '{"error":"unavailable with Prometheus Agent"}' } } },
      'ok',
      undefined,
    ],
    ['does not answer', { always: 'TIMEOUT' }, 'broken', 'no first byte in 15 s'],
    ['may not be asked', { denied: ['services/proxy', 'pods/proxy'] }, 'denied', 'you may not get services/proxy'],
    ['is something else', { always: '<html></html>' }, 'broken', 'the answer is not what it should be'],
    ['is reached by nobody', { found: { endpoints: [] } }, 'unknown', 'no way to its API is known'],
    ['has no ready pod', { inventory: { pods: [pod('p-0', { conditions: [] })] } }, 'broken', 'no pod is ready'],
    ['is a URL that the user gave: its pods are not known', { found: { pods: [] } }, 'ok', undefined],
  ])('%s', async (_name, given, health, word) => {
    const seen = verdict(await look(given));
    expect(seen.health).toBe(health);
    if (word === undefined) expect(seen.because).toBeUndefined();
    else expect(seen.because).toContain(word);
  });

  it('asks the pod when its Service leads nowhere, and then only the pod', async () => {
    const seen = await look({ replies: { '/api/v1/status/buildinfo': UNAVAILABLE, ...podReplies() } });
    expect(seen.judgement.health).toBe('ok');
    const api = seen.asked.filter((request) => request.includes('/api/v1/status') || request.includes('/targets'));
    expect(api.map((request) => request.includes('/pods/'))).toEqual([false, true, true, true, true]);
  });

  it('keeps a big list of targets for five minutes and asks a small one each time', async () => {
    const small = await look({});
    const big = await look({ with: { '/api/v1/targets?state=active': { text: targets(CADVISOR, { pool: 'x'.repeat(3 << 20) }) } } });
    const again = async (facts: unknown, afterMs: number) =>
      (await look({ nowMs: NOW + afterMs, facts: { prom: facts } })).asked.some((request) => request.includes('/targets'));
    expect(await again(small.facts, 15_000)).toBe(true);
    expect(await again(big.facts, 15_000)).toBe(false);
    expect(await again(big.facts, 301_000)).toBe(true);
  });

  it('names eight targets that are down and counts the others', async () => {
    const facts = factsIn(await look({ with: { '/api/v1/targets?state=active': targets(KUBELET, ...TOO_MANY) } }));
    expect(facts['targets up']).toBe('1 of 13');
    expect(facts['down besides']).toBe('4 more targets');
  });

  it('tells rates since the look before, and none after a restart', async () => {
    const first = await look({});
    const then = (with_: Readonly<Record<string, number>>) =>
      look({ nowMs: NOW + 10_000, facts: { prom: first.facts }, with: { '/metrics': counters(with_) } });
    expect(factsIn(await then({ prometheus_tsdb_head_samples_appended_total: 13_000 }))).toMatchObject({
      'samples stored': '300 per second',
      'series in the head': '5,100',
      'samples rejected since it started': 'none',
      started: '2 h ago',
    });
    expect(factsIn(await then({ prometheus_tsdb_head_samples_appended_total: 5 }))['samples stored']).toBeUndefined();
  });

  it('tells samples that it rejected and where its discovery failed', async () => {
    const own = counters({
      prometheus_target_scrapes_sample_out_of_order_total: 12,
      prometheus_target_scrapes_exceeded_sample_limit_total: 0,
      'prometheus_sd_kubernetes_failures_total{reason="forbidden"}': 4,
    });
    expect(factsIn(await look({ with: { '/metrics': own } }))).toMatchObject({
      'samples rejected since it started': '12 sample_out_of_order',
      'Kubernetes discovery': '4 failures since it started',
    });
  });
});
