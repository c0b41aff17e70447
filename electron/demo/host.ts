import { rm } from 'node:fs/promises';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import type { Lab, PlannedFault } from '../../shared/contract/lab';
import { createComponents } from './components';
import { apiserverMetricsText } from './endpoints/apiserverMetrics';
import { applyFaults } from './faults/apply';
import { labFaults } from './faults/labFaults';
import { FAULTS } from './faults/table';
import { ADMIN, type Credential, newToken, READER, serviceAccountUser } from './kubeapi/authentication';
import { ADMIN_CONTEXT, writeKubeconfig } from './kubeapi/kubeconfig';
import { createObjectStore } from './kubeapi/objectStore';
import { type KubeApi, serveKubeApi } from './kubeapi/server';
import type { DemoAnswer, DemoRequest } from './network';
import { ownFolder } from './ownFolder';
import { Pace } from './pace';
import { scenarioNamed } from './scenarios/choose';
import { Plan } from './scenarios/plan';
import type { Scenario } from './scenarios/scenario';
import { INTERVAL_SECONDS, scaleOf } from './world/healthy/scale';
import { healthyWorld } from './world/healthyWorld';
import type { MetricsAnswer } from './world/hpa/controller';
import { createNetwork } from './world/network/createNetwork';
import { createListeners } from './world/network/listeners';
import { createSimulatedClock } from './world/simulatedClock';
import { createSimulation } from './world/simulation';
import type { World } from './world/world';

export interface DemoOptions {
  /** One of the table by its name, or one that was read from a file. */
  readonly scenario: string | Scenario;
  readonly port?: number;
  readonly nodes?: number;
  /** How many simulated seconds a second brings. */
  readonly speed?: number;
  readonly seed?: number;
  /** Simulated before the cluster is shown, instead of the usual: for faults whose view takes minutes. */
  readonly warmUpMs?: number;
  /** Faults beside those of the scenario. */
  readonly faults?: readonly string[];
  /** How long the cluster has lived when its monitoring begins: what workloads do in that time is done, and nothing scraped it. */
  readonly livedMs?: number;
}

export interface FaultState {
  readonly name: string;
  readonly says: string;
  readonly on: boolean;
}

/** A demo cluster that is served. */
export interface Demo {
  readonly url: string;
  readonly context: string;
  readonly kubeconfigYaml: string;
  readonly kubeconfigFile: string;
  readonly scenario: string;
  /** The cluster's own time: at a speed other than 1 it is no wall clock's. */
  now(): number;
  faults(): readonly FaultState[];
  /** Unknown names change nothing. */
  setFault(name: string, on: boolean): void;
  /** Several at one moment. Unknown names change nothing. */
  setFaults(names: readonly string[], on: boolean): void;
  /** What its scenario will switch by itself. */
  planned(): readonly PlannedFault[];
  /** Called from now on when the scenario switched a fault by itself. */
  onPlanned(listener: (switched: PlannedFault) => void): void;
  /** Simulated seconds that a second brings. */
  speed(): number;
  setSpeed(speed: number): void;
  /** Every fault with what must come of it in this cluster, as it is now. */
  lab(): Lab;
  close(): Promise<void>;
}

const SEED = 20_260_101;
/**
 * Simulated before the cluster is shown: metrics-server needs two scrapes of 15 s and rates two samples, so that the
 * adapter's list after 30 s finds its metrics and the HPAs' sync after 45 s has them all; what is broken takes longer to
 * be seen. Targets are all scraped once within Prometheus' interval.
 */
const WARM_UP_MS = { healthy: 47_000, faulty: 75_000 };

/**
 * How much longer the time before the cluster is shown takes than making its objects: measured from 3 to 5,000 nodes, 5 to
 * 8 times. Simulated time begins ahead by that, so as not to have to catch up with the wall clock at the end.
 */
const STARTING_PER_MAKING = 5;

function warmUpOf(faults: readonly string[], nodes: number | undefined): number {
  const interval = INTERVAL_SECONDS[scaleOf(nodes ?? 3)] * 1000;
  return Math.max(faults.length === 0 ? WARM_UP_MS.healthy : WARM_UP_MS.faulty, interval + 5_000);
}

/** Serves the demo cluster on 127.0.0.1 until close(). Rejects when the port is taken; the scenario must exist. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const scenario = typeof options.scenario === 'string' ? inTable(options.scenario) : options.scenario;
  const warmUpMs = options.warmUpMs ?? warmUpOf(scenario.faults, options.nodes);
  const { livedMs = 0 } = options;
  const begunMs = Date.now();
  const healthy = healthyWorld({ seed: options.seed ?? SEED, nodes: options.nodes, startMs: begunMs - warmUpMs - livedMs });
  let on: readonly string[] = [...scenario.faults, ...(options.faults ?? [])];
  const store = createObjectStore({});
  const clock = createSimulatedClock(healthy.startMs);
  const simulation = createSimulation(worldWith(healthy, on), store, clock);
  // Nothing reads the metrics yet: this costs next to nothing.
  await simulation.advanceTo(healthy.startMs + livedMs + (Date.now() - begunMs) * (1 + STARTING_PER_MAKING));
  const listeners = createListeners();
  const network = createNetwork(simulation, listeners);
  const components = createComponents(simulation, store, network, listeners);
  const controller: Credential = { token: newToken(), user: serviceAccountUser('kube-system', 'horizontal-pod-autoscaler') };

  function setFaults(names: readonly string[], wanted: boolean): void {
    const known = names.filter((name) => FAULTS.some((fault) => fault.name === name));
    if (known.length === 0) return;
    on = [...on.filter((each) => !known.includes(each)), ...(wanted ? known : [])];
    simulation.become(worldWith(healthy, on));
    components.become(simulation.nowMs);
  }
  const setFault = (name: string, wanted: boolean): void => setFaults([name], wanted);
  const faults = (): FaultState[] => FAULTS.map(({ name, breaks }) => ({ name, says: breaks, on: on.includes(name) }));

  const api = await serveKubeApi({
    store,
    network,
    clock: () => clock.now(),
    port: options.port,
    credentials: [controller],
    administrator: () => (simulation.world.mayProxyNodes === false ? READER : ADMIN),
    hooks: { metricsText: () => apiserverMetricsText(simulation, store), control: (request) => control(request, faults, setFault) },
  });
  const readMetrics = metricsReader(api, controller.token);
  simulation.attachMetrics(readMetrics);
  const plan = new Plan(scenario.planned);
  let onPlanned = (_: PlannedFault): void => undefined;
  const planned = {
    get nowMs() {
      return simulation.nowMs;
    },
    async advanceTo(ms: number) {
      await simulation.advanceTo(ms);
      for (const each of plan.due(ms)) {
        setFault(each.fault, each.on);
        onPlanned(each);
      }
    },
  };
  const pace = new Pace({ simulation: planned, components, availability: () => api.checkAvailability(), speed: options.speed ?? 1 });
  await pace.warmUp(warmUpMs);
  plan.begin(simulation.nowMs);
  pace.start();

  const folder = await ownFolder(os.tmpdir(), process.pid);
  const kubeconfigFile = path.join(folder, 'kubeconfig');
  await writeKubeconfig(kubeconfigFile, api.kubeconfigYaml);
  return {
    url: api.url,
    context: ADMIN_CONTEXT,
    kubeconfigYaml: api.kubeconfigYaml,
    kubeconfigFile,
    scenario: scenario.name,
    now: () => clock.now(),
    faults,
    setFault,
    setFaults,
    planned: () => plan.left,
    onPlanned: (listener) => {
      onPlanned = listener;
    },
    speed: () => pace.speed,
    setSpeed: (speed) => pace.setSpeed(speed),
    lab: () => ({ faults: labFaults(simulation.world) }),
    async close() {
      await pace.stop();
      components.close();
      readMetrics.close();
      await api.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function inTable(name: string): Scenario {
  const found = scenarioNamed(name);
  if (!found.ok) throw new Error(found.error);
  return found.value;
}

function worldWith(healthy: World, faults: readonly string[]): World {
  const world = applyFaults(healthy, faults);
  if (!world.ok) throw new Error(world.error);
  return world.value;
}

interface FaultRequest {
  readonly fault: string;
  readonly on: boolean;
}

/** GET /demo/faults lists them, POST {"fault": NAME, "on": BOOLEAN} switches one. */
function control(
  request: DemoRequest,
  faults: () => readonly FaultState[],
  setFault: (name: string, on: boolean) => void,
): DemoAnswer | undefined {
  if (request.path !== '/demo/faults') return undefined;
  if (request.method === 'POST') {
    const asked = readFaultRequest(request.body ?? '');
    if (!asked || !faults().some((fault) => fault.name === asked.fault)) {
      return jsonAnswer(400, { error: 'send {"fault": NAME, "on": true or false} with a name of GET /demo/faults' });
    }
    setFault(asked.fault, asked.on);
  }
  return jsonAnswer(200, { faults: faults() });
}

/** By hand: a library for schemas would be a fifth of what the demo's thread loads before it can begin. */
function readFaultRequest(body: string): FaultRequest | undefined {
  try {
    const asked: unknown = JSON.parse(body);
    return isFaultRequest(asked) ? asked : undefined;
  } catch {
    return undefined;
  }
}

function isFaultRequest(asked: unknown): asked is FaultRequest {
  if (typeof asked !== 'object' || asked === null) return false;
  return 'fault' in asked && typeof asked.fault === 'string' && 'on' in asked && typeof asked.on === 'boolean';
}

function jsonAnswer(status: number, value: unknown): DemoAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** How the HPA controller reads: HTTPS to the demo's own API, as its service account. */
function metricsReader(api: KubeApi, token: string): ((path: string) => Promise<MetricsAnswer>) & { close(): void } {
  const agent = new https.Agent({ keepAlive: true, ca: api.caPem });
  const read = (asked: string): Promise<MetricsAnswer> =>
    new Promise((resolve) => {
      const request = https.get(`${api.url}${asked}`, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }));
        response.on('error', (error) => resolve({ status: 503, body: error.message }));
      });
      request.on('error', (error) => resolve({ status: 503, body: error.message }));
    });
  return Object.assign(read, { close: () => agent.destroy() });
}
