import { Command, InvalidArgumentError } from 'commander';
import { lagOf } from '../../shared/analysis/trace/lag/lag';
import { parseSubject } from '../../shared/analysis/trace/question';
import { traceText } from '../../shared/analysis/trace/traceText';
import { trace } from '../../shared/analysis/trace/walk';
import type { TraceSubject } from '../../shared/contract/trace';
import type { Clock } from '../engine/clock';
import { Arrivals } from '../engine/trace/arrivals';
import { gatherTrace } from '../engine/trace/gather';
import { Clocks } from '../engine/trace/traceParts';
import { type ClusterOptions, clusterOptions } from './clusterOptions';
import { toMilliseconds } from './duration';
import { seenCluster } from './seenCluster';

interface TraceOptions extends ClusterOptions {
  readonly metric: string;
  readonly container?: string;
  readonly measure?: number;
}

/** `hopscope trace pod/NS/NAME|node/NAME`: exit code 0 the number is seen and agrees, 1 it does not, or not everywhere, 2 it could not be told. */
export function traceCommand(ends: (code: number) => void): Command {
  return clusterOptions(new Command('trace').description('one number at every hop of both pipelines at one moment, and why it differs'))
    .argument('<subject>', 'pod/NAMESPACE/NAME or node/NAME', toSubject)
    .option('--metric <name>', 'cpu, memory, a custom metric, a state of kube-state-metrics, or any series of the pod or node', 'cpu')
    .option('--container <name>', 'one container of the pod')
    .option('--measure <duration>', 'watch so long how long changes take to the end of the way (for example 2m)', toMilliseconds)
    .option('--json', 'print the trace as JSON')
    .action(async (subject: TraceSubject, options: TraceOptions) => ends(await answer(subject, options)));
}

function toSubject(text: string): TraceSubject {
  const read = parseSubject(text);
  if (!read.ok) throw new InvalidArgumentError(read.error);
  return read.value;
}

async function answer(given: TraceSubject, options: TraceOptions): Promise<number> {
  const seen = await seenCluster(options);
  if (seen === undefined) return 2;
  const { session, port, clock } = seen;
  const subject = given.kind === 'pod' && options.container !== undefined ? { ...given, container: options.container } : given;
  const question = { subject, metric: options.metric };
  const signal = new AbortController().signal;
  const [parts, clocks] = [{ session, port, clock }, new Clocks()];
  const arrivals = new Arrivals(parts, question, clocks);
  await seen.atItsTime(watched(arrivals, clock, options.measure ?? 0, signal));
  const scene = arrivals.known(await seen.atItsTime(gatherTrace(parts, question, clocks, signal)));
  await seen.end();
  const traced = trace(scene);
  const lag = lagOf(scene, traced.hops, arrivals.seen(scene));
  process.stdout.write(options.json === true ? `${JSON.stringify({ ...traced, lag }, null, 2)}\n` : traceText(traced, lag));
  return { ok: 0, degraded: 1, broken: 1, unknown: 2 }[traced.verdict.state];
}

/** What arrives at the end of the way while it is watched. */
async function watched(arrivals: Arrivals, clock: Clock, forMs: number, signal: AbortSignal): Promise<void> {
  const untilMs = clock.monotonic() + forMs;
  while (clock.monotonic() < untilMs) {
    await arrivals.look(signal);
    await clock.sleep(Math.min(arrivals.periodMs, Math.max(0, untilMs - clock.monotonic())));
  }
}
