import type { KubeObject, ObjectStore } from '../objects';
import type { Requests, Running, RunningContainer, RunningPod, Usage } from '../world/running';
import type { Behaviour, World, WorldNode } from '../world/world';
import { seededHex } from './identity';

/**
 * A small hand-made moment for the tests of this folder: two nodes, usage that grows evenly, housekeeping on a
 * fixed grid. Nothing here is simulated.
 */
export const startMs = Date.parse('2026-11-21T13:00:00Z');

export function worldNode(name: string, changes: Partial<WorldNode['kubelet']> = {}): WorldNode {
  return {
    name,
    ip: `10.77.0.${name.at(-1) ?? '1'}`,
    cpuCores: 4,
    memoryBytes: 16 * 1024 ** 3,
    kubelet: { reach: 'answers', cadvisorLabels: true, webhookAuthentication: true, clockAheadSeconds: 0, zeroCpuPods: [], ...changes },
  };
}

const behaviour: Behaviour = {
  cpuBaseCores: 0.2,
  cpuAmplitudeCores: 0,
  memoryBaseBytes: 50 * 1024 ** 2,
  memoryAmplitudeBytes: 10 * 1024 ** 2,
  requestsPerSecond: 10,
};

export function container(name: string, pod: string, changes: Partial<RunningContainer> = {}): RunningContainer {
  return {
    name,
    image: `registry.example/${name}:1`,
    id: seededHex(`container/${pod}/${name}`, 64),
    startedMs: startMs + 5000,
    state: 'running',
    restarts: 0,
    ready: true,
    requests: { cpu: '100m', memory: '64Mi' },
    limits: { cpu: '300m', memory: '256Mi' },
    behaviour,
    args: [],
    ports: [{ name: 'http', port: 8080 }],
    ...changes,
  };
}

export function pod(namespace: string, name: string, node: string, changes: Partial<RunningPod> = {}): RunningPod {
  const hex = seededHex(`pod/${namespace}/${name}`, 32);
  return {
    namespace,
    name,
    uid: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
    node,
    ip: '10.244.1.7',
    qos: 'Burstable',
    phase: 'Running',
    labels: { app: name },
    annotations: {},
    workload: { kind: 'Deployment', name },
    createdMs: startMs,
    startedMs: startMs + 1000,
    hostNetwork: false,
    serviceAccount: 'default',
    ready: true,
    sandboxId: seededHex(`sandbox/${namespace}/${name}`, 64),
    containers: [container(name, name)],
    ...changes,
  };
}

export function testWorld(changes: Partial<World> = {}): World {
  return {
    seed: 1,
    startMs,
    nodes: [worldNode('node-1'), worldNode('node-2')],
    workloads: [],
    metricsServer: { resolutionSeconds: 15, kubeletInsecureTls: true, mayReadKubelets: true },
    kubeStateMetrics: { forbidden: [], labelAllowlist: [] },
    prometheus: { config: '', mayReadKubelets: true },
    adapter: { config: '', prometheusUrl: '', relistSeconds: 60 },
    apiServices: [],
    hpas: [],
    faults: [],
    ...changes,
  };
}

export const gridMs = 15_000;

/** Running with time that the test sets; every cgroup is read at the last multiple of 15 s (plus a shift by its name). */
export class TestRunning implements Running {
  constructor(
    public world: World,
    public podsNow: readonly RunningPod[],
    public nowMs: number = startMs + 600_000,
  ) {}

  nodes(): readonly WorldNode[] {
    return this.world.nodes;
  }

  pods(): readonly RunningPod[] {
    return this.podsNow;
  }

  podsOn(node: string): readonly RunningPod[] {
    return this.podsNow.filter((candidate) => candidate.node === node);
  }

  usage(of: RunningContainer, atMs: number): Usage {
    const seconds = of.startedMs === undefined ? 0 : Math.max(0, (Math.min(atMs, of.finishedMs ?? atMs) - of.startedMs) / 1000);
    return usageOf(seconds * of.behaviour.cpuBaseCores, of.behaviour.memoryBaseBytes, seconds);
  }

  nodeUsage(node: string, atMs: number): Usage {
    const seconds = (atMs - this.world.startMs) / 1000;
    const pods = this.podsOn(node).length;
    return usageOf(seconds * (0.3 + pods * 0.25), (1 + pods * 0.06) * 1024 ** 3, seconds * 20);
  }

  requests(of: RunningContainer, atMs: number): Requests | undefined {
    const rate = of.behaviour.requestsPerSecond;
    if (rate === undefined || of.startedMs === undefined) return undefined;
    const count = Math.floor((rate * (atMs - of.startedMs)) / 1000);
    return { succeeded: count - Math.floor(count / 10), failed: Math.floor(count / 10), queueDepth: 3 };
  }

  housekeptAt(_node: string, cgroup: string, nowMs: number): number {
    const shift = cgroup.length * 37;
    return Math.max(this.world.startMs + 1000, Math.floor((nowMs - shift) / gridMs) * gridMs + shift);
  }
}

function usageOf(cpuCoreSeconds: number, memoryBytes: number, seconds: number): Usage {
  return {
    cpuCoreSeconds,
    memoryWorkingSetBytes: memoryBytes,
    memoryUsageBytes: memoryBytes * 1.2,
    networkRxBytes: seconds * 4000,
    networkTxBytes: seconds * 6000,
    fsReadBytes: seconds * 10_000,
    fsWriteBytes: seconds * 30_000,
  };
}

/** An ObjectStore that holds what the test put into it. */
export class TestObjects implements ObjectStore {
  readonly resourceVersion = '100';
  private readonly kept = new Map<string, KubeObject[]>();

  constructor(objects: Readonly<Record<string, readonly KubeObject[]>> = {}) {
    for (const [resource, list] of Object.entries(objects)) this.kept.set(resource, [...list]);
  }

  list(resource: string, namespace?: string): readonly KubeObject[] {
    const all = this.kept.get(resource) ?? [];
    return namespace === undefined ? all : all.filter((object) => object.metadata.namespace === namespace);
  }

  get(resource: string, namespace: string | undefined, name: string): KubeObject | undefined {
    return this.list(resource, namespace).find((object) => object.metadata.name === name);
  }

  put(): never {
    throw new Error('TestObjects are read only');
  }

  remove(): never {
    throw new Error('TestObjects are read only');
  }

  onChange(): () => void {
    return () => undefined;
  }
}
