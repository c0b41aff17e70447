import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../objects';
import { adapterMetricsText, prometheusMetricsText } from './adapterMetrics';
import { alertmanager } from './alertmanager';
import { apiserverMetricsText } from './apiserverMetrics';
import { application } from './application';
import { nodeExporter } from './nodeExporter';
import { stateMetricsLog } from './stateMetricsLog';
import { bodyOf, familiesOf, get, recorded, samplesOf, surprises } from './testShape';
import { pod, startMs, TestObjects, TestRunning, testWorld } from './testWorld';

function apiService(name: string, status: string): KubeObject {
  const metadata = { name, uid: name, resourceVersion: '1', creationTimestamp: '2026-11-21T13:00:00Z' };
  return { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata, status: { conditions: [{ type: 'Available', status }] } };
}

const running = new TestRunning(testWorld(), [pod('demo', 'web', 'node-1')]);
const objects = new TestObjects({
  'apiservices.apiregistration.k8s.io': [apiService('v1beta1.metrics.k8s.io', 'False'), apiService('v1.apps', 'True')],
});
const exporter = nodeExporter({ node: 'node-1', running: () => running, objects });

describe('expositions from the recorded catalogs', () => {
  for (const [file, text] of [
    ['apiserver-metrics', () => apiserverMetricsText(running, objects)],
    ['prometheus-adapter-metrics', () => adapterMetricsText(startMs, running.nowMs)],
    ['prometheus-metrics', () => prometheusMetricsText(startMs, running.nowMs)],
    ['node-exporter-metrics', async () => bodyOf(await exporter.handle(get('/metrics')))],
  ] as const) {
    it(`${file}: families, types and helps`, async () => {
      expect(familiesOf(await text())).toEqual(familiesOf(recorded(`${file}.txt`)));
    });
    it(`${file}: label names`, async () => {
      expect(surprises(file, await text(), `${file}.txt`)).toEqual([]);
    });
  }

  it('nothing of the recorded machine is left', async () => {
    const all = [apiserverMetricsText(running, objects), bodyOf(await exporter.handle(get('/metrics')))].join('');
    expect(/hop-1|10\.77\.0\.2|hopscope-cluster|\$\{/.test(all)).toBe(false);
  });
});

describe('apiserver', () => {
  it('says which APIServices are unavailable', () => {
    const rows = samplesOf(apiserverMetricsText(running, objects)).filter((sample) => sample.name === 'aggregator_unavailable_apiservice');
    expect(rows.map((row) => [row.labels['name'], row.value])).toEqual([
      ['v1.apps', 0],
      ['v1beta1.metrics.k8s.io', 1],
    ]);
  });

  it('counts the objects of the store', () => {
    const rows = samplesOf(apiserverMetricsText(running, objects)).filter((sample) => sample.labels['resource'] === 'apiservices');
    expect(rows.find((row) => row.name === 'apiserver_resource_objects')?.value).toBe(2);
  });

  it('has started when the world did', () => {
    const text = apiserverMetricsText(running, objects);
    expect(samplesOf(text).find((sample) => sample.name === 'process_start_time_seconds')?.value).toBe(startMs / 1000);
  });
});

describe('node-exporter', () => {
  it('tells of the same node as its kubelet', async () => {
    const samples = samplesOf(bodyOf(await exporter.handle(get('/metrics'))));
    const cpu = samples.filter((sample) => sample.name === 'node_cpu_seconds_total');
    const busy = cpu.filter((sample) => sample.labels['mode'] !== 'idle').reduce((sum, sample) => sum + sample.value, 0);
    expect(busy).toBeCloseTo(running.nodeUsage('node-1', running.nowMs).cpuCoreSeconds, 0);
    const all = cpu.reduce((sum, sample) => sum + sample.value, 0);
    expect(all / 4).toBeCloseTo((running.nowMs - startMs) / 1000, 0);
    const of = (name: string) => samples.find((sample) => sample.name === name);
    expect(of('node_memory_MemTotal_bytes')?.value).toBe(16 * 1024 ** 3);
    expect(of('node_uname_info')?.labels['nodename']).toBe('node-1');
  });

  it('answers as plain text 0.0.4, and 404 elsewhere', async () => {
    expect((await exporter.handle(get('/metrics'))).headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect((await exporter.handle(get('/nothing'))).status).toBe(404);
  });
});

describe('an application', () => {
  const app = application({ running: () => running, namespace: 'demo', pod: 'web', container: 'web' });

  it('counts what it really served', async () => {
    const samples = samplesOf(bodyOf(await app.handle(get('/metrics'))));
    const requests = samples.filter((sample) => sample.name === 'http_requests_total');
    expect(requests.map((sample) => [sample.labels['code'], sample.value])).toEqual([
      ['200', 5355],
      ['500', 595],
    ]);
    expect(samples.find((sample) => sample.name === 'http_request_duration_seconds_count')?.value).toBe(5950);
    expect(samples.find((sample) => sample.name === 'web_queue_depth')?.value).toBe(3);
  });

  it('that is not running or exposes nothing is not found', async () => {
    const gone = application({ running: () => running, namespace: 'demo', pod: 'web', container: 'other' });
    expect((await gone.handle(get('/metrics'))).status).toBe(404);
  });
});

describe('Alertmanager', () => {
  const alert = {
    labels: { alertname: 'Watchdog', cluster: 'demo' },
    annotations: {},
    startsAtMs: startMs,
    updatedAtMs: startMs + 1000,
    endsAtMs: running.nowMs + 1000,
    generatorUrl: 'http://prometheus:9090/graph',
  };
  const manager = alertmanager({ running: () => running, alerts: () => [alert, { ...alert, endsAtMs: running.nowMs - 1 }] });
  const fieldNames = (value: unknown) => Object.keys(JSON.parse(JSON.stringify(value)));

  it('alerts that have not ended, with the recorded fields', async () => {
    const answer = await manager.handle(get('/api/v2/alerts'));
    const [first, ...rest] = JSON.parse(bodyOf(answer));
    expect(rest).toEqual([]);
    expect(fieldNames(first)).toEqual(fieldNames(JSON.parse(recorded('alertmanager-alerts.json'))[0]));
    expect(answer.headers['content-type']).toBe('application/json');
  });

  it('status with the recorded fields', async () => {
    const got = JSON.parse(bodyOf(await manager.handle(get('/api/v2/status'))));
    const theirs = JSON.parse(recorded('alertmanager-status.json'));
    expect(fieldNames(got)).toEqual(fieldNames(theirs));
    expect(got.versionInfo).toEqual(theirs.versionInfo);
  });

  it('/-/ready and the number of alerts', async () => {
    expect(bodyOf(await manager.handle(get('/-/ready')))).toBe('OK');
    const rows = samplesOf(bodyOf(await manager.handle(get('/metrics')))).filter((sample) => sample.name === 'alertmanager_alerts');
    expect(rows.map((row) => row.value)).toEqual([1, 0]);
  });
});

describe("kube-state-metrics' log", () => {
  it('names what it may not list, in the words of the reflector', () => {
    const world = testWorld({ kubeStateMetrics: { forbidden: ['nodes'], labelAllowlist: [] } });
    const lines = stateMetricsLog(world, startMs, startMs + 65_000);
    const refused = lines.filter((line) => line.includes('nodes is forbidden'));
    expect(refused).toHaveLength(4);
    expect(refused[0]).toMatch(
      /^W1121 13:00:30\.\d{6} {7}1 reflector\.go:569\] k8s\.io\/client-go@v0\.32\.1\/tools\/cache\/reflector\.go:251: failed to list \*v1\.Node: nodes is forbidden: User "system:serviceaccount:kube-system:kube-state-metrics" cannot list resource "nodes" in API group "" at the cluster scope$/,
    );
  });

  it('says nothing of that kind when all is granted', () => {
    expect(stateMetricsLog(testWorld(), startMs, startMs + 65_000).some((line) => line.includes('forbidden'))).toBe(false);
  });
});
