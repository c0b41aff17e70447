import { describe, expect, it } from 'vitest';
import { applyFaults } from '../../faults/apply';
import type { Dialled, Listener } from '../../network';
import { startCluster, type TestCluster } from '../testStore';
import { createNetwork } from './createNetwork';
import { createListeners } from './listeners';

const named = (body: string): Listener => ({ scheme: 'http', handle: () => ({ status: 200, headers: {}, body }) });

async function networked(...faults: string[]) {
  const cluster = startCluster();
  const listeners = createListeners();
  listeners.kubelet((node) => named(`kubelet ${node}`));
  listeners.apiserver(named('apiserver'));
  listeners.workload('monitoring', 'prometheus', 9090, () => named('prometheus'));
  listeners.workload('monitoring', 'node-exporter', 9100, (pod) => named(`node-exporter ${pod.node}`));
  listeners.otherPods((pod, port) => (port === 8080 ? named(pod.workload.name) : undefined));
  const world = applyFaults(cluster.world, faults);
  if (world.ok) cluster.simulation.become(world.value);
  await cluster.pass(5);
  const network = createNetwork(cluster.simulation, listeners);
  return { ...cluster, pass: cluster.pass, dial: async (from: string, host: string, port: number) => told(network.dial(from, host, port)) };
}

/** "web", "web after 4000 ms", "hangs", or Go's words. */
async function told(dialled: Dialled): Promise<string> {
  if (dialled.kind !== 'listener') return dialled.kind === 'hangs' ? 'hangs' : dialled.error;
  const request = { method: 'GET', path: '/', query: new URLSearchParams(), headers: {} };
  const { body } = await dialled.listener.handle(request);
  const long = Object.entries(dialled.longPagesMs ?? {}).map(([path, ms]) => `, ${path} ${ms} ms`);
  return dialled.delayMs === 0 ? String(body) : `${body} after ${dialled.delayMs} ms${long.join('')}`;
}

const ipOf = ({ simulation }: Pick<TestCluster, 'simulation'>, name: string) =>
  simulation.pods().find((pod) => pod.workload.name === name)?.ip ?? '';

describe('the demo’s network', () => {
  it('leads to kubelets, host ports, pods, Services by address and by name, and the apiserver', async () => {
    const cluster = await networked();
    const { dial } = cluster;
    expect(await dial('prometheus', '10.77.0.12', 10250)).toBe('kubelet hop-2');
    expect(await dial('prometheus', '10.77.0.13', 9100)).toBe('node-exporter hop-3');
    expect(await dial('prometheus', ipOf(cluster, 'web'), 8080)).toBe('web');
    expect(await dial('adapter', '10.96.0.90', 9090)).toBe('prometheus');
    expect(await dial('adapter', 'prometheus.monitoring.svc', 9090)).toBe('prometheus');
    expect(await dial('adapter', 'prometheus.monitoring.svc.cluster.local', 9090)).toBe('prometheus');
    expect(await dial('prometheus', '10.96.0.1', 443)).toBe('apiserver');
    expect(await dial('prometheus', '10.77.0.11', 6443)).toBe('apiserver');
  });

  it('refuses ports nobody listens on, in Go’s words', async () => {
    const cluster = await networked();
    expect(await cluster.dial('prometheus', '10.77.0.12', 10255)).toBe('connect: connection refused');
    expect(await cluster.dial('prometheus', ipOf(cluster, 'web'), 81)).toBe('connect: connection refused');
    expect(await cluster.dial('prometheus', '10.96.0.90', 9999)).toBe('connect: connection refused');
    expect(await cluster.dial('prometheus', '10.244.0.250', 80)).toBe('connect: no route to host');
    expect(await cluster.dial('adapter', 'thanos.monitoring.svc', 9090)).toBe(
      'lookup thanos.monitoring.svc on 10.96.0.10:53: no such host',
    );
  });

  it('a Service without ready pods refuses, and so does a container that is not running', async () => {
    const cluster = await networked('prometheus-down');
    expect(await cluster.dial('adapter', '10.96.0.90', 9090)).toBe('connect: connection refused');
    const [container] = cluster.simulation.pods().find((pod) => pod.workload.name === 'crasher')?.containers ?? [];
    if (container?.state !== 'running')
      expect(await cluster.dial('prometheus', ipOf(cluster, 'crasher'), 8080)).toBe('connect: connection refused');
  });

  it.each([
    ['kubelet-paused', 'apiserver', 'hangs'],
    ['kubelet-paused', 'prometheus', 'hangs'],
    ['node-notready', 'metrics-server', 'connect: connection refused'],
    ['kubelet-slow', 'metrics-server', 'kubelet hop-2 after 5500 ms, /metrics 12000 ms, /metrics/cadvisor 12000 ms'],
    ['kubelet-slow', 'apiserver', 'kubelet hop-2 after 5500 ms'],
    ['kubelet-slow', 'prometheus', 'kubelet hop-2 after 5500 ms, /metrics 12000 ms, /metrics/cadvisor 12000 ms'],
    ['kubelet-firewalled', 'apiserver', 'kubelet hop-2'],
    ['kubelet-firewalled', 'metrics-server', 'hangs'],
    ['kubelet-uncertified', 'apiserver', 'remote error: tls: internal error'],
  ])('%s: what %s meets at that kubelet', async (fault, from, met) => {
    const { dial } = await networked(fault);
    expect(await dial(from, '10.77.0.12', 10250)).toBe(met);
    expect(await dial(from, '10.77.0.13', 10250)).toBe('kubelet hop-3');
  });

  it('metrics-server-unreachable: the apiserver hangs, others do not', async () => {
    const cluster = await networked('metrics-server-unreachable');
    expect(await cluster.dial('apiserver', ipOf(cluster, 'metrics-server'), 10250)).toBe('hangs');
    expect(await cluster.dial('prometheus', ipOf(cluster, 'metrics-server'), 10250)).toBe('connect: connection refused');
  });

  it('keeps one listener for a pod', () => {
    let made = 0;
    const listeners = createListeners();
    listeners.otherPods(() => named(String(++made)));
    const { simulation } = startCluster();
    const network = createNetwork(simulation, listeners);
    for (let i = 0; i < 3; i++) network.dial('prometheus', ipOf({ simulation }, 'web'), 8080);
    expect(made).toBe(1);
  });
});
