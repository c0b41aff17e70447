import { Command } from 'commander';
import type { Report } from '../../shared/report/schema';
import { startDemo } from '../demo/host';
import { scenarioNamed } from '../demo/scenarios/choose';
import { systemClock } from '../engine/clock';
import type { DirectEndpoint } from '../engine/cluster/directEndpoints';
import type { PortLoad } from '../engine/cluster/port';
import { ErrorMemory } from '../engine/gaps/errorMemory';
import { correctionsFor, endpointFromWords, endpointsFromFile } from '../engine/givenEndpoints';
import { lookAtCluster } from '../engine/lookAtCluster';
import { openCluster } from '../engine/openCluster';
import { exitCodeOf, reportText } from '../engine/reportText';
import { wholeReport } from '../engine/wholeReport';
import { toMilliseconds, toWholeNumber } from './duration';

export interface ReportOptions {
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly demo?: string;
  readonly recording?: string;
  readonly nodes?: number;
  readonly for?: number;
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

export function reportCommand(ends: (code: number) => void): Command {
  return new Command('report')
    .description('looks at a cluster and prints what it found')
    .option('--context <name>', 'a context of the kubeconfig (default: its current one)')
    .option('--kubeconfig <file>', 'instead of KUBECONFIG and ~/.kube/config')
    .option('--demo <scenario>', 'look at an embedded demo cluster (hopscope demo --list)')
    .option('--recording <file>', 'reserved')
    .option('--nodes <n>', 'nodes of the demo cluster', toWholeNumber)
    .option(
      '--for <duration>',
      'keep looking this long, for example 10m: scrape gaps of that time and what no scrape saw are printed',
      toMilliseconds,
    )
    .option(
      '--endpoint <kind=url>',
      'a Prometheus, Thanos, Mimir, VictoriaMetrics or kubelet that is reached directly (repeatable)',
      (words: string, before: string[]) => [...before, words],
      [],
    )
    .option('--endpoints <file>', 'a YAML file with such endpoints, their credentials and tenants')
    .option('--json', 'print the Report as JSON')
    .action(async (options: ReportOptions) => ends(await report(options)));
}

async function report(options: ReportOptions): Promise<number> {
  if (options.recording !== undefined) {
    say('--recording is reserved: this version cannot open recordings yet. Use --demo or --context.');
    return 2;
  }
  const demo = options.demo === undefined ? undefined : await startNamedDemo(options.demo, options.nodes);
  if (demo === 'unknown') return 2;
  const endpoints = readEndpoints(options);
  if (endpoints === 'unreadable') return 2;
  const choice = {
    ...(demo ? { kubeconfig: demo.kubeconfigFile, context: demo.context } : { kubeconfig: options.kubeconfig, context: options.context }),
    endpoints,
  };
  const port = openCluster(choice, process.env, systemClock);
  if (!port.ok) {
    say(`${port.error.says}\n${port.error.remedy}`);
    return 2;
  }
  const errors = new ErrorMemory();
  const {
    session,
    report: maker,
    blindSpots,
  } = lookAtCluster(
    port.value,
    systemClock,
    () => correctionsFor(endpoints),
    () => errors.observe(session.looks, session.clockOffsetMs),
  );
  session.start();
  await untilSeen(session, options.for);
  const { report: made, says } = await wholeReport(
    { session, port: port.value, clock: systemClock, errors, maker, blindSpots },
    options.for,
  );
  if (options.for !== undefined) say(says);
  const { connection } = session;
  sayCost(port.value.load(), session);
  session.close();
  await demo?.close();
  if (connection.state === 'lost' || connection.state === 'refused') say(`${connection.says}\n${connection.remedy}`);
  print(made, options.json === true);
  return exitCodeOf(made);
}

export function readEndpoints(options: ReportOptions): readonly DirectEndpoint[] | 'unreadable' {
  const named = options.endpoint.map(endpointFromWords);
  const file = options.endpoints === undefined ? undefined : endpointsFromFile(options.endpoints, options.context, false);
  const wrong = [...named, ...(file ? [file] : [])].find((each) => !each.ok);
  if (wrong && !wrong.ok) {
    say(`${wrong.error.says}\n${wrong.error.remedy}`);
    return 'unreadable';
  }
  return [...named.flatMap((each) => (each.ok ? [each.value] : [])), ...(file?.ok ? file.value : [])];
}

/** What the look cost, for who pays for it. */
function sayCost(load: PortLoad, session: ReturnType<typeof lookAtCluster>['session']): void {
  const whole =
    session.firstWholeLookMs === undefined ? 'not complete' : `${((session.firstWholeLookMs - session.startedMs) / 1000).toFixed(1)} s`;
  say(
    `first whole look: ${whole}; ${load.totalRequests} requests, ${(load.totalBytes / 1024).toFixed(0)} KiB, ${(process.memoryUsage.rss() / 2 ** 20).toFixed(0)} MiB resident`,
  );
}

export async function startNamedDemo(name: string, nodes: number | undefined) {
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
  const { firstWholeLookMs, listsWholeMs } = session;
  if (firstWholeLookMs === undefined || listsWholeMs === undefined) return false;
  return systemClock.now() - Math.max(firstWholeLookMs, listsWholeMs) >= SETTLE_MS;
}

function isRefused(session: ReturnType<typeof lookAtCluster>['session']): boolean {
  const { connection } = session;
  return connection.state === 'refused' || (connection.state === 'lost' && systemClock.now() - connection.sinceMs > 5_000);
}

function print(made: Report, asJson: boolean): void {
  process.stdout.write(
    asJson
      ? `${JSON.stringify(made, null, 2)}\n`
      : reportText(made, process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined),
  );
}
