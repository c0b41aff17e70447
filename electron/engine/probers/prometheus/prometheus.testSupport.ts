import { endpoints, lookOnce, NOW, type OneLook, pod, type Reply } from '../oneLook.testSupport';
import { prometheusProber } from './prober';

export const FOUND = { id: 'prom', kind: 'prometheus', namespace: 'ns', pods: ['p-0'], endpoints: endpoints(['api', 'metrics']) } as const;

export interface TargetGiven {
  readonly pool: string;
  readonly url?: string;
  readonly health?: string;
  readonly error?: string;
  readonly meta?: Readonly<Record<string, string>>;
}

export function target({ pool, url = 'http://10.0.0.1:80/metrics', health = 'up', error = '', meta = {} }: TargetGiven): object {
  return {
    discoveredLabels: meta,
    labels: { job: pool },
    scrapePool: pool,
    scrapeUrl: url,
    lastError: error,
    lastScrape: new Date(NOW - 7_000).toISOString(),
    lastScrapeDuration: 0.25,
    health,
    scrapeInterval: '30s',
  };
}

export const CADVISOR = { pool: 'cadvisor', url: 'https://10.0.0.1:10250/metrics/cadvisor', meta: { __meta_kubernetes_node_name: 'n1' } };
export const KUBELET = { pool: 'kubelet', url: 'https://10.0.0.1:10250/metrics', meta: { __meta_kubernetes_node_name: 'n1' } };

export function targets(...given: readonly TargetGiven[]): string {
  return JSON.stringify({ status: 'success', data: { activeTargets: given.map(target), droppedTargets: [] } });
}

export function success(data: unknown): string {
  return JSON.stringify({ status: 'success', data });
}

export function counters(over: Readonly<Record<string, number>> = {}): string {
  const values = {
    process_start_time_seconds: NOW / 1000 - 7200,
    prometheus_tsdb_head_series: 5100,
    prometheus_tsdb_head_samples_appended_total: 10_000,
    prometheus_notifications_sent_total: 0,
    prometheus_notifications_errors_total: 0,
    ...over,
  };
  return `${Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join('\n')}\n`;
}

export const HEALTHY: Readonly<Record<string, Reply>> = {
  '/api/v1/status/buildinfo': success({ version: '3.10.0', goVersion: 'go1.25' }),
  '/api/v1/targets?state=active': targets(CADVISOR, KUBELET),
  '/api/v1/rules': success({ groups: [] }),
  '/api/v1/status/config': success({ yaml: 'scrape_configs: []\n' }),
  '/api/v1/alertmanagers': success({ activeAlertmanagers: [] }),
  '/metrics': counters(),
};
export const UNAVAILABLE = { status: 503, text: 'Service Unavailable' };

export function look(given: OneLook & { readonly with?: Readonly<Record<string, Reply>> }) {
  const replies = given.replies ?? { ...HEALTHY, ...given.with };
  return lookOnce(prometheusProber, { inventory: { pods: [pod('p-0')] }, ...given, found: { ...FOUND, ...given.found }, replies });
}

export function query(which: 'scraped' | 'post_metric_relabeling'): string {
  return `/api/v1/query?query=${encodeURIComponent(`sum by (job) (scrape_samples_${which})`)}`;
}

export function podReplies(): Record<string, Reply> {
  return Object.fromEntries(Object.entries(HEALTHY).map(([path, reply]) => [`pod:${path}`, reply]));
}
