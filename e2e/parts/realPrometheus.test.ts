import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse, stringify } from 'yaml';
import { systemClock } from '../../electron/engine/clock';
import { endpointFromWords } from '../../electron/engine/givenEndpoints';
import { CHARTS } from '../../shared/model/charts';
import { reportOf } from '../support/commandLine';
import { type DemoServer, startDemoServer } from '../support/demoServer';
import { lookAt } from '../support/lookedAt';

/** Debian's Prometheus 2.42 (built without Kubernetes discovery), node-exporter and Alertmanager. */
const BIN = process.env['HOPSCOPE_DEBIAN_BIN'] ?? '/usr/bin';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-prometheus-'));
const children: ChildProcess[] = [];
let demo: DemoServer;
let prometheusUrl = '';
let proxied: { readonly server: string; readonly token: string };

beforeAll(async () => {
  demo = await startDemoServer();
  const config = parse(fs.readFileSync(demo.kubeconfig, 'utf8'));
  proxied = { server: config.clusters[0].cluster.server, token: config.users[0].user.token };
  const [prometheus, exporter, manager, gossip] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  start('prometheus-node-exporter', [`--web.listen-address=127.0.0.1:${exporter}`]);
  fs.writeFileSync(path.join(folder, 'alertmanager.yml'), 'route: {receiver: none}\nreceivers: [{name: none}]\n');
  start('prometheus-alertmanager', [
    `--config.file=${folder}/alertmanager.yml`,
    `--storage.path=${folder}/am`,
    `--web.listen-address=127.0.0.1:${manager}`,
    `--cluster.listen-address=127.0.0.1:${gossip}`,
  ]);
  fs.writeFileSync(path.join(folder, 'token'), proxied.token);
  fs.writeFileSync(path.join(folder, 'ca.pem'), Buffer.from(config.clusters[0].cluster['certificate-authority-data'], 'base64'));
  fs.writeFileSync(path.join(folder, 'targets.json'), JSON.stringify(demoTargets()));
  fs.writeFileSync(
    path.join(folder, 'rules.yml'),
    stringify({ groups: [{ name: 'one', rules: [{ record: 'targets:up', expr: 'sum(up)' }] }] }),
  );
  fs.writeFileSync(path.join(folder, 'prometheus.yml'), stringify(prometheusConfig(exporter, manager)));
  start('prometheus', [
    `--config.file=${folder}/prometheus.yml`,
    `--storage.tsdb.path=${folder}/data`,
    `--web.listen-address=127.0.0.1:${prometheus}`,
  ]);
  prometheusUrl = `http://127.0.0.1:${prometheus}`;
  await vi.waitFor(async () => expect((await fetch(`${prometheusUrl}/-/ready`)).status).toBe(200), { timeout: 30_000, interval: 200 });
});

afterAll(async () => {
  for (const child of children) child.kill('SIGTERM');
  await demo.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

function start(program: string, words: readonly string[]): void {
  children.push(spawn(path.join(BIN, program), [...words], { stdio: 'ignore' }));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

const PROXIED: Record<string, string> = {
  kubelet: '/api/v1/nodes/hop-1/proxy/metrics',
  cadvisor: '/api/v1/nodes/hop-1/proxy/metrics/cadvisor',
  resource: '/api/v1/nodes/hop-2/proxy/metrics/resource',
  'kube-state-metrics': '/api/v1/namespaces/kube-system/services/kube-state-metrics:http-metrics/proxy/metrics',
  'ksm-telemetry': '/api/v1/namespaces/kube-system/services/kube-state-metrics:telemetry/proxy/metrics',
  'node-exporter': '/api/v1/namespaces/monitoring/services/node-exporter:metrics/proxy/metrics',
  prometheus: '/api/v1/namespaces/monitoring/services/prometheus:web/proxy/metrics',
  apiserver: '/metrics',
};

function demoTargets(): object[] {
  return Object.entries(PROXIED).map(([component, metrics]) => ({
    targets: [new URL(proxied.server).host],
    labels: { __metrics_path__: metrics, component },
  }));
}

function prometheusConfig(exporter: number, manager: number): object {
  return {
    global: { scrape_interval: '2s', scrape_timeout: '2s', evaluation_interval: '2s' },
    rule_files: [`${folder}/rules.yml`],
    alerting: { alertmanagers: [{ static_configs: [{ targets: [`127.0.0.1:${manager}`] }] }] },
    scrape_configs: [
      {
        job_name: 'demo',
        scheme: 'https',
        authorization: { credentials_file: `${folder}/token` },
        tls_config: { ca_file: `${folder}/ca.pem` },
        file_sd_configs: [{ files: [`${folder}/targets.json`] }],
      },
      { job_name: 'node', static_configs: [{ targets: [`127.0.0.1:${exporter}`] }] },
    ],
  };
}

async function query(expression: string): Promise<Record<string, string>> {
  const answer = await fetch(`${prometheusUrl}/api/v1/query?query=${encodeURIComponent(expression)}`);
  const { data } = (await answer.json()) as { data: { result: { metric: Record<string, string>; value: [number, string] }[] } };
  return Object.fromEntries(data.result.map(({ metric, value }) => [metric['component'] ?? metric['job'] ?? '', value[1]]));
}

describe("Debian's Prometheus 2.42", () => {
  it('scrapes every component of the demo through the apiserver proxy', async () => {
    const everyUp = Object.fromEntries(Object.keys(PROXIED).map((component) => [component, '1']));
    await expect.poll(() => query('up{job="demo"}'), { timeout: 60_000 }).toEqual(everyUp);
  });

  it('stores what it scraped: containers with names and their own timestamps, nodes, objects', async () => {
    await expect
      .poll(
        async () => Number((await query('count by (component) (container_cpu_usage_seconds_total{container!="",pod!=""})'))['cadvisor']),
        { timeout: 60_000 },
      )
      .toBeGreaterThan(3);
    expect(Number((await query('count by (component) (kube_node_info)'))['kube-state-metrics'])).toBe(3);
    expect(Number((await query('count by (component) (node_cpu_usage_seconds_total)'))['resource'])).toBe(1);
  });

  it('is found and probed by hopscope as a direct endpoint, with the real node-exporter and Alertmanager behind it', async () => {
    const { report } = await reportOf(['--kubeconfig', demo.kubeconfig, '--endpoint', `prometheus=${prometheusUrl}`]);
    const found = report.components.filter((component) => component.kind === 'prometheus');
    const direct = found.find((component) => component.version === '2.42.0+ds' || component.version?.startsWith('2.42'));
    expect(direct).toMatchObject({ health: 'ok' });
    expect(direct?.number?.value).toBe(Object.keys(PROXIED).length + 1);
    expect(direct?.evidence.some((proof) => proof.request?.includes(prometheusUrl))).toBe(true);
  });

  it('has each of its charts drawn from its own answers', async () => {
    const endpoint = endpointFromWords(`prometheus=${prometheusUrl}`);
    if (!endpoint.ok) throw new Error(endpoint.error.says);
    const { session } = lookAt(demo.kubeconfig, systemClock, undefined, [endpoint.value]);
    try {
      session.start();
      const drawn = () => {
        const found = session.discovered.find((each) => each.name === new URL(prometheusUrl).host);
        const heads = found === undefined ? [] : session.history.heads(found.id);
        return new Set(
          heads
            .filter(({ key }) => session.history.read(found?.id ?? '', key).some(({ value }) => value !== null))
            .map(({ chart }) => chart?.key),
        );
      };
      const declared = (CHARTS.prometheus ?? []).map(({ key }) => key);
      await expect.poll(() => declared.filter((key) => !drawn().has(key)), { timeout: 100_000, interval: 1_000 }).toEqual([]);
    } finally {
      session.close();
    }
  });
});
