import { z } from 'zod';
import type { TracedMetric } from '../../../shared/analysis/trace/question';
import type { Heard, KubeletReading, Reading } from '../../../shared/analysis/trace/scene';
import type { TraceSubject } from '../../../shared/contract/trace';
import type { Sample } from '../../../shared/exposition/exposition';
import type { Discovered } from '../../../shared/model/component';
import type { PortRequest } from '../cluster/port';
import { jsonOf } from '../doctors/jsonOf';
import { ofKind } from '../probers/byKind';
import { scrapeOf } from '../probers/requestTo';
import { Expositions } from '../session/expositions';
import type { AnswerStore } from '../store/answers';
import type { PrintedAnswer } from '../store/printed';
import { hear, nothingOf, type Parsed, parsedOk, unreadable } from './hear';
import type { TraceParts } from './traceParts';

/** Whom the kubelet is asked about. */
export interface KubeletAsk {
  readonly node: string;
  readonly subject: TraceSubject;
  readonly metric: TracedMetric;
  /** Of the pod: two pods of one name follow each other. */
  readonly uid?: string;
}

/** metrics-server and Prometheus give a kubelet 10 s. */
const FIRST_BYTE_MS = 10_000;

export interface KubeletHeard {
  readonly summary: Heard<KubeletReading>;
  readonly cadvisor: Heard<KubeletReading>;
  readonly resource: Heard<KubeletReading>;
}

/** The three answers of one kubelet that hold the number, asked at once. */
export async function askKubelet(parts: TraceParts, ask: KubeletAsk, signal: AbortSignal): Promise<KubeletHeard> {
  const { discovered } = parts.session;
  const kubelet = ofKind(discovered, 'kubelet').find((found) => (found.node ?? found.name) === ask.node);
  const own = ofKind(discovered, 'cadvisor').find((found) => found.card === 'cadvisor' && found.node === ask.node);
  const at = (path: string): PortRequest => {
    const endpoint = kubelet?.endpoints[0];
    const route = endpoint?.route ?? ({ via: 'node-proxy', node: ask.node } as const);
    return { route, path: `${endpoint?.basePath ?? ''}${path}`, timeouts: { firstByte: FIRST_BYTE_MS } };
  };
  const scrape = (path: string, owner: Discovered | undefined, read: typeof readCadvisor) =>
    hear(parts, scrapeOf(at(path)), owner, (answer) => readSamples(parts, answer, (samples) => read(samples, ask)), signal);
  const [summary, cadvisor, resource] = await Promise.all([
    hear(parts, at('/stats/summary?only_cpu_and_memory=true'), kubelet, (answer) => readSummary(answer, ask), signal),
    scrape('/metrics/cadvisor', own ?? kubelet, readCadvisor),
    scrape('/metrics/resource', kubelet, readResource),
  ]);
  return { summary, cadvisor, resource };
}

function readSamples<T>(
  { session }: { readonly session: { readonly readings: TraceParts['session']['readings']; readonly answers: AnswerStore } },
  answer: PrintedAnswer,
  read: (samples: Iterable<Sample>) => Parsed<T>,
): Parsed<T> {
  const id = session.answers.newestOf(answer.request);
  const kept = id === undefined ? undefined : session.answers.get(id);
  const exposition = kept && new Expositions(session.readings).of(kept);
  if (exposition === undefined) return unreadable('what it answered is no exposition');
  return exposition.ok ? read(exposition.value.samples()) : unreadable(exposition.error);
}

const FAMILIES = {
  cpu: {
    cadvisor: 'container_cpu_usage_seconds_total',
    container: 'container_cpu_usage_seconds_total',
    node: 'node_cpu_usage_seconds_total',
  },
  memory: {
    cadvisor: 'container_memory_working_set_bytes',
    container: 'container_memory_working_set_bytes',
    node: 'node_memory_working_set_bytes',
  },
} as const;

function isWanted({ subject }: KubeletAsk, labels: Readonly<Record<string, string>>): boolean {
  if (subject.kind === 'node') return labels['id'] === '/';
  return labels['namespace'] === subject.namespace && labels['pod'] === subject.name;
}

/** Samples of the pod's containers, of its own cgroup and its pause container; of a node the root cgroup. */
export function readCadvisor(samples: Iterable<Sample>, ask: KubeletAsk): Parsed<KubeletReading> {
  if (ask.metric.kind === 'named') return nothingOf('it has no such number');
  const { subject } = ask;
  const containers = new Map<string, Reading>();
  const found: { own?: Reading; pause?: Reading; usage: number; rss: number; hasUsage: boolean } = { usage: 0, rss: 0, hasUsage: false };
  for (const { name, labels, value, timestampMs } of samples) {
    const isUsage = name === 'container_memory_usage_bytes';
    if (name !== FAMILIES[ask.metric.kind].cadvisor && !isUsage && name !== 'container_memory_rss') continue;
    if (!isWanted(ask, labels) || !isOfPod(labels['id'] ?? '', ask.uid)) continue;
    const who = containerIn(labels, subject);
    if (who === undefined) continue;
    if (name !== FAMILIES[ask.metric.kind].cadvisor) {
      if (ask.metric.kind !== 'memory' || !isContainer(who, subject)) continue;
      if (isUsage) found.usage += value;
      else found.rss += value;
      found.hasUsage ||= isUsage;
      continue;
    }
    const reading = { who, amount: value, ...(timestampMs === undefined ? {} : { atMs: timestampMs }) };
    if (who === OWN) found.own = { ...reading, who: 'pod' };
    else if (who === PAUSE) found.pause = reading;
    else if (isContainer(who, subject)) containers.set(who, added(containers.get(who), reading));
  }
  if (containers.size === 0) return nothingOf(`none of its samples carries the name of the ${subject.kind}`);
  const isWhole = subject.kind === 'pod' && subject.container === undefined;
  return parsedOk({
    containers: [...containers.values()],
    ...(isWhole && found.own !== undefined ? { own: found.own } : {}),
    ...(isWhole && found.pause !== undefined ? { pause: found.pause } : {}),
    ...(found.hasUsage ? { usageBytes: found.usage, rssBytes: found.rss } : {}),
  });
}

const OWN = 'own cgroup';
const PAUSE = 'pause container';

/** Its path names no other pod: two pods of one name follow each other. Static pods are named by another uid, so that nothing is told. */
export function isOfPod(path: string, uid: string | undefined): boolean {
  const named = /pod([0-9a-f]{8}(?:[-_][0-9a-f]{4}){3}[-_][0-9a-f]{12})/.exec(path)?.[1]?.replaceAll('_', '-');
  return named === undefined || uid === undefined || named === uid;
}

function containerIn(labels: Readonly<Record<string, string>>, subject: TraceSubject): string | undefined {
  if (subject.kind === 'node') return 'node';
  const name = labels['container'] ?? '';
  if (name === 'POD') return PAUSE;
  if (name !== '') return name;
  return (labels['image'] ?? '') === '' ? OWN : PAUSE;
}

function isContainer(who: string, subject: TraceSubject): boolean {
  if (who === OWN || who === PAUSE) return false;
  return subject.kind === 'node' || subject.container === undefined || subject.container === who;
}

/** CPU may come as one sample for each processor. */
function added(before: Reading | undefined, reading: Reading): Reading {
  return before === undefined ? reading : { ...reading, amount: before.amount + reading.amount };
}

export function readResource(samples: Iterable<Sample>, ask: KubeletAsk): Parsed<KubeletReading> {
  const { subject, metric } = ask;
  if (metric.kind === 'named') return nothingOf('it has no such number');
  const wanted = FAMILIES[metric.kind][subject.kind === 'node' ? 'node' : 'container'];
  const containers: Reading[] = [];
  for (const { name, labels, value, timestampMs } of samples) {
    if (name !== wanted) continue;
    if (subject.kind === 'pod' && (labels['namespace'] !== subject.namespace || labels['pod'] !== subject.name)) continue;
    const who = subject.kind === 'node' ? 'node' : (labels['container'] ?? '');
    if (isContainer(who, subject)) containers.push({ who, amount: value, ...(timestampMs === undefined ? {} : { atMs: timestampMs }) });
  }
  return containers.length === 0 ? nothingOf('it has no sample of it') : parsedOk({ containers });
}

const Stats = {
  cpu: z.object({ time: z.string(), usageCoreNanoSeconds: z.number() }).partial().optional(),
  memory: z.object({ time: z.string(), workingSetBytes: z.number(), usageBytes: z.number(), rssBytes: z.number() }).partial().optional(),
};
const Summary = z.object({
  node: z.object(Stats),
  pods: z.array(
    z.object({
      podRef: z.object({ name: z.string(), namespace: z.string(), uid: z.string().optional() }),
      containers: z.array(z.object({ name: z.string(), ...Stats })).nullish(),
      ...Stats,
    }),
  ),
});

export function readSummary(answer: Pick<PrintedAnswer, 'body'>, { subject, metric, uid }: KubeletAsk): Parsed<KubeletReading> {
  if (metric.kind === 'named') return nothingOf('it has no such number');
  const read = Summary.safeParse(jsonOf(answer.body));
  if (!read.success) return unreadable('what it answered is no summary');
  const readingOf = (who: string, stats: z.infer<typeof Summary>['node']): Reading[] => {
    const time = stats[metric.kind]?.time;
    const amount = metric.kind === 'cpu' ? nanosOf(stats.cpu?.usageCoreNanoSeconds) : stats.memory?.workingSetBytes;
    return amount === undefined ? [] : [{ who, amount, ...(time === undefined ? {} : { atMs: Date.parse(time) }) }];
  };
  if (subject.kind === 'node') return orNothing(readingOf('node', read.data.node), undefined);
  const named = read.data.pods.filter(({ podRef }) => podRef.namespace === subject.namespace && podRef.name === subject.name);
  const pod = named.find(({ podRef }) => podRef.uid === uid) ?? named[0];
  const containers = (pod?.containers ?? []).flatMap((each) => (isContainer(each.name, subject) ? readingOf(each.name, each) : []));
  const [own] = pod === undefined || subject.container !== undefined ? [] : readingOf('pod', pod);
  return orNothing(containers, own);
}

function nanosOf(nanos: number | undefined): number | undefined {
  return nanos === undefined ? undefined : nanos / 1e9;
}

function orNothing(containers: readonly Reading[], own: Reading | undefined): Parsed<KubeletReading> {
  if (containers.length === 0) return nothingOf('it has no numbers of it');
  return parsedOk({ containers, ...(own === undefined ? {} : { own }) });
}
