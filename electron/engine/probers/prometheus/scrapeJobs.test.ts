import { describe, expect, it } from 'vitest';
import { readScrapeJobs } from './scrapeJobs';

const encoder = new TextEncoder();

function jobOf(lines: string) {
  const yaml = `scrape_configs:\n- job_name: a\n${lines}`;
  const body = encoder.encode(JSON.stringify({ status: 'success', data: { yaml } }));
  const read = readScrapeJobs({
    kind: 'answer',
    request: 'GET /api/v1/status/config',
    route: { via: 'apiserver' },
    status: 200,
    headers: {},
    body,
    wireBytes: body.length,
    atMs: 0,
    timings: { total: 0 },
  });
  return read.ok ? read.value[0] : undefined;
}

const role = (more = '') => `  kubernetes_sd_configs:\n  - role: endpoints\n${more}`;

describe('what a job discovers by its own account', () => {
  it.each([
    ['nothing', '', []],
    ['in all namespaces', role(), [{ role: 'endpoints', namespaces: [] }]],
    ['in those it names', role('    namespaces: {own_namespace: false, names: [a, b]}\n'), [{ role: 'endpoints', namespaces: ['a', 'b'] }]],
    ['in its own namespace', role('    namespaces: {own_namespace: true}\n'), []],
    ['of another cluster', role('    api_server: https://127.0.0.2:6443\n'), []],
    ['with other credentials', role('    kubeconfig_file: /etc/kubeconfig\n'), []],
    ['with none named, as Prometheus prints it', role('    kubeconfig_file: ""\n'), [{ role: 'endpoints', namespaces: [] }]],
  ])('%s', (_name, lines, discovers) => {
    expect(jobOf(lines)?.discovers).toEqual(discovers);
  });
});

it.each([
  ['  honor_labels: true\n', true],
  ['  honor_labels: false\n', false],
  ['', false],
])('honor_labels of %j', (lines, honorLabels) => {
  expect(jobOf(lines)?.honorLabels).toBe(honorLabels);
});
