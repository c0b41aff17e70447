import type { Command } from 'commander';
import { type Demo, startDemo } from '../demo/host';
import { scenarioNamed } from '../demo/scenarios/choose';
import { systemClock } from '../engine/clock';
import type { DirectEndpoint } from '../engine/cluster/directEndpoints';
import type { ClusterPort } from '../engine/cluster/port';
import { endpointFromWords, endpointsFromFile } from '../engine/givenEndpoints';
import type { lookAtCluster } from '../engine/lookAtCluster';
import { openCluster } from '../engine/openCluster';
import { toWholeNumber } from './duration';

/** Which cluster a command looks at, as its words say. */
export interface ClusterOptions {
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly demo?: string;
  readonly recording?: string;
  readonly nodes?: number;
  readonly json?: boolean;
  readonly endpoint: readonly string[];
  readonly endpoints?: string;
}

/** A cluster that shows nothing by then is not there, or too slow to say anything of. */
const PATIENCE_MS = 60_000;
/** Probers that build on others (kubectl top, HPA) need the others' first look; a second round gives them it. */
const SETTLE_MS = 6_000;
const POLL_MS = 100;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** The options of ClusterOptions but for --json, which says for itself what it prints. */
export function clusterOptions(command: Command): Command {
  return command
    .option('--context <name>', 'a context of the kubeconfig (default: its current one)')
    .option('--kubeconfig <file>', 'instead of KUBECONFIG and ~/.kube/config')
    .option('--demo <scenario>', 'look at an embedded demo cluster (hopscope demo --list)')
    .option('--recording <file>', 'reserved')
    .option('--nodes <n>', 'nodes of the demo cluster', toWholeNumber)
    .option(
      '--endpoint <kind=url>',
      'a Prometheus, Thanos, Mimir, VictoriaMetrics or kubelet that is reached directly (repeatable)',
      (words: string, before: string[]) => [...before, words],
      [],
    )
    .option('--endpoints <file>', 'a YAML file with such endpoints, their credentials and tenants');
}

interface OpenedCluster {
  readonly port: ClusterPort;
  readonly endpoints: readonly DirectEndpoint[];
  readonly demo: Demo | undefined;
}

/** Opens what the options name, and starts the demo that they name. Undefined: it cannot be, and why has been said. */
export async function openNamed(options: ClusterOptions): Promise<OpenedCluster | undefined> {
  if (options.recording !== undefined) {
    say('--recording is reserved: this version cannot open recordings yet. Use --demo or --context.');
    return undefined;
  }
  const demo = options.demo === undefined ? undefined : await startNamedDemo(options.demo, options.nodes);
  if (demo === 'unknown') return undefined;
  const endpoints = readEndpoints(options);
  if (endpoints === 'unreadable') return undefined;
  const cluster = demo
    ? { kubeconfig: demo.kubeconfigFile, context: demo.context }
    : { kubeconfig: options.kubeconfig, context: options.context };
  const port = openCluster({ ...cluster, endpoints }, process.env, systemClock);
  if (port.ok) return { port: port.value, endpoints, demo };
  say(`${port.error.says}\n${port.error.remedy}`);
  return undefined;
}

function readEndpoints(options: ClusterOptions): readonly DirectEndpoint[] | 'unreadable' {
  const named = options.endpoint.map(endpointFromWords);
  const file = options.endpoints === undefined ? undefined : endpointsFromFile(options.endpoints, options.context, false);
  const wrong = [...named, ...(file ? [file] : [])].find((each) => !each.ok);
  if (wrong && !wrong.ok) {
    say(`${wrong.error.says}\n${wrong.error.remedy}`);
    return 'unreadable';
  }
  return [...named.flatMap((each) => (each.ok ? [each.value] : [])), ...(file?.ok ? file.value : [])];
}

async function startNamedDemo(name: string, nodes: number | undefined) {
  const scenario = scenarioNamed(name);
  if (!scenario.ok) {
    say(scenario.error);
    return 'unknown';
  }
  say(`demo: starting scenario ${name}`);
  return startDemo({ scenario: name, nodes });
}

/** Waits until every object is listed and every component has been looked at (and settled), or --for is over, or nothing comes. */
export async function untilSeen(session: ReturnType<typeof lookAtCluster>['session'], forMs: number | undefined): Promise<void> {
  const begin = systemClock.monotonic();
  const passed = (): number => systemClock.monotonic() - begin;
  let said = 0;
  for (;;) {
    const steps = session.steps.list().filter((step) => step.state === 'done' || step.state === 'failed');
    for (const step of steps.slice(said))
      say(`${step.state === 'done' ? 'done  ' : 'FAILED'}  ${step.name}${step.says ? `: ${step.says}` : ''} (${step.ms ?? 0} ms)`);
    said = Math.max(said, steps.length);
    if (forMs !== undefined ? passed() >= forMs : isSettled(session) || passed() >= PATIENCE_MS || isRefused(session)) return;
    await systemClock.sleep(POLL_MS);
  }
}

function isSettled(session: ReturnType<typeof lookAtCluster>['session']): boolean {
  const { firstWholeLookMs, listsWholeMs, isOutdated } = session;
  if (firstWholeLookMs === undefined || listsWholeMs === undefined || isOutdated) return false;
  return systemClock.now() - Math.max(firstWholeLookMs, listsWholeMs) >= SETTLE_MS;
}

function isRefused(session: ReturnType<typeof lookAtCluster>['session']): boolean {
  const { connection } = session;
  return connection.state === 'refused' || (connection.state === 'lost' && systemClock.now() - connection.sinceMs > 5_000);
}
