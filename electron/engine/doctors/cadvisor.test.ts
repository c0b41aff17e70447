import fs from 'node:fs';
import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { component, node, workload } from '../../../shared/diagnosis/facts.testSupport';
import { examineCadvisor } from './cadvisor';
import { type SeenText, sessionOf } from './session.testSupport';

const read = (path: string) => zlib.gunzipSync(fs.readFileSync(`e2e/fixtures/${path}`)).toString('utf8');

const STANDALONE = component('cadvisor', 'cadvisor', {
  id: 'cadvisor/monitoring/cadvisor',
  card: 'cadvisor-standalone',
  namespace: 'monitoring',
  workload: { kind: 'DaemonSet', namespace: 'monitoring', name: 'cadvisor' },
});

const CONTAINER = { name: 'cadvisor', image: 'cadvisor', command: [], args: [], ports: [], requests: {}, limits: {} };
const CADVISORS = workload('monitoring', 'cadvisor', 1, 1, { kind: 'DaemonSet', containers: [CONTAINER] });

function verdictOf(text: string) {
  const seen: SeenText = { found: STANDALONE, name: 'exposition', request: 'GET /metrics', texts: [{ atMs: 1, text }] };
  return examineCadvisor({ session: sessionOf([seen]) }, undefined).verdict;
}

it('recorded with the socket of its runtime: every container has its names', () =>
  expect(verdictOf(read('cluster/healthy/cadvisor-standalone.txt.gz'))).toMatchObject({ state: 'ok' }));

it('recorded without it: none has', () =>
  expect(verdictOf(read('doctors/cadvisor-standalone-no-socket.txt.gz'))).toMatchObject({
    state: 'broken',
    says: expect.stringMatching(/^None of \d+ containers has a name/),
  }));

it.each([
  ['a label of MicroK8s', { labels: { 'microk8s.io/cluster': 'true' } }, '/var/snap/microk8s/common/run/containerd.sock'],
  ['what kubeadm wrote', { annotations: { 'kubeadm.alpha.kubernetes.io/cri-socket': 'unix:///run/its/own.sock' } }, '/run/its/own.sock'],
  ['nothing', {}, '/run/containerd/containerd.sock'],
])('the remedy names the socket of the runtime on that node: %s', (_says, more, socket) => {
  const text = read('doctors/cadvisor-standalone-no-socket.txt.gz');
  const seen: SeenText = { found: { ...STANDALONE, node: 'n1' }, name: 'exposition', request: 'GET /metrics', texts: [{ atMs: 1, text }] };
  const inventory = { nodes: [{ ...node('n1'), ...more }], workloads: [CADVISORS] };
  const remedy = examineCadvisor({ session: sessionOf([seen], inventory) }, undefined).parts.find(({ id }) => id === 'remedy');
  expect(remedy?.kind === 'text' ? remedy.text : '').toContain(`--containerd=${socket}`);
});

it('each row leads to its line in the answer', () => {
  const text = read('cluster/healthy/cadvisor-standalone.txt.gz');
  const seen: SeenText = { found: STANDALONE, name: 'exposition', request: 'GET /metrics', texts: [{ atMs: 1, text }] };
  const table = examineCadvisor({ session: sessionOf([seen]) }, undefined).parts.find(({ id }) => id === 'labels');
  const rows = table?.kind === 'table' ? table.rows : [];
  const lines = text.split('\n');
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter(({ id, proof }) => !(lines[(proof?.line ?? 0) - 1] ?? '').includes(`id="${id}"`))).toEqual([]);
});

it('none is known', () => expect(examineCadvisor({ session: sessionOf([]) }, undefined).verdict.state).toBe('unknown'));

describe('one container out of every source of its node', () => {
  const IN_KUBELET = component('cadvisor', 'n1', { id: 'cadvisor/n1', card: 'cadvisor', node: 'n1' });
  const KUBELET = component('kubelet', 'n1', { id: 'kubelet/n1', card: 'kubelet', node: 'n1' });
  const plain = (path: string) => fs.readFileSync(`e2e/fixtures/${path}`, 'utf8');
  const seen = (found: SeenText['found'], name: string, text: string): SeenText => {
    return { found, name, request: `GET /${found.id}/${name}`, texts: [{ atMs: 1, text }] };
  };
  // Recorded in another life of the cluster, in which the pod had another name, and less behind it.
  const standalone = read('cluster/healthy/cadvisor-standalone.txt.gz').replaceAll('web-56c757448c-rpjxz', 'web-56c757448c-wfkx6');
  const OURS = ['2 min 17 s', '55.8 MiB'];
  const OTHERS = ['6.6 s', '49.8 MiB'];
  const ALL: readonly SeenText[] = [
    seen({ ...STANDALONE, node: 'n1' }, 'exposition', standalone),
    seen(IN_KUBELET, 'exposition', read('cluster/healthy/proxy-metrics-cadvisor.txt.gz')),
    seen(KUBELET, 'resource', plain('cluster/healthy/proxy-metrics-resource.txt')),
    seen(KUBELET, 'summary', plain('cluster/healthy/proxy-summary-cpu-memory.json')),
  ];
  const compared = (of: readonly SeenText[], chosen: string) => {
    const parts = examineCadvisor({ session: sessionOf(of, { nodes: [node('n1')] }) }, chosen).parts;
    const table = parts.find(({ id }) => id === 'compared');
    if (table?.kind !== 'table') throw new Error('nothing is compared');
    return { titles: table.columns.map(({ title }) => title), rows: table.rows.map(({ cells }) => cells.map(({ text }) => text)) };
  };

  it.each([
    ['standalone', STANDALONE.id, "kubelet's cAdvisor", [...OTHERS, ...OURS]],
    ["kubelet's", IN_KUBELET.id, 'standalone', [...OURS, ...OTHERS]],
  ])('the %s one stands beside the other, /metrics/resource and the summary, each with its numbers', (_name, chosen, other, both) => {
    const { titles, rows } = compared(ALL, chosen);
    const sources = ['this one', other, '/metrics/resource', '/stats/summary'];
    expect(titles).toEqual(['Same?', 'Container', ...sources.flatMap((source) => [`CPU, ${source}`, `Memory, ${source}`])]);
    const name = 'demo/web-56c757448c-wfkx6/web';
    expect(rows.find((row) => row[1] === name)).toEqual(['differs', name, ...both, ...OURS, ...OURS]);
  });

  it('those that say the same count as the same', () => {
    const { rows } = compared(
      ALL.filter(({ found }) => found.card !== 'cadvisor-standalone'),
      IN_KUBELET.id,
    );
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter(([same]) => same !== 'same')).toEqual([]);
  });

  it('one of another node is not compared', () => {
    const { titles } = compared(
      ALL.map((each) => (each.found === IN_KUBELET ? { ...each, found: { ...IN_KUBELET, node: 'n2' } } : each)),
      STANDALONE.id,
    );
    expect(titles).not.toContain("Memory, kubelet's cAdvisor");
  });
});
