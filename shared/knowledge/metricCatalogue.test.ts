import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseExposition } from '../exposition/parse';
import { allFamilies, knownFamilies, RENAMED, renamed } from './metricCatalogue';
import { nearestNames } from './nearestName';

const FIXTURES = new URL('../../e2e/fixtures/', import.meta.url);

/** Of the demo applications, and of cAdvisor's own test of collectors that read an application's. */
const NOT_KNOWN = [
  'container_custom_app_metric_1',
  'container_custom_app_metric_2',
  'container_custom_app_metric_3',
  'http_requests_total',
  'web_queue_depth',
];

function recordedFamilies(): readonly string[] {
  const names = new Set<string>();
  for (const folder of ['cluster/healthy', 'endpoints', 'exposition']) {
    const files = readdirSync(new URL(folder, FIXTURES)).filter((file) => /\.txt(\.gz)?$/.test(file));
    for (const file of files) for (const name of familiesIn(new URL(`${folder}/${file}`, FIXTURES))) names.add(name);
  }
  return [...names];
}

function familiesIn(file: URL): readonly string[] {
  const bytes = readFileSync(file);
  const read = parseExposition(file.pathname.endsWith('.gz') ? gunzipSync(bytes) : bytes, 'text');
  return read.ok ? [...read.value.families].flatMap(([name, { type }]) => (type === undefined ? [] : [name])) : [];
}

describe('the catalogue of metrics', () => {
  it('knows every family that was recorded, but those of applications', () => {
    const recorded = recordedFamilies();
    expect(recorded.length).toBeGreaterThan(800);
    expect(recorded.filter((name) => knownFamilies(name).length === 0).sort()).toEqual(NOT_KNOWN);
  });

  it('each row has its source and version, and a type of the format', () => {
    for (const row of allFamilies()) {
      expect(row.source.length * row.version.length * row.component.length).toBeGreaterThan(0);
      expect(['counter', 'gauge', 'histogram', 'summary', 'untyped', 'info', 'stateset', 'stateSet', 'unknown']).toContain(row.type);
    }
  });

  it.each([
    [
      'container_cpu_usage_seconds_total',
      [
        ['cadvisor', 'counter', undefined, 'cpu'],
        ['kubelet', 'counter', 'STABLE', '/metrics/resource'],
      ],
    ],
    ['kube_pod_status_phase', [['kube-state-metrics', 'gauge', 'STABLE', 'pod']]],
    ['apiserver_request_duration_seconds_bucket', [['any server of apiserver/pkg/server', 'histogram', 'STABLE', undefined]]],
    ['node_load1', [['node-exporter', 'gauge', undefined, undefined]]],
    ['node_load1_bucket', []],
  ])('%s', (name, rows) => {
    expect(knownFamilies(name).map(({ component, type, stage, needs }) => [component, type, stage, needs])).toEqual(rows);
  });

  it('what was renamed is known under its new name, and not under the old one', () => {
    for (const { was, is } of RENAMED) {
      expect([is, knownFamilies(is).length > 0]).toEqual([is, true]);
      if (was !== 'scrape_error') expect([was, knownFamilies(was).length]).toEqual([was, 0]);
    }
    expect(renamed('node_cpu')?.is).toBe('node_cpu_seconds_total');
    expect(renamed('kubelet_runtime_operations_latency_microseconds')?.since).toBe('Kubernetes 1.14');
  });
});

describe('nearest names', () => {
  const NAMES = ['kube_pod_status_phase', 'kube_pod_status_ready', 'kube_node_info', 'container_cpu_usage_seconds_total'];
  it.each<[string, string, readonly string[]]>([
    ['a letter too few', 'kube_pod_status_phas', ['kube_pod_status_phase', 'kube_pod_status_ready']],
    ['words in another order', 'container_usage_cpu_seconds_total', ['container_cpu_usage_seconds_total']],
    ['a suffix left out', 'container_cpu_usage_seconds', ['container_cpu_usage_seconds_total']],
    ['nothing near', 'http_requests', []],
  ])('%s', (_name, name, near) => expect(nearestNames(name, NAMES)).toEqual(near));
});
