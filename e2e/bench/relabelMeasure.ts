import { stringify } from 'yaml';
import { takenAtOnce } from '../../electron/engine/bench/benchTry';
import { readRules } from '../../electron/engine/bench/rulesText';
import { inSlices } from '../../electron/engine/bench/slices';
import { systemClock } from '../../electron/engine/clock';
import { throughMetricRules } from '../../shared/relabel/outcome';
import { OverAll } from '../../shared/relabel/overAll';
import type { RelabelRule } from '../../shared/relabel/rule';
import { plainRelabel, plainRules, type WrittenRule } from './plainRelabel';

/** Measures rules over series as the workbench tries them; prints one JSON object. */

const RULES = Number(process.argv[2]);
const SERIES = Number(process.argv[3]);
/** As the workbench tells how far it is. */
const PROGRESS_MS = 200;

type Labels = Readonly<Record<string, string>>;

const FIRST: readonly WrittenRule[] = [
  { action: 'drop', source_labels: ['__name__'], regex: 'family_(1|2|3)[0-9]_.*|go_.*' },
  { action: 'drop', source_labels: ['__name__', 'container'], regex: 'family_4.*;' },
  { action: 'keep', source_labels: ['namespace'], regex: 'team-[0-9]+' },
  {
    action: 'replace',
    source_labels: ['namespace', 'pod'],
    separator: '/',
    regex: '(.+)/(.+)',
    target_label: 'workload',
    replacement: '$1-$2',
  },
  { action: 'replace', source_labels: ['pod'], regex: '(.*)-[a-z0-9]+-[a-z0-9]+', target_label: 'deployment' },
  { action: 'replace', source_labels: ['__name__'], regex: 'family_5(.+)', target_label: '__name__', replacement: 'net_$1' },
  { action: 'labelmap', regex: 'container_label_(.+)' },
  { action: 'labeldrop', regex: 'id|uid' },
];

/** Those of a cluster, and then rules that drop what is not there: every series meets each of them. */
function written(count: number): readonly WrittenRule[] {
  const more = Array.from(
    { length: Math.max(0, count - FIRST.length) },
    (_, at): WrittenRule => ({ action: 'drop', source_labels: ['__name__'], regex: `unused_${at}_(total|seconds_.*)|old_${at}` }),
  );
  return [...FIRST, ...more].slice(0, count);
}

function seriesAt(at: number): Labels {
  const pod = Math.floor(at / 60);
  return {
    __name__: `family_${at % 1_000}_total`,
    job: 'cadvisor',
    instance: `node-${pod % 100}:10250`,
    namespace: `team-${pod % 40}`,
    pod: `web-${pod % 300}-${(pod * 7_919).toString(36)}-x${pod % 10}`,
    container: at % 5 === 0 ? '' : 'app',
    id: `/kubepods.slice/pod${pod}`,
    container_label_app: `app-${pod % 300}`,
  };
}

/** CPU of this process in ms, its collector's included: others of the machine do not count. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

async function timed<T>(work: () => T | Promise<T>): Promise<readonly [T, number]> {
  const from = cpuMs();
  const made = await work();
  return [made, cpuMs() - from];
}

/** The same tallies by hand. */
function plainTally(all: readonly Labels[], rules: ReturnType<typeof plainRules>): { readonly dropped: number; readonly stored: number } {
  const seen = new Set<string>();
  let dropped = 0;
  for (const labels of all) {
    const left = plainRelabel(labels, rules);
    if (left === undefined) dropped += 1;
    else seen.add(JSON.stringify(Object.entries(left).sort(([a], [b]) => (a < b ? -1 : 1))));
  }
  return { dropped, stored: seen.size };
}

/** Longest times between two of these calls, in ms of the wall. */
class Longest {
  ms = 0;
  private lastMs = systemClock.monotonic();

  now(): void {
    const nowMs = systemClock.monotonic();
    this.ms = Math.max(this.ms, nowMs - this.lastMs);
    this.lastMs = nowMs;
  }
}

function overAll(all: readonly Labels[], rules: readonly RelabelRule[]): OverAll {
  return new OverAll({ count: all.length, labelsAt: (index) => all[index] ?? {} }, 'metric', throughMetricRules(rules));
}

async function tried(over: OverAll, rules: number) {
  const [slice, progress] = [new Longest(), new Longest()];
  let toldMs = systemClock.monotonic();
  await inSlices(
    () => over.run(takenAtOnce(rules)),
    systemClock,
    new AbortController().signal,
    () => {
      slice.now();
      if (systemClock.monotonic() - toldMs < PROGRESS_MS) return;
      toldMs = systemClock.monotonic();
      progress.now();
    },
  );
  return { sliceMs: slice.ms, progressMs: progress.ms };
}

/** Stopped when it has gone on for a while: how long until it has ended. */
async function stopping(over: OverAll, rules: number): Promise<number> {
  const end = new AbortController();
  let stoppedMs = systemClock.monotonic();
  const stop = setTimeout(() => {
    stoppedMs = systemClock.monotonic();
    end.abort();
  }, PROGRESS_MS);
  await inSlices(() => over.run(takenAtOnce(rules)), systemClock, end.signal);
  clearTimeout(stop);
  return Math.max(0, end.signal.aborted ? systemClock.monotonic() - stoppedMs : 0);
}

async function main(): Promise<void> {
  const all = Array.from({ length: SERIES }, (_, at) => seriesAt(at));
  const rules = written(RULES);
  const text = stringify(rules);
  const [read, readMs] = await timed(() => readRules(text, 'utf8', systemClock, new AbortController().signal));
  if (read?.ok !== true) throw new Error('the rules of the measurement cannot be read');
  const [plain, plainReadMs] = await timed(() => plainRules(rules));
  const over = overAll(all, read.value.rules);
  const [longest, ms] = await timed(() => tried(over, RULES));
  const stopMs = await stopping(overAll(all, read.value.rules), RULES);
  const [byHand, plainMs] = await timed(() => plainTally(all, plain));
  const { dropped, stored } = over.tally();
  if (dropped !== byHand.dropped || stored !== byHand.stored)
    throw new Error(`${dropped} dropped and ${stored} stored, by hand ${byHand.dropped} and ${byHand.stored}`);
  process.stdout.write(JSON.stringify({ readMs, plainReadMs, ms, plainMs, stopMs, ...longest, dropped, kept: stored }));
}

void main();
