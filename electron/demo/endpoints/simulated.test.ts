import { describe, expect, it } from 'vitest';
import { createObjectStore } from '../kubeapi/objectStore';
import type { DemoNetwork } from '../network';
import { healthyWorld } from '../world/healthyWorld';
import { createSimulatedClock } from '../world/simulatedClock';
import { createSimulation, type Simulation } from '../world/simulation';
import { type KubeletListener, kubelet } from './kubelet';
import { kubeStateMetrics } from './kubeStateMetrics';
import { metricsServer } from './metricsServer';
import { nodeExporter } from './nodeExporter';
import { statusOf } from './objectFields';
import { bodyOf, get, samplesOf } from './testShape';

const startMs = Date.parse('2026-11-21T08:00:00Z');
const resolutionMs = 15_000;

function start() {
  const store = createObjectStore();
  const simulation = createSimulation(healthyWorld({ seed: 7, startMs }), store, createSimulatedClock(startMs));
  const running = () => simulation;
  const kubelets = new Map(
    simulation.nodes().map(({ ip, name }) => [ip, kubelet({ node: name, running, objects: store, mayUser: () => true })]),
  );
  const network: DemoNetwork = {
    dial: (_from, host) => {
      const listener = kubelets.get(host);
      return listener === undefined ? { kind: 'refused', error: 'connect: no route to host' } : { kind: 'listener', listener, delayMs: 1 };
    },
  };
  const server = metricsServer({ running, objects: store, network, mayGetPath: () => true });
  const exporters = simulation.nodes().map(({ name }) => nodeExporter({ node: name, running, objects: store }));
  return { store, simulation, kubelets, server, exporters, state: kubeStateMetrics({ running, objects: store }) };
}

/** Series whose counter is lower than at the time before. A new container has a new id, so none is expected. */
async function fallen(listeners: readonly Pick<KubeletListener, 'handle'>[], path: string, known: Map<string, number>): Promise<string[]> {
  const out: string[] = [];
  for (const [i, listener] of listeners.entries()) {
    for (const line of bodyOf(await listener.handle(get(path))).split('\n')) {
      // Lines alone: some hundred thousand of them, and other tests prove that they can be parsed.
      const match = /^(\w+_total(?:\{.*\})?) (\S+)/.exec(line);
      if (match === null) continue;
      const key = `${i} ${match[1]}`;
      const value = Number(match[2]);
      const before = known.get(key) ?? 0;
      if (!(value >= before)) out.push(`${key}: ${before} > ${value}`);
      known.set(key, value);
    }
  }
  return out;
}

/** Series that were told another value at the timestamp that they had before: a Prometheus counts such samples as duplicates. */
async function changed(listeners: readonly Pick<KubeletListener, 'handle'>[], path: string, known: Map<string, string>): Promise<string[]> {
  const out: string[] = [];
  for (const [i, listener] of listeners.entries()) {
    for (const line of bodyOf(await listener.handle(get(path))).split('\n')) {
      const match = /^(\w+(?:\{.*\})?) (\S+) (\d+)$/.exec(line);
      if (match === null) continue;
      const key = `${i} ${match[1]} ${match[3]}`;
      const before = known.get(key);
      if (before !== undefined && before !== match[2]) out.push(`${key}: ${before}, then ${match[2]}`);
      known.set(key, match[2] ?? '');
    }
  }
  return out;
}

describe('the healthy world, a quarter of an hour', () => {
  it.each(['/metrics/cadvisor', '/metrics/resource'])(
    '%s tells one value for one timestamp, also when a container has ended',
    async (path) => {
      const { simulation, kubelets } = start();
      const known = new Map<string, string>();
      const found: string[] = [];
      for (let tick = 0; tick < 24; tick += 1) {
        await simulation.advanceTo(startMs + tick * 5_000);
        found.push(...(await changed([...kubelets.values()], path, known)));
      }
      expect(found).toEqual([]);
      expect(known.size).toBeGreaterThan(200);
    },
  );

  it('no counter of a kubelet, cAdvisor or node-exporter falls while containers restart and pods come and go', async () => {
    const { simulation, kubelets, exporters } = start();
    const [known, ofNodes] = [new Map<string, number>(), new Map<string, number>()];
    const found: string[] = [];
    for (let tick = 0; tick < 8; tick += 1) {
      await simulation.advanceTo(startMs + tick * 112_000);
      found.push(...(await fallen([...kubelets.values()], '/metrics/cadvisor', known)));
      found.push(...(await fallen(exporters, '/metrics', ofNodes)));
      if (tick % 3 === 0) found.push(...(await fallen([...kubelets.values()], '/metrics', known)));
    }
    expect(found).toEqual([]);
    expect(known.size).toBeGreaterThan(2000);
  });

  it('metrics-server serves every node, and every running pod that is older than three scrapes', async () => {
    const { simulation, server, store } = start();
    for (let tick = 0; tick < 8; tick += 1) {
      await simulation.advanceTo(startMs + tick * resolutionMs);
      await server.advance();
    }
    const served = async (resource: string): Promise<string[]> => {
      const { items } = JSON.parse(bodyOf(await server.listener.handle(get(`/apis/metrics.k8s.io/v1beta1/${resource}`))));
      return items.map((item: { metadata: { name: string } }) => item.metadata.name);
    };
    expect(await served('nodes')).toEqual(store.list('nodes').map((node) => node.metadata.name));
    const names = await served('pods');
    const missing = settledPods(simulation).filter((name) => !names.includes(name));
    expect(missing).toEqual([]);
    expect(names.length).toBeGreaterThan(15);
  });

  it('kube-state-metrics counts the pods of the API', async () => {
    const { simulation, state, store } = start();
    await simulation.advanceTo(startMs + 300_000);
    const samples = samplesOf(bodyOf(await state.main.handle(get('/metrics'))));
    const running = samples.filter(
      (sample) => sample.name === 'kube_pod_status_phase' && sample.labels['phase'] === 'Running' && sample.value === 1,
    );
    expect(running).toHaveLength(store.list('pods').filter((pod) => statusOf(pod)['phase'] === 'Running').length);
    expect(running.length).toBeGreaterThan(15);
  });
});

/** Running pods all of whose containers have run for three scrapes and longer. */
function settledPods(simulation: Simulation): string[] {
  const before = simulation.nowMs - 3 * resolutionMs - 20_000;
  return simulation
    .pods()
    .filter(
      (pod) =>
        pod.phase === 'Running' &&
        pod.containers.every((container) => container.state === 'running' && (container.startedMs ?? Infinity) < before),
    )
    .map((pod) => pod.name);
}
