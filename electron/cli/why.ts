import { Command, InvalidArgumentError } from 'commander';
import { why } from '../../shared/analysis/why/walk';
import { systemClock } from '../engine/clock';
import { correctionsFor } from '../engine/givenEndpoints';
import { lookAtCluster } from '../engine/lookAtCluster';
import { openCluster } from '../engine/openCluster';
import { gatherWhy } from '../engine/why/gather';
import { whyText } from '../engine/why/whyText';
import { toWholeNumber } from './duration';
import { type ReportOptions, readEndpoints, startNamedDemo, untilSeen } from './report';

interface WhyOptions extends Omit<ReportOptions, 'for'> {
  readonly label: Readonly<Record<string, string>>;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** `hopscope why METRIC`: exit code 0 it is there, 1 it is lost, 2 it could not be told. */
export function whyCommand(ends: (code: number) => void): Command {
  return new Command('why')
    .description('walks the way of a metric and stops at the first place where it is lost')
    .argument('<metric>', 'its name, for example container_cpu_usage_seconds_total')
    .option('--label <name=value>', 'a label that the series has to have (repeatable)', toLabel, {})
    .option('--context <name>', 'a context of the kubeconfig (default: its current one)')
    .option('--kubeconfig <file>', 'instead of KUBECONFIG and ~/.kube/config')
    .option('--demo <scenario>', 'look at an embedded demo cluster (hopscope demo --list)')
    .option('--recording <file>', 'reserved')
    .option('--nodes <n>', 'nodes of the demo cluster', toWholeNumber)
    .option(
      '--endpoint <kind=url>',
      'a Prometheus that is reached directly (repeatable)',
      (words: string, before: string[]) => [...before, words],
      [],
    )
    .option('--endpoints <file>', 'a YAML file with such endpoints, their credentials and tenants')
    .option('--json', 'print the walk as JSON')
    .action(async (metric: string, options: WhyOptions) => ends(await answer(metric, options)));
}

function toLabel(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('A label such as namespace=shop.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

async function answer(metric: string, options: WhyOptions): Promise<number> {
  if (options.recording !== undefined) {
    say('--recording is reserved: this version cannot open recordings yet. Use --demo or --context.');
    return 2;
  }
  const demo = options.demo === undefined ? undefined : await startNamedDemo(options.demo, options.nodes);
  const endpoints = demo === 'unknown' ? 'unreadable' : readEndpoints(options);
  if (demo === 'unknown' || endpoints === 'unreadable') return 2;
  const cluster = demo
    ? { kubeconfig: demo.kubeconfigFile, context: demo.context }
    : { kubeconfig: options.kubeconfig, context: options.context };
  const port = openCluster({ ...cluster, endpoints }, process.env, systemClock);
  if (!port.ok) {
    say(`${port.error.says}\n${port.error.remedy}`);
    return 2;
  }
  const { session } = lookAtCluster(
    port.value,
    systemClock,
    () => correctionsFor(endpoints),
    () => undefined,
  );
  session.start();
  await untilSeen(session, undefined);
  const { connection } = session;
  const question = { metric, labels: options.label };
  const walked = why(await gatherWhy(session, port.value, systemClock, question, new AbortController().signal), question);
  session.close();
  await demo?.close();
  if (connection.state === 'lost' || connection.state === 'refused') say(`${connection.says}\n${connection.remedy}`);
  process.stdout.write(options.json === true ? `${JSON.stringify(walked, null, 2)}\n` : whyText(walked));
  return walked.verdict.kind === 'there' ? 0 : walked.verdict.kind === 'lost' ? 1 : 2;
}
