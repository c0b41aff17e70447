import { describe, expect, it } from 'vitest';
import { parseExposition, type Sample } from '../../../shared/exposition/parse';
import { applyFaults } from '../faults/apply';
import { createObjectStore } from '../kubeapi/objectStore';
import type { Listener } from '../network';
import { healthyWorld } from '../world/healthyWorld';
import { createSimulatedClock } from '../world/simulatedClock';
import { createSimulation } from '../world/simulation';
import { exposition } from './answers';
import { apiserverMetricsText, apiserverSamples } from './apiserverMetrics';
import { kubelet } from './kubelet';
import { kubeStateMetrics } from './kubeStateMetrics';
import { nodeExporter } from './nodeExporter';
import { bodyOf, get } from './testShape';

const startMs = Date.parse('2026-11-21T13:00:00Z');

/** A World of four nodes, so that there are filler pods too, and every listener that can be asked for samples. */
function start(faults: readonly string[] = [], metricAllowlist?: readonly string[]) {
  const healthy = healthyWorld({ seed: 3, nodes: 4, startMs });
  const world = applyFaults(
    { ...healthy, kubeStateMetrics: { ...healthy.kubeStateMetrics, labelAllowlist: ['nodes=[*]', 'pods=[app]'], metricAllowlist } },
    faults,
  );
  if (!world.ok) throw new Error(world.error);
  const objects = createObjectStore();
  const simulation = createSimulation(world.value, objects, createSimulatedClock(startMs));
  const running = () => simulation;
  const node = 'hop-2';
  const apiserver: Listener = {
    scheme: 'https',
    handle: () => exposition(apiserverMetricsText(simulation, objects)),
    samplesOf: (_request, wanted) => apiserverSamples(simulation, objects, wanted),
  };
  const listeners = {
    kubelet: kubelet({ node, running, objects, mayUser: () => true }),
    'node-exporter': nodeExporter({ node, running, objects }),
    'kube-state-metrics': kubeStateMetrics({ running, objects }).main,
    apiserver,
  };
  return { simulation, listeners };
}

async function printed(listener: Listener, path: string) {
  const read = parseExposition(bodyOf(await listener.handle(get(path))), 'text');
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

function unprinted(listener: Listener, path: string, wanted?: (name: string) => boolean) {
  const samples = listener.samplesOf?.(get(path), wanted);
  if (samples === undefined) throw new Error(`${path} gives no samples`);
  return samples;
}

/** Values by Object.is: -0 and NaN count. */
function lines(samples: Iterable<Sample>): string[] {
  return Array.from(samples, ({ name, labels, value, timestampMs }) => {
    const shown = Object.is(value, -0) ? '-0' : String(value);
    return `${name} ${JSON.stringify(labels)} ${shown} ${timestampMs}`;
  });
}

const pages: readonly (readonly [keyof ReturnType<typeof start>['listeners'], string, number])[] = [
  ['kubelet', '/metrics', 1500],
  ['kubelet', '/metrics/cadvisor', 1500],
  ['kubelet', '/metrics/resource', 60],
  ['node-exporter', '/metrics', 300],
  ['kube-state-metrics', '/metrics', 2000],
  ['kube-state-metrics', '/metrics?resources=pods', 1000],
  ['apiserver', '/metrics', 3000],
];

describe.each(pages)('%s %s without its text', (who, path, atLeast) => {
  const faulty = ['cadvisor-no-labels', 'clock-skew', 'zero-cpu-container', 'ksm-rbac'];
  const ofTheKubelet = ['kubelet-certificate-ends', 'kubelet-stats-from-cri', 'node-cpu-zero'];
  it.each([
    ['at the start', 0, []],
    ['after five minutes of crashes, jobs and rollouts', 300, []],
    ['with faults', 60, faulty],
    ['with faults of the kubelet alone', 60, ofTheKubelet],
  ] as const)('has the samples, families and order of the text: %s', async (_when, seconds, faults) => {
    const { simulation, listeners } = start(faults);
    await simulation.advanceTo(startMs + seconds * 1000);
    const text = await printed(listeners[who], path);
    const samples = unprinted(listeners[who], path);
    expect(lines(samples.samples())).toEqual(lines(text.samples()));
    expect(samples.sampleCount).toBe(text.sampleCount);
    expect([...samples.families]).toEqual([...text.families]);
    expect(samples.sampleCount).toBeGreaterThan(faults.length > 0 ? atLeast / 2 : atLeast);
  });

  it('leaves out what is not wanted and counts it', async () => {
    const { simulation, listeners } = start();
    await simulation.advanceTo(startMs + 60_000);
    const text = await printed(listeners[who], path);
    const names = [...new Set(Array.from(text.samples(), ({ name }) => name))];
    const kept = new Set(names.filter((_, i) => i % 3 === 0));
    const samples = unprinted(listeners[who], path, (name) => kept.has(name));
    expect(samples.sampleCount).toBe(text.sampleCount);
    expect(lines(samples.samples())).toEqual(lines([...text.samples()].filter(({ name }) => kept.has(name))));
  });

  it('gives a series the same labels object as long as it lives', async () => {
    const { simulation, listeners } = start();
    const before = [...unprinted(listeners[who], path).samples()];
    await simulation.advanceTo(startMs + 2_000);
    const after = new Map([...unprinted(listeners[who], path).samples()].map((sample) => [keyOf(sample), sample.labels]));
    const stayed = before.filter((sample) => after.get(keyOf(sample)) === sample.labels);
    const there = before.filter((sample) => after.has(keyOf(sample)));
    expect(stayed.length / there.length).toBeGreaterThan(0.9);
  });
});

function keyOf({ name, labels }: Sample): string {
  return name + JSON.stringify(labels);
}

describe('what has to be answered as text', () => {
  const { listeners } = start();
  it.each([
    ['another path of the kubelet', listeners.kubelet, get('/stats/summary')],
    ['a path that is not there', listeners['node-exporter'], get('/nothing')],
    ['the health of kube-state-metrics', listeners['kube-state-metrics'], get('/healthz')],
    ['a request without a user', listeners.kubelet, get('/metrics', { user: undefined })],
  ])('%s', (_name, listener, request) => {
    expect(listener.samplesOf?.(request)).toBeUndefined();
  });
});

describe('--metric-allowlist of kube-state-metrics', () => {
  it('keeps the families that match, heads included', async () => {
    const { listeners } = start([], ['^kube_node_info$', '^kube_deployment_']);
    const text = await printed(listeners['kube-state-metrics'], '/metrics');
    expect(text.families.has('kube_node_info')).toBe(true);
    expect([...text.families.keys()].every((name) => name === 'kube_node_info' || name.startsWith('kube_deployment_'))).toBe(true);
    expect(lines(unprinted(listeners['kube-state-metrics'], '/metrics').samples())).toEqual(lines(text.samples()));
  });
});
