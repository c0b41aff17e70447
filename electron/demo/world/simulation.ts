import type { ObjectStore } from '../objects';
import { housekeptAt } from './housekeeping';
import { createHpaController, type ReadMetrics } from './hpa/controller';
import { become } from './life/become';
import { after, type Cluster } from './life/cluster';
import { writeConfiguration } from './life/configure';
import { createEventLog } from './life/eventLog';
import { foundWorkload } from './life/found';
import { renew } from './life/nodeLife';
import { createNode, isSilent } from './life/simNode';
import { SimContainer } from './life/simPod';
import { createTimeline } from './life/timeline';
import { settle } from './life/writer';
import { namespaceObjects } from './objects/configuration';
import { apiserverObjects } from './objects/services';
import type { Running, RunningContainer, Usage } from './running';
import type { SimulatedClock } from './simulatedClock';
import { NO_USAGE, plus, requestsOf, usageOf } from './usage';
import type { World } from './world';

export interface Simulation extends Running {
  /**
   * Lets everything happen up to that time, in its order. Calls queue. HPAs read their metrics through the demo's own
   * APIs at the moment of their sync, so whoever also scrapes should move time by no more than its scrape interval.
   */
  advanceTo(ms: number): Promise<void>;
  /** Another World from now on (a fault on or off): what it does not change goes on, with its names, ids and counters. */
  become(world: World): void;
  /** How the HPA controller reads the metrics APIs. Until then HPAs are not synced. */
  attachMetrics(read: ReadMetrics): void;
  /** Happenings handled since the start: what a test bounds. */
  readonly steps: number;
  /** Where a Service's address leads; for the network. */
  readonly cluster: Cluster;
}

const DAY_MS = 86_400_000;
const EVENTS_EXPIRE_EVERY_MS = 60_000;

/** Starts a World: writes all its objects into the store and stands at `world.startMs`. The clock must stand there too. */
export function createSimulation(world: World, store: ObjectStore, clock: SimulatedClock): Simulation {
  const cluster = createCluster(world, store, clock.now());
  const hpas = createHpaController(cluster);
  found(cluster);
  hpas.start();
  settle(cluster);
  let queue: Promise<void> = Promise.resolve();

  function moveTo(ms: number): void {
    cluster.nowMs = ms;
    clock.moveTo(ms);
  }

  async function advance(toMs: number): Promise<void> {
    const fromMs = cluster.nowMs;
    for (;;) {
      const due = cluster.timeline.takeDue(toMs);
      if (due === undefined) break;
      moveTo(Math.max(cluster.nowMs, due.atMs));
      cluster.steps++;
      await due.happening();
      settle(cluster);
    }
    moveTo(Math.max(cluster.nowMs, toMs));
    cluster.steps += renew(cluster, fromMs, cluster.nowMs);
    settle(cluster);
  }

  return {
    ...reading(cluster),
    get world() {
      return cluster.world;
    },
    get nowMs() {
      return cluster.nowMs;
    },
    get steps() {
      return cluster.steps;
    },
    cluster,
    advanceTo(ms) {
      queue = queue.then(() => advance(ms));
      return queue;
    },
    become(next) {
      become(cluster, next);
      hpas.become(next);
      settle(cluster);
    },
    attachMetrics: (read) => hpas.attach(read),
  };
}

function createCluster(world: World, store: ObjectStore, nowMs: number): Cluster {
  return {
    world,
    nowMs,
    seed: world.seed,
    createdMs: world.startMs - 9 * DAY_MS - (world.seed % 50_000) * 1000,
    store,
    timeline: createTimeline(),
    events: createEventLog(world.seed, store),
    nodes: new Map(),
    workloads: new Map(),
    pods: new Map(),
    byIp: new Map(),
    serviceIps: new Map(),
    touched: { pods: new Set(), workloads: new Set(), nodes: new Set() },
    steps: 0,
  };
}

function found(cluster: Cluster): void {
  const { world, createdMs } = cluster;
  world.nodes.forEach((node, index) => {
    const made = createNode(node, index, createdMs);
    if (isSilent(node)) Object.assign(made, { silentMs: world.startMs - 120_000, ready: { on: false, sinceMs: world.startMs - 70_000 } });
    cluster.nodes.set(node.name, made);
    cluster.touched.nodes.add(made);
  });
  const first = world.nodes[0]?.ip ?? '127.0.0.1';
  for (const { resource, object } of [...namespaceObjects(world, createdMs), ...apiserverObjects(cluster.seed, first, createdMs)])
    cluster.store.put(resource, object);
  writeConfiguration(cluster);
  for (const workload of world.workloads) cluster.touched.workloads.add(foundWorkload(cluster, workload));
  const expire = () => {
    cluster.events.expire(cluster.nowMs);
    after(cluster, EVENTS_EXPIRE_EVERY_MS, expire);
  };
  after(cluster, EVENTS_EXPIRE_EVERY_MS, expire);
}

function reading(cluster: Cluster): Omit<Running, 'world' | 'nowMs'> {
  const usageOfContainer = (container: RunningContainer, atMs: number): Usage => {
    const run = container instanceof SimContainer ? container.run() : undefined;
    return run === undefined ? NO_USAGE : usageOf(run, atMs);
  };
  const podsOn = (name: string) => {
    const node = cluster.nodes.get(name);
    if (node === undefined) return [];
    node.podList ??= [...node.pods];
    return node.podList;
  };
  return {
    nodes: () => cluster.world.nodes,
    pods: () => {
      cluster.podList ??= [...cluster.pods.values()];
      return cluster.podList;
    },
    podsOn,
    usage: usageOfContainer,
    nodeUsage: (node, atMs) => nodeUsage(cluster, node, atMs),
    requests: (container, atMs) => {
      const run = container instanceof SimContainer ? container.run() : undefined;
      return run === undefined ? undefined : requestsOf(run, atMs);
    },
    kubeletRestartedMs: (node) => cluster.nodes.get(node)?.kubeletRestartedMs,
    housekeptAt: (node, cgroup, nowMs) =>
      housekeptAt(cluster.seed, node, cgroup, nowMs, cluster.nodes.get(node)?.world.kubelet.housekeepingMs),
  };
}

/** What kubelet, container runtime and kernel use beside the pods. */
const SYSTEM_CORES = 0.11;
const SYSTEM_BYTES = 900 * 1024 * 1024;

/** The system's own, the pods that are, and what the pods that were have used. */
function nodeUsage(cluster: Cluster, name: string, atMs: number): Usage {
  const node = cluster.nodes.get(name);
  if (node === undefined) return NO_USAGE;
  const seconds = (atMs - node.bootMs) / 1000;
  let sum: Usage = {
    cpuCoreSeconds: SYSTEM_CORES * seconds,
    memoryWorkingSetBytes: SYSTEM_BYTES,
    memoryUsageBytes: SYSTEM_BYTES * 2,
    networkRxBytes: Math.floor(2_100 * seconds),
    networkTxBytes: Math.floor(1_700 * seconds),
    fsReadBytes: 1_800_000_000,
    fsWriteBytes: Math.floor(5_200 * seconds),
  };
  sum = plus(sum, node.retired);
  for (const pod of node.pods)
    for (const container of pod.containers) {
      const run = container.run();
      if (run !== undefined) sum = plus(sum, usageOf(run, atMs));
    }
  return sum;
}
