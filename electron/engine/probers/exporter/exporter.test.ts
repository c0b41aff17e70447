import { describe, expect, it } from 'vitest';
import { alertmanagerProber } from '../alertmanager/prober';
import {
  component,
  endpoints,
  factsIn,
  lookOnce,
  NOW,
  notReady,
  type OneLook,
  pod,
  type Reply,
  verdict,
  workload,
} from '../oneLook.testSupport';
import type { PrometheusFacts } from '../prometheus/facts';
import { exporterProber } from './prober';

const FOUND = { id: 'ne', kind: 'node-exporter', namespace: 'ns', pods: ['p-0'], endpoints: endpoints(['metrics']) } as const;
const TEXT = [
  'node_exporter_build_info{version="1.5.0"} 1',
  `process_start_time_seconds ${NOW / 1000 - 86_400}`,
  'node_scrape_collector_success{collector="cpu"} 1',
  'node_scrape_collector_success{collector="nfs"} 0',
  '',
].join('\n');

function look(given: OneLook) {
  return lookOnce(exporterProber, {
    inventory: { pods: [pod('p-0')] },
    replies: { '/metrics': TEXT },
    ...given,
    found: { ...FOUND, ...given.found },
  });
}

const HOP = 'node-kernel>node-exporter';
const DAEMON = { kind: 'DaemonSet', namespace: 'ns', name: 'ne' } as const;
const OWNED = { kind: 'DaemonSet', name: 'ne' } as const;

describe('an exporter', () => {
  it.each<[string, OneLook, string, string | undefined, string]>([
    ['answers', {}, 'ok', undefined, 'ok'],
    [
      'answers with no series',
      { replies: { '/metrics': '' } },
      'degraded',
      'answers, with no series at all',
      'unknown: cannot be seen: no series came',
    ],
    ['does not answer', { always: 'TIMEOUT' }, 'broken', 'no first byte in 15 s', 'unknown'],
    ['answers with a page', { always: { text: '<html></html>', type: 'text/html' } }, 'broken', 'an HTML page', 'unknown'],
    ['may not be asked', { denied: ['services/proxy', 'pods/proxy'] }, 'denied', 'you may not get services/proxy', 'unknown'],
    ['may be asked at its pod alone', { denied: ['services/proxy'] }, 'ok', undefined, 'ok'],
    [
      'is not ready, and answers',
      { inventory: { pods: [notReady('p-0')] } },
      'broken',
      'no pod is ready: containers with unready status: [c]',
      'ok',
    ],
    [
      'is missing on a node',
      { found: { workload: DAEMON }, inventory: { pods: [pod('p-0', { owner: OWNED })], workloads: [workload('DaemonSet', 'ne', 3, 1)] } },
      'degraded',
      'DaemonSet ns/ne has pods on 1 of 3 nodes',
      'ok',
    ],
  ])('%s', async (_name, given, health, word, hop) => {
    const seen = verdict(await look(given));
    expect(seen.health).toBe(health);
    if (word === undefined) expect(seen.because).toBeUndefined();
    else expect(seen.because).toContain(word);
    expect(seen.hops[HOP]).toContain(hop);
  });

  it('tells version, start and collectors that failed', async () => {
    const seen = await look({});
    expect(seen.judgement.version).toBe('1.5.0');
    expect(factsIn(seen)).toMatchObject({ exposes: '4 series', started: '1 d ago', 'collectors that failed': 'nfs' });
  });

  it('a Pushgateway tells its oldest group', async () => {
    const text = `push_time_seconds{job="a"} ${NOW / 1000 - 60}\npush_time_seconds{job="b"} ${NOW / 1000 - 7200}\n`;
    const seen = await look({ found: { kind: 'pushgateway' }, replies: { '/metrics': text } });
    expect(factsIn(seen)['groups pushed']).toBe('2, the oldest 2 h ago');
    expect(verdict(seen).hops).toEqual({});
  });

  it('an application is asked at its own path', async () => {
    const at = FOUND.endpoints.map((each) => ({ ...each, path: '/stats/prometheus' }));
    const seen = await look({ found: { kind: 'app', endpoints: at }, replies: { '/stats/prometheus': 'a 1\n' } });
    expect(seen.judgement.health).toBe('ok');
  });
});

describe('an exporter among too many', () => {
  const PROMETHEUS = component({ kind: 'prometheus', id: 'prom', name: 'k8s' });
  function prometheus(health: string, lastError = ''): PrometheusFacts {
    const meta = { __meta_kubernetes_namespace: 'ns', __meta_kubernetes_pod_name: 'p-0' };
    const value = [{ labels: {}, discoveredLabels: meta, scrapeUrl: 'http://10.0.0.1:9100/metrics', health, lastError }];
    const look = { request: 'GET targets', route: 'service proxy', atMs: NOW, durationMs: 1, evidence: [] };
    return { of: 'prometheus', slowAtMs: 0, targets: { ...look, state: 'ok', value } };
  }

  it.each<[string, OneLook, string, string | undefined]>([
    ['is ok when a Prometheus scrapes it', { facts: { prom: prometheus('up') } }, 'ok', undefined],
    [
      'is broken when it cannot',
      { facts: { prom: prometheus('down', 'connection refused') } },
      'broken',
      'Prometheus cannot scrape it: connection refused',
    ],
    [
      'is broken when its pod is not ready, whatever Prometheus says',
      { facts: { prom: prometheus('up') }, inventory: { pods: [notReady('p-0')] } },
      'broken',
      'no pod is ready',
    ],
    ['is unknown when nobody scrapes it', {}, 'unknown', 'not asked directly in this turn'],
  ])('%s', async (_name, given, health, word) => {
    const seen = await look({ depth: 'bulk', discovered: [PROMETHEUS], ...given });
    expect(seen.asked).toEqual([]);
    expect(verdict(seen)).toMatchObject({ health, hops: {} });
    if (word !== undefined) expect(seen.judgement.because).toContain(word);
  });
});

describe('an Alertmanager', () => {
  const STATUS = JSON.stringify({ cluster: { status: 'ready', peers: [{}, {}] }, versionInfo: { version: '0.27.0' }, uptime: 'x' });
  const ALERTS = JSON.stringify([
    { labels: { alertname: 'Watchdog' }, status: { state: 'active' } },
    { labels: { alertname: 'Quiet' }, status: { state: 'suppressed' } },
  ]);
  const HEALTHY: Readonly<Record<string, Reply>> = { '/api/v2/status': STATUS, '/api/v2/alerts': ALERTS };
  const lookAt = (given: OneLook) =>
    lookOnce(alertmanagerProber, {
      inventory: { pods: [pod('p-0')] },
      replies: HEALTHY,
      ...given,
      found: { namespace: 'ns', pods: ['p-0'], endpoints: endpoints(['api']), ...given.found },
    });

  it.each<[string, OneLook, string, string | undefined]>([
    ['answers', {}, 'ok', undefined],
    ['does not answer', { always: 'TIMEOUT' }, 'broken', 'no first byte in 15 s'],
    ['may not be asked', { denied: ['services/proxy', 'pods/proxy'] }, 'denied', 'you may not'],
    ['is another program', { always: '"hello"' }, 'broken', 'unexpected JSON at the top'],
    ['is reached by nobody', { found: { endpoints: [] } }, 'unknown', 'no way to its API is known'],
    [
      'has one of two pods',
      { found: { pods: ['p-0', 'p-1'] }, inventory: { pods: [pod('p-0'), notReady('p-1', 'crash')] } },
      'degraded',
      '1 of 2 pods ready: crash',
    ],
  ])('%s', async (_name, given, health, word) => {
    const seen = verdict(await lookAt(given));
    expect(seen.health).toBe(health);
    if (word === undefined) expect(seen.because).toBeUndefined();
    else expect(seen.because).toContain(word);
  });

  it('counts what fires and is not silenced', async () => {
    const seen = await lookAt({});
    expect(seen.judgement.number).toEqual({ value: 1, unit: 'alerts', label: 'firing' });
    expect(factsIn(seen)).toMatchObject({ alerts: 'Watchdog', cluster: 'ready, 2 peers' });
  });
});
