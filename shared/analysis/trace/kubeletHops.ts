import type { TraceHop } from '../../contract/trace';
import { formatBytes } from '../../model/format';
import { type Amount, amountText, differenceText, readUnit, secondsText, sum } from './amounts';
import { toLocal } from './clockBounds';
import { before, seenHop, unseenHop } from './makeHop';
import { metricOf, type TracedMetric } from './question';
import type { Heard, KubeletReading, Reading, TraceScene } from './scene';

const CGROUP = { hop: 'cgroup', pipeline: 'core', title: 'cgroup', card: 'kubelet' } as const;
const CADVISOR = {
  hop: 'cadvisor',
  pipeline: 'core',
  title: 'cAdvisor sample',
  card: 'cadvisor',
  over: { from: 'containers', to: 'kubelet' },
} as const;
const RESOURCE = {
  hop: 'resource',
  pipeline: 'core',
  title: '/metrics/resource',
  card: 'kubelet',
  over: { from: 'kubelet', to: 'metrics-server' },
} as const;

/** The kubelet's three answers: the cgroup itself (/stats/summary), cAdvisor's sample, what metrics-server reads. */
export function kubeletHops(scene: TraceScene): readonly TraceHop[] {
  const cgroup = cgroupHop(scene);
  const cadvisor = cadvisorHop(scene, cgroup);
  return [cgroup, cadvisor, resourceHop(scene, cadvisor)];
}

/** The oldest of its readings: a sum is no newer than that. By this machine's clock. */
export function trueAt(readings: readonly Reading[], scene: Pick<TraceScene, 'clocks'>): number | undefined {
  const times = readings.flatMap(({ atMs }) => (atMs === undefined ? [] : [atMs]));
  return times.length === 0 ? undefined : toLocal(Math.min(...times), scene.clocks.node);
}

function cgroupHop(scene: TraceScene): TraceHop {
  const { summary } = scene;
  if (summary.state !== 'heard') return unseenHop(CGROUP, summary);
  const metric = metricOf(scene.question);
  const { own, containers } = summary.value;
  const readings = own === undefined ? containers : [own];
  const amount = sum(readings.map((reading) => reading.amount));
  const isNode = scene.question.subject.kind === 'node';
  const of = isNode ? 'the root cgroup' : own === undefined ? countWords(containers) : `the ${own.who}'s own cgroup`;
  return seenHop(CGROUP, {
    amount,
    unit: readUnit(metric),
    sub: metric.kind === 'cpu' ? 'cumulative' : 'working set',
    trueMs: trueAt(readings, scene),
    says: `Read through the kubelet's /stats/summary: ${of}.`,
    parts: partsOf(containers, metric, scene),
    proof: summary.proof,
  });
}

function cadvisorHop(scene: TraceScene, cgroup: TraceHop): TraceHop {
  const { cadvisor } = scene;
  if (cadvisor.state !== 'heard') return unseenHop(CADVISOR, cadvisor);
  const metric = metricOf(scene.question);
  const reading = cadvisor.value;
  const unit = readUnit(metric);
  const amount = sum(reading.containers.map((each) => each.amount));
  const trueMs = trueAt(reading.containers, scene);
  return seenHop(CADVISOR, {
    amount,
    unit,
    sub: trueMs === undefined ? 'without a time of its own' : `${secondsText(Math.max(0, cadvisor.atMs - trueMs))} old when read`,
    trueMs,
    from: before(cgroup),
    says: [ownWords(reading, amount, unit), memoryWords(reading, amount, metric)].filter(Boolean).join(' '),
    parts: [...partsOf(reading.containers, metric, scene), ...partsOf(extras(reading), metric, scene)],
    proof: cadvisor.proof,
  });
}

function extras({ pause, own }: KubeletReading): readonly Reading[] {
  return [...(pause === undefined ? [] : [pause]), ...(own === undefined ? [] : [{ ...own, who: `the ${own.who}'s own cgroup` }])];
}

/** "Sum of 2 containers; the pod's own cgroup has 0.3 s more: the pause container (38 ms) and what came between two readings." */
function ownWords({ containers, own, pause }: KubeletReading, amount: number, unit: Amount['unit']): string {
  const head =
    containers.length === 1 && own === undefined ? 'The same cgroup, with its own timestamp.' : `Sum of ${countWords(containers)}.`;
  if (own === undefined) return head;
  const paused = pause === undefined ? 'the pause container' : `the pause container (${amountText({ amount: pause.amount, unit })})`;
  const apart = differenceText({ amount: own.amount - amount, unit });
  const apartMs = newerBy([own], containers);
  const when =
    apartMs === undefined || apartMs === 0 ? '' : ` and ${secondsText(Math.abs(apartMs))} ${apartMs > 0 ? 'more' : 'less'} of its life`;
  return `${head} The ${own.who}'s own cgroup says ${apart}: ${paused}${when}.`;
}

function memoryWords({ usageBytes, rssBytes }: KubeletReading, amount: number, metric: TracedMetric): string {
  if (metric.kind !== 'memory' || usageBytes === undefined) return '';
  const cache = formatBytes(Math.max(0, usageBytes - amount));
  const rss = rssBytes === undefined ? '' : ` RSS is ${formatBytes(rssBytes)}.`;
  return `Working set is usage (${formatBytes(usageBytes)}) without ${cache} of file cache that can be given back.${rss}`;
}

function resourceHop(scene: TraceScene, cadvisor: TraceHop): TraceHop {
  const { resource } = scene;
  if (resource.state !== 'heard') return unseenHop(RESOURCE, resource);
  const metric = metricOf(scene.question);
  const { containers } = resource.value;
  if (containers.length === 0)
    return unseenHop(RESOURCE, { state: 'absent', because: 'it names no container of it', proof: resource.proof });
  return seenHop(RESOURCE, {
    amount: sum(containers.map((each) => each.amount)),
    unit: readUnit(metric),
    sub: subjectWordsOf(scene),
    trueMs: trueAt(containers, scene),
    from: before(cadvisor),
    says: resourceWords(scene, containers),
    parts: partsOf(containers, metric, scene),
    proof: resource.proof,
  });
}

function subjectWordsOf({ question: { subject } }: TraceScene): string {
  return subject.kind === 'node' ? 'node' : 'no pause container';
}

function resourceWords(scene: TraceScene, containers: readonly Reading[]): string {
  const head = scene.question.subject.kind === 'node' ? 'The root cgroup' : `Sum of ${countWords(containers)}, no pause container`;
  const newer = newerMs(scene.cadvisor, containers);
  if (newer === undefined) return `${head}.`;
  if (newer === 0) return `${head}: the same samples as cAdvisor's.`;
  const words = `${secondsText(Math.abs(newer))} ${newer > 0 ? 'newer' : 'older'} than what cAdvisor showed just before`;
  return `${head}: ${words}.`;
}

function newerMs(other: Heard<KubeletReading>, containers: readonly Reading[]): number | undefined {
  return other.state === 'heard' ? newerBy(containers, other.value.containers) : undefined;
}

/** How much newer one is than the others, by the reading of each that makes up most of it. */
function newerBy(one: readonly Reading[], others: readonly Reading[]): number | undefined {
  const [here, there] = [mainTime(one), mainTime(others)];
  return here === undefined || there === undefined ? undefined : here - there;
}

/** When its largest part was read. */
function mainTime(readings: readonly Reading[]): number | undefined {
  const timed = readings.filter(({ atMs }) => atMs !== undefined);
  return [...timed].sort((a, b) => b.amount - a.amount)[0]?.atMs;
}

function partsOf(readings: readonly Reading[], metric: TracedMetric, scene: TraceScene): TraceHop['parts'] {
  const endMs = scene.endedMs;
  return readings.map(({ who, amount, atMs }) => {
    const age = atMs === undefined ? '' : `, ${secondsText(Math.max(0, endMs - toLocal(atMs, scene.clocks.node)))} ago`;
    return { label: who, text: `${amountText({ amount, unit: readUnit(metric) })}${age}` };
  });
}

function countWords(containers: readonly Reading[]): string {
  const [only] = containers;
  return containers.length === 1 && only !== undefined ? `1 container (${only.who})` : `${containers.length} containers`;
}
