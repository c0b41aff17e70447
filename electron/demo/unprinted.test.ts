import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createComponents } from './components';
import { createObjectStore } from './kubeapi/objectStore';
import { healthyWorld } from './world/healthyWorld';
import { createNetwork } from './world/network/createNetwork';
import { createListeners } from './world/network/listeners';
import { createSimulatedClock } from './world/simulatedClock';
import { createSimulation } from './world/simulation';

const startMs = Date.UTC(2026, 10, 21, 12);
const SECONDS = 50;

const Matrix = z.object({
  data: z.object({
    result: z.array(z.object({ metric: z.record(z.string(), z.string()), values: z.array(z.tuple([z.number(), z.string()])) })),
  }),
});

/** What Prometheus has stored of a World of two nodes after 50 s: every series with its samples, as its API prints them. */
async function stored(quickly: boolean): Promise<ReadonlyMap<string, string>> {
  const store = createObjectStore();
  const simulation = createSimulation(healthyWorld({ seed: 5, nodes: 2, startMs }), store, createSimulatedClock(startMs));
  const listeners = createListeners();
  const network = createNetwork(simulation, listeners);
  const components = createComponents(simulation, store, network, listeners);
  for (let second = 1; second <= SECONDS; second++) {
    await simulation.advanceTo(startMs + second * 1000);
    await components.tick(simulation.nowMs, quickly);
  }
  const dialled = network.dial('test', 'prometheus.monitoring.svc', 9090);
  if (dialled.kind !== 'listener') throw new Error('Prometheus cannot be reached');
  const query = new URLSearchParams({ query: '{__name__!="",job!="prometheus"}[5m]', time: String(simulation.nowMs / 1000) });
  const answer = await dialled.listener.handle({ method: 'GET', path: '/api/v1/query', query, headers: {} });
  components.close();
  const { data } = Matrix.parse(JSON.parse(String(answer.body)));
  return new Map(data.result.map(({ metric, values }) => [JSON.stringify(metric), JSON.stringify(values)]));
}

/** How long a scrape is said to take follows from the bytes of its answer. */
const TAKEN = '"scrape_duration_seconds"';

describe('a Prometheus that takes samples without their text', () => {
  it('stores what it would have read, sample by sample', async () => {
    const [printed, unprinted] = [await stored(false), await stored(true)];
    expect(printed.size).toBeGreaterThan(10_000);
    expect([...unprinted.keys()].sort()).toEqual([...printed.keys()].sort());
    const different = [...printed].filter(([labels, values]) => !labels.includes(TAKEN) && unprinted.get(labels) !== values);
    expect(different).toEqual([]);
  });
});
