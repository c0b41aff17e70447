import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { type DemoServer, startDemoServer } from '../support/demoServer';
import { LIVE_PROMETHEUS, startLivePrometheus } from '../support/livePrometheus';
import { KIT } from '../support/realCluster';

test('a real Prometheus 3.10 discovers the demo by kubernetes_sd and scrapes it through the apiserver proxy', async () => {
  test.skip(KIT === undefined || !fs.existsSync(LIVE_PROMETHEUS), 'needs the Prometheus of the cluster kit');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-sd-'));
  const demo = await startDemoServer();
  const prometheus = await startLivePrometheus(configFor(demo, folder), folder);
  try {
    await expect(async () => {
      const { pods, ...others } = await upByJob(prometheus.port);
      expect(others).toEqual({ nodes: [3, 3], cadvisor: [3, 3], endpoints: [1, 1] });
      expect(pods?.[1]).toBeGreaterThanOrEqual(3);
      expect(pods?.[0]).toBe(pods?.[1]);
    }).toPass({ timeout: 120_000 });
  } finally {
    await prometheus.stop();
    await demo.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

function configFor(demo: DemoServer, folder: string): object {
  const config = parse(fs.readFileSync(demo.kubeconfig, 'utf8'));
  const { server } = config.clusters[0].cluster;
  fs.writeFileSync(path.join(folder, 'token'), config.users[0].user.token);
  fs.writeFileSync(path.join(folder, 'ca.pem'), Buffer.from(config.clusters[0].cluster['certificate-authority-data'], 'base64'));
  const access = { authorization: { credentials_file: `${folder}/token` }, tls_config: { ca_file: `${folder}/ca.pem` } };
  const toServer = { target_label: '__address__', replacement: new URL(server).host };
  const job = (name: string, role: string, relabel: readonly object[]) => ({
    job_name: name,
    scheme: 'https',
    ...access,
    kubernetes_sd_configs: [{ role, api_server: server, ...access }],
    relabel_configs: [...relabel, toServer],
  });
  const throughNode = (metrics: string) => ({
    source_labels: ['__meta_kubernetes_node_name'],
    target_label: '__metrics_path__',
    replacement: `/api/v1/nodes/$1/proxy${metrics}`,
  });
  const instance = (label: string) => ({ source_labels: [label], target_label: 'instance' });
  return {
    global: { scrape_interval: '5s', scrape_timeout: '5s' },
    scrape_configs: [
      job('nodes', 'node', [throughNode('/metrics'), instance('__meta_kubernetes_node_name')]),
      job('cadvisor', 'node', [throughNode('/metrics/cadvisor'), instance('__meta_kubernetes_node_name')]),
      job('endpoints', 'endpoints', [
        {
          source_labels: ['__meta_kubernetes_service_name', '__meta_kubernetes_endpoint_port_name'],
          action: 'keep',
          regex: 'kube-state-metrics;http-metrics',
        },
        {
          source_labels: ['__meta_kubernetes_namespace', '__meta_kubernetes_service_name'],
          separator: '/services/',
          target_label: '__metrics_path__',
          replacement: '/api/v1/namespaces/$1:http-metrics/proxy/metrics',
        },
      ]),
      job('pods', 'pod', [
        {
          source_labels: ['__meta_kubernetes_pod_annotation_prometheus_io_scrape', '__meta_kubernetes_pod_ready'],
          action: 'keep',
          regex: 'true;true',
        },
        { source_labels: ['__meta_kubernetes_pod_container_port_number'], action: 'keep', regex: '\\d+' },
        instance('__meta_kubernetes_pod_name'),
        {
          source_labels: [
            '__meta_kubernetes_namespace',
            '__meta_kubernetes_pod_name',
            '__meta_kubernetes_pod_annotation_prometheus_io_port',
          ],
          regex: '(.+);(.+);(.+)',
          target_label: '__metrics_path__',
          replacement: '/api/v1/namespaces/$1/pods/$2:$3/proxy/metrics',
        },
      ]),
    ],
  };
}

/** job -> [targets up, targets]. */
async function upByJob(port: number): Promise<Record<string, [number, number]>> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/targets?state=active`).catch(() => undefined);
  if (!answer?.ok) return {};
  const { data } = (await answer.json()) as { data: { activeTargets: { scrapePool: string; health: string }[] } };
  const counts: Record<string, [number, number]> = {};
  for (const { scrapePool, health } of data.activeTargets) {
    const [up, all] = counts[scrapePool] ?? [0, 0];
    counts[scrapePool] = [up + (health === 'up' ? 1 : 0), all + 1];
  }
  return counts;
}
