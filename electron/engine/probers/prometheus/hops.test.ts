import { describe, expect, it } from 'vitest';
import type { Discovered } from '../../../../shared/model/component';
import { component, factsIn, NOW, type Reply, verdict } from '../oneLook.testSupport';
import { CADVISOR, counters, FOUND, KUBELET, look, query, success, type TargetGiven, targets, UNAVAILABLE } from './prometheus.testSupport';

describe('hops of a Prometheus', () => {
  const DISCOVERED: readonly Discovered[] = [
    component(FOUND),
    component({ kind: 'node-exporter', namespace: 'ns', pods: ['ne-1'] }),
    component({ kind: 'kube-state-metrics', namespace: 'ns', pods: ['ksm-1'] }),
    component({ kind: 'app', id: 'app', card: 'applications', namespace: 'ns', pods: ['web-1'] }),
    component({ kind: 'dashboard' }),
  ];
  const ofPod = (pool: string, name: string, over: Partial<TargetGiven> = {}): TargetGiven => ({
    pool,
    meta: { __meta_kubernetes_namespace: 'ns', __meta_kubernetes_pod_name: name },
    ...over,
  });
  const hopsWith = async (...given: readonly TargetGiven[]) =>
    verdict(await look({ discovered: DISCOVERED, with: { '/api/v1/targets?state=active': targets(...given) } })).hops;

  it.each<[string, TargetGiven, string]>([
    ['the path of the kubelet is cAdvisor', CADVISOR, 'cadvisor'],
    ['the node role without it is the kubelet', KUBELET, 'kubelet'],
    [
      'a Service named kubelet, as the operator makes it, is the kubelet',
      { pool: 'k', meta: { __meta_kubernetes_service_name: 'kubelet' } },
      'kubelet',
    ],
    [
      'default/kubernetes is the kube-apiserver',
      { pool: 'a', meta: { __meta_kubernetes_namespace: 'default', __meta_kubernetes_service_name: 'kubernetes' } },
      'api-objects',
    ],
    ['a pod of node-exporter', ofPod('any-name', 'ne-1'), 'node-exporter'],
    ['a pod of kube-state-metrics', ofPod('any-name', 'ksm-1'), 'kube-state-metrics'],
    ['a pod of an application', ofPod('any-name', 'web-1'), 'applications'],
    ['a pod that no component claims', ofPod('any-name', 'stranger'), 'applications'],
  ])('%s', async (_name, given, from) => {
    const all = Object.entries(await hopsWith(given)).filter(([hop]) => hop.endsWith('>prometheus'));
    const others = all.filter(([hop]) => hop !== `${from}>prometheus`);
    expect(all.find(([hop]) => hop === `${from}>prometheus`)?.[1]).toBe('ok');
    expect(new Set(others.map(([, health]) => health))).toEqual(new Set(['absent: no active target of this Prometheus scrapes it']));
  });

  it('itself is no source', async () => {
    expect(Object.values(await hopsWith(ofPod('prometheus', 'p-0')))).not.toContain('ok');
  });

  it('some down is degraded, all down broken, none scraped yet unknown', async () => {
    const down = (name: string) => ofPod('pods', name, { health: 'down', error: 'context deadline exceeded' });
    expect((await hopsWith(ofPod('pods', 'web-1'), down('x')))['applications>prometheus']).toBe(
      'degraded: 1 of 2 targets down: context deadline exceeded',
    );
    expect((await hopsWith(down('web-1'), down('x')))['applications>prometheus']).toBe('broken: context deadline exceeded');
    expect((await hopsWith(ofPod('pods', 'web-1', { health: 'unknown' })))['applications>prometheus']).toBe('unknown: not scraped yet');
  });

  it('carries period, age, expected and missed', async () => {
    const { judgement } = await look({ discovered: DISCOVERED });
    expect(judgement.hops.find((hop) => hop.from === 'cadvisor')).toMatchObject({
      periodSeconds: 30,
      ageSeconds: 7,
      expected: 1,
      missed: 0,
    });
  });

  it.each([
    [
      'a drop of a key family is told with its rule',
      '{source_labels: [__name__], regex: "go_.*", action: drop}, {source_labels: [__name__], regex: "container_cpu.*", action: drop}',
      'degraded: scraped and thrown away: job cadvisor drops container_cpu_usage_seconds_total by rule 2 of metric_relabel_configs',
    ],
    [
      'a drop of families that nobody needs is none',
      '{source_labels: [__name__], regex: "container_(tasks_state|blkio.*)", action: drop}',
      'ok',
    ],
    ['a drop of series without a pod leaves those with one', '{source_labels: [pod], regex: "", action: drop}', 'ok'],
    ['rules that cannot be read claim nothing', '{action: dance}', 'ok'],
  ])('%s', async (_name, rules, expected) => {
    const yaml = `scrape_configs:\n- job_name: cadvisor\n  metric_relabel_configs: [${rules}]\n`;
    const seen = await look({ discovered: DISCOVERED, with: { '/api/v1/status/config': success({ yaml }) } });
    expect(verdict(seen).hops['cadvisor>prometheus']).toBe(expected);
  });

  it('a configuration that is no YAML is malformed and breaks nothing', async () => {
    const seen = await look({ with: { '/api/v1/status/config': success({ yaml: 'a: [b' }) } });
    expect(seen.judgement.health).toBe('ok');
    expect(seen.observations.find((each) => each.name === 'config')?.observation.state).toBe('malformed');
  });

  it('samples lost to relabelling are a fact', async () => {
    const vector = (value: string) => success({ resultType: 'vector', result: [{ metric: { job: 'cadvisor' }, value: [1, value] }] });
    const seen = await look({ with: { [query('scraped')]: vector('3357'), [query('post_metric_relabeling')]: vector('2329') } });
    expect(factsIn(seen)['samples after relabelling']).toBe('cadvisor keeps 2,329 of 3,357');
  });

  const AM = { '/api/v1/alertmanagers': success({ activeAlertmanagers: [{ url: 'http://am:9093/api/v2/alerts' }] }) };
  it.each<[string, Readonly<Record<string, Reply>>, string]>([
    ['no Alertmanager configured', {}, 'absent: this Prometheus has no Alertmanager configured'],
    ['one, and nothing lost', AM, 'ok'],
    [
      'one, and every alert lost',
      { ...AM, '/metrics': counters({ prometheus_notifications_errors_total: 5, prometheus_notifications_sent_total: 5 }) },
      'broken: 5 alerts failed or were dropped since it started, 5 sent',
    ],
    ['the list cannot be read', { '/api/v1/alertmanagers': UNAVAILABLE }, 'unknown: cannot be seen: 503: Service Unavailable'],
  ])('alerts: %s', async (_name, with_, expected) => {
    expect(verdict(await look({ with: with_ })).hops['prometheus>alertmanager']).toBe(expected);
  });

  it('alerts lost long ago are forgotten when they arrive again', async () => {
    const lost = counters({ prometheus_notifications_errors_total: 5 });
    const first = await look({ with: { ...AM, '/metrics': lost } });
    expect(verdict(first).hops['prometheus>alertmanager']).toContain('broken');
    const second = await look({ nowMs: NOW + 15_000, facts: { prom: first.facts }, with: { ...AM, '/metrics': lost } });
    expect(verdict(second).hops['prometheus>alertmanager']).toBe('ok');
  });

  it('a dashboard is concluded from its query counters, and only then', async () => {
    const queries = (n: number) => ({ '/metrics': counters({ 'prometheus_http_requests_total{handler="/api/v1/query_range"}': n }) });
    const first = await look({ discovered: DISCOVERED, with: queries(10) });
    expect(verdict(first).hops['prometheus>dashboard']).toBeUndefined();
    const then = (n: number) => look({ discovered: DISCOVERED, nowMs: NOW + 10_000, facts: { prom: first.facts }, with: queries(n) });
    const asked = await then(15);
    expect(asked.judgement.hops.find((hop) => hop.to === 'dashboard')).toMatchObject({ health: 'ok', inferred: true });
    expect(verdict(await then(10)).hops['prometheus>dashboard']).toBe('unknown: nobody has asked since the last look');
  });
});
