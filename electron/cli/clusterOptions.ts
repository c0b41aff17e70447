import { type Command, Option } from 'commander';
import { formatDuration } from '../../shared/model/format';
import { type Demo, startDemo } from '../demo/host';
import { chooseScenario } from '../demo/scenarios/choose';
import { type Clock, systemClock } from '../engine/clock';
import type { DirectEndpoint } from '../engine/cluster/directEndpoints';
import type { ClusterPort } from '../engine/cluster/port';
import { endpointFromWords, endpointsFromFile } from '../engine/givenEndpoints';
import type { lookAtCluster } from '../engine/lookAtCluster';
import { openCluster } from '../engine/openCluster';
import { openReplay, type Replay } from '../engine/recording/replay';
import { toCount } from './duration';

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
const PROGRESS_MS = 2_000;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** The options of ClusterOptions but for --json, which says for itself what it prints. */
export function clusterOptions(command: Command): Command {
  return command
    .option('--context <name>', 'a context of the kubeconfig (default: its current one)')
    .option('--kubeconfig <file>', 'instead of KUBECONFIG and ~/.kube/config')
    .addOption(
      new Option('--demo [scenario]', 'look at an embedded demo cluster (hopscope demo --list, or a FILE.scenario.yaml)')
        .preset('healthy')
        .conflicts(['context', 'kubeconfig']),
    )
    .addOption(
      new Option('--recording <file>', 'look at what was recorded (hopscope record), at its end').conflicts([
        'context',
        'kubeconfig',
        'demo',
      ]),
    )
    .option('--nodes <n>', 'nodes of the demo cluster', toCount)
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
  /** The time that its answers are of. */
  readonly clock: Clock;
  readonly replay: Replay | undefined;
}

/** Opens what the options name, and starts the demo that they name. Undefined: it cannot be, and why has been said. */
export async function openNamed(options: ClusterOptions): Promise<OpenedCluster | undefined> {
  if (options.recording !== undefined) return openRecorded(options.recording);
  const demo = options.demo === undefined ? undefined : await startNamedDemo(options.demo, options.nodes);
  if (demo === 'unknown') return undefined;
  const endpoints = readEndpoints(options);
  if (endpoints === 'unreadable') return undefined;
  const cluster = demo
    ? { kubeconfig: demo.kubeconfigFile, context: demo.context }
    : { kubeconfig: options.kubeconfig, context: options.context };
  const port = openCluster({ ...cluster, endpoints }, process.env, systemClock);
  if (port.ok) return { port: port.value, endpoints, demo, clock: systemClock, replay: undefined };
  say(`${port.error.says}\n${port.error.remedy}`);
  return undefined;
}

async function openRecorded(file: string): Promise<OpenedCluster | undefined> {
  const replay = await openReplay(file);
  if (!replay.ok) {
    say(`${replay.error.says}\n${replay.error.remedy}`);
    return undefined;
  }
  const { recording, port, clock } = replay.value;
  const length = formatDuration((recording.toMs - recording.fromMs) / 1_000);
  say(`recording of ${recording.head.context}: ${length} from ${new Date(recording.fromMs).toISOString()}, by ${recording.head.madeBy}`);
  if (recording.damage !== undefined) say(`recording: ${recording.damage}`);
  return { port, endpoints: [], demo: undefined, clock, replay: replay.value };
}

/** What is made at the cluster's own time: a recording's stands still but for this. */
export function atItsTime<T>({ replay }: Pick<OpenedCluster, 'replay'>, made: Promise<T>): Promise<T> {
  return replay === undefined ? made : replay.settle(made);
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
  const chosen = await chooseScenario(name);
  if (!chosen.ok) {
    say(`${chosen.error.says}\n${chosen.error.remedy}`);
    return 'unknown';
  }
  const { scenario, ...size } = chosen.value;
  say(`demo: starting scenario ${scenario.name}`);
  return startDemo({ scenario, ...size, nodes: nodes ?? size.nodes });
}

/** A recording is looked at to its end. Else: waits until every object is listed and every component has been looked at (and settled), or --for is over, or nothing comes. */
export async function untilSeen(
  { replay }: Pick<OpenedCluster, 'replay'>,
  session: ReturnType<typeof lookAtCluster>['session'],
  forMs: number | undefined,
): Promise<void> {
  if (replay !== undefined) return replayed(replay);
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

/** Says how far it is where it takes long. */
async function replayed({ toEnd, recording: { fromMs, toMs } }: Replay): Promise<void> {
  const length = formatDuration((toMs - fromMs) / 1_000);
  let saidMs = systemClock.monotonic();
  await toEnd((passedMs) => {
    if (systemClock.monotonic() - saidMs < PROGRESS_MS) return;
    saidMs = systemClock.monotonic();
    say(`replayed ${formatDuration(passedMs / 1_000)} of ${length}`);
  });
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
