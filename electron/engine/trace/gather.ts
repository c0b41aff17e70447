import { notFromTheFuture } from '../../../shared/analysis/trace/clockBounds';
import { metricOf } from '../../../shared/analysis/trace/question';
import type { Heard, HpaReading, KubeletReading, QueriedValue, TraceScene } from '../../../shared/analysis/trace/scene';
import type { TraceClock, TraceQuestion } from '../../../shared/contract/trace';
import type { PodObject } from '../../../shared/model/inventory';
import { parseGoDuration } from '../../../shared/model/quantity';
import { parseCommandLine } from '../discovery/commandLine';
import { ofKind } from '../probers/byKind';
import { Expositions } from '../session/expositions';
import { type AdaptedMetric, adaptedMetric } from './adapterReadings';
import { exposedByKsm } from './exposedReadings';
import { mapHeard, nothingOf, parsedOk } from './hear';
import { askKubelet, type KubeletHeard } from './kubeletReadings';
import { type AskedPrometheus, askPrometheus, type PrometheusHeard, prometheusOf, type Unheard } from './prometheusReadings';
import { askCustomMetric, askMetricsApi, hpaReading, hpasOf, type ServedByName, servedFor, workloadOf } from './servedReadings';
import { APISERVER, type Clocks, nodeServer, type TraceParts } from './traceParts';

/** Of the binary; its official manifest says 15 s. */
const DEFAULT_RESOLUTION_MS = 60_000;
/** An offset that no Date header told: that of the API server, by the session. */
const UNTOLD_MS = 1_000;

/** Asks every hop of the number as near to one moment as can be. `clocks` is kept from trace to trace: each makes them more exact. */
export async function gatherTrace(given: TraceParts, question: TraceQuestion, clocks: Clocks, signal: AbortSignal): Promise<TraceScene> {
  const parts = { ...given, port: clocks.listening(given.port) };
  const startedMs = parts.clock.now();
  const pod = podOf(parts, question);
  const scene =
    metricOf(question).kind === 'named' ? await gatherNamed(parts, question, pod, signal) : await gatherUsage(parts, question, pod, signal);
  const endedMs = parts.clock.now();
  const { prometheus: server, ...asked } = scene;
  return {
    question,
    startedMs,
    endedMs,
    ...goneOf(parts, question, pod),
    clocks: clocksOf(parts, clocks, nodeOf(question, pod), server, asked),
    ...asked.scene,
  };
}

interface Gathered {
  /** The Prometheus that was asked, as Clocks know it. */
  readonly prometheus: string | undefined;
  readonly scene: Omit<TraceScene, 'question' | 'startedMs' | 'endedMs' | 'gone' | 'clocks'>;
}

function podOf({ session }: TraceParts, { subject }: TraceQuestion): PodObject | undefined {
  if (subject.kind === 'node') return undefined;
  return session.inventory.pods.find(({ namespace, name }) => namespace === subject.namespace && name === subject.name);
}

function nodeOf({ subject }: TraceQuestion, pod: PodObject | undefined): string {
  return subject.kind === 'node' ? subject.name : (pod?.node ?? '');
}

/** Looked for in the watched objects, before and after. */
function goneOf({ session }: TraceParts, { subject }: TraceQuestion, before: PodObject | undefined): Pick<TraceScene, 'gone'> {
  if (subject.kind === 'node') {
    const isThere = session.inventory.nodes.some(({ name }) => name === subject.name);
    return isThere || session.inventory.nodes.length === 0 ? {} : { gone: { when: 'before', says: 'No node of that name is there.' } };
  }
  const listed = session.inventory.listed.find(({ resource }) => resource === 'pods')?.state;
  const isKnown = listed === 'watching' || listed === 'polling';
  const now = session.inventory.pods.find(({ namespace, name }) => namespace === subject.namespace && name === subject.name);
  if (before === undefined)
    return now === undefined && isKnown
      ? { gone: { when: 'before', says: `No pod ${subject.namespace}/${subject.name} is there now.` } }
      : {};
  if (now === undefined) return { gone: { when: 'meanwhile', says: 'It was deleted while it was traced.' } };
  if (now.uid !== before.uid) return { gone: { when: 'meanwhile', says: 'Another pod of that name took its place while it was traced.' } };
  return {};
}

async function gatherUsage(parts: TraceParts, question: TraceQuestion, pod: PodObject | undefined, signal: AbortSignal): Promise<Gathered> {
  const { inventory } = parts.session;
  const metric = metricOf(question);
  const { subject } = question;
  const node = nodeOf(question, pod);
  const uid = pod === undefined ? {} : { uid: pod.uid };
  const hpas = hpasOf(question, pod, inventory);
  const selector = hpas.length === 0 || pod === undefined ? undefined : workloadOf(pod, inventory)?.selector;
  const asked = prometheusOf(parts);
  const addresses = subject.kind === 'node' ? addressesOf(parts, subject.name) : [];
  const nowMs = parts.clock.now() + parts.session.clockOffsetMs;
  const [kubelet, served, kept] = await Promise.all([
    node === '' ? nowhere() : askKubelet(parts, { node, subject, metric, ...uid }, signal),
    askMetricsApi(parts, question, selector, signal),
    'source' in asked ? askPrometheus(asked, { subject, metric, series: '', addresses, nowMs, ...uid }, signal) : unasked(asked),
  ]);
  const amounts = served.state === 'heard' ? served.value : new Map();
  const readings = hpas.map((hpa) => hpaReading(hpa, inventory, (name, container) => amountsIn(amounts, name, container)));
  return {
    prometheus: serverIn(asked),
    scene: {
      ...kubelet,
      metricsServer: metricsServerOf(parts, node),
      metricsApi: mapHeard(served, (value) => servedFor(question, value)),
      hpas: readings,
      ...kept,
    },
  };
}

function amountsIn(served: ServedByName, name: string, container: string | undefined): readonly number[] | undefined {
  const containers = served.get(name)?.containers.filter(({ who }) => container === undefined || who === container);
  return containers?.map(({ amount }) => amount);
}

function nowhere(): KubeletHeard {
  const no = { state: 'absent', because: 'it is on no node' } as const;
  return { summary: no, cadvisor: no, resource: no };
}

function unasked(no: Unheard): PrometheusHeard {
  return { prometheus: no, recorded: [], dashboard: no };
}

function serverIn(asked: AskedPrometheus | Unheard): string | undefined {
  return 'server' in asked ? asked.server : undefined;
}

function addressesOf({ session }: TraceParts, name: string): readonly string[] {
  return session.inventory.nodes.find((node) => node.name === name)?.addresses.map(({ address }) => address) ?? [];
}

/** A metric of an application: its series, the adapter's rule, the API, the HPA. */
async function gatherNamed(parts: TraceParts, question: TraceQuestion, pod: PodObject | undefined, signal: AbortSignal): Promise<Gathered> {
  const { subject, metric: name } = question;
  const { inventory } = parts.session;
  const nowMs = parts.clock.now() + parts.session.clockOffsetMs;
  const asked = prometheusOf(parts);
  const no = { state: 'absent', because: 'a metric of an application does not take the core pipeline' } as const;
  const core = { summary: no, cadvisor: no, resource: no, metricsApi: no, metricsServer: { resolutionMs: DEFAULT_RESOLUTION_MS } };
  if (!('source' in asked)) return { prometheus: undefined, scene: { ...core, hpas: [], ...unasked(asked) } };
  const adapted = subject.kind === 'node' ? no : await adaptedMetric(parts, asked, name, nowMs, signal);
  const found = 'query' in adapted ? adapted : undefined;
  const series = found?.series ?? name;
  const selector = pod === undefined ? {} : (workloadOf(pod, inventory)?.selector ?? {});
  const addresses = subject.kind === 'node' ? addressesOf(parts, subject.name) : [];
  const namespace = subject.kind === 'pod' ? subject.namespace : '';
  const exposed = exposedByKsm(parts, series, subject);
  const [kept, before, values] = await Promise.all([
    askPrometheus(asked, { subject, metric: { kind: 'named', name }, series, addresses, nowMs }, signal),
    found === undefined ? undefined : found.query(subject.name, namespace),
    found === undefined ? undefined : askCustomMetric(parts, { namespace, metric: found.metric, selector }, signal),
  ]);
  const adapter =
    before?.state === 'heard' && found !== undefined ? await askedAgain(before, found, { name: subject.name, namespace }) : before;
  const byPod = values?.state === 'heard' ? values.value : new Map();
  const readings = hpasOf({ ...question, metric: found?.metric ?? name }, pod, inventory).map(
    (hpa): HpaReading =>
      hpaReading(hpa, inventory, (each) => {
        const amount = byPod.get(each)?.amount;
        return amount === undefined ? undefined : [amount];
      }),
  );
  const customMetric =
    values &&
    mapHeard(values, (value) => {
      const own = value.get(subject.name);
      return own === undefined ? nothingOf('it serves no value of this pod') : parsedOk(own);
    });
  const custom =
    found === undefined
      ? withoutAdapter('query' in adapted ? no : adapted, kept)
      : { ...(adapter === undefined ? {} : { adapter }), ...(customMetric === undefined ? {} : { customMetric }) };
  return { prometheus: asked.server, scene: { ...core, hpas: readings, ...(exposed && { exposed }), ...kept, ...custom } };
}

/** A series that Prometheus has and no rule takes does not go on: the adapter is no part of its way. */
function withoutAdapter(adapter: Unheard, { prometheus }: PrometheusHeard): Pick<TraceScene, 'adapter'> {
  return adapter.state === 'absent' && prometheus.state === 'heard' ? {} : { adapter };
}

/** What the adapter's query gives once its API has answered: between the two lies what it was served. */
async function askedAgain(
  before: Extract<Heard<QueriedValue>, { state: 'heard' }>,
  { query }: AdaptedMetric,
  { name, namespace }: { readonly name: string; readonly namespace: string },
): Promise<Heard<QueriedValue>> {
  const after = await query(name, namespace);
  return after.state === 'heard' ? { ...before, value: { ...before.value, amountAfter: after.value.amount } } : before;
}

/** Its resolution by its flags, and when it last asked that node, as its own metrics told at the last look. */
function metricsServerOf({ session }: TraceParts, node: string): TraceScene['metricsServer'] {
  const [found] = ofKind(session.discovered, 'metrics-server');
  if (found === undefined) return { resolutionMs: DEFAULT_RESOLUTION_MS };
  const seconds = parseGoDuration(parseCommandLine([], found.args).flags.get('metric-resolution') ?? '');
  const resolutionMs = seconds === undefined ? DEFAULT_RESOLUTION_MS : seconds * 1000;
  const name = [found.namespace, found.name].filter(Boolean).join('/');
  const seen = session.looks.get(found.id)?.observations.find((each) => each.name === 'metrics')?.observation;
  const kept = seen?.answerId === undefined ? undefined : session.answers.get(seen.answerId);
  const read = kept && new Expositions(session.readings).of(kept);
  if (read?.ok !== true) return { name, resolutionMs };
  for (const { labels, value } of read.value.samplesNamed((each) => each === 'metrics_server_kubelet_last_request_time_seconds'))
    if (labels['node'] === node) return { name, resolutionMs, scrapedMs: value * 1000 };
  return { name, resolutionMs };
}

function clocksOf(
  { session }: TraceParts,
  clocks: Clocks,
  node: string,
  prometheus: string | undefined,
  { scene }: Pick<Gathered, 'scene'>,
): TraceScene['clocks'] {
  const apiserver = clocks.of(APISERVER, 'API server') ?? { who: 'API server', offsetMs: session.clockOffsetMs, withinMs: UNTOLD_MS };
  const own = clocks.of(nodeServer(node), `node ${node}`) ?? { ...apiserver, who: `node ${node}` };
  const stamped = [scene.resource, scene.cadvisor].reduce((clock, heard) => withSamples(clock, heard), own);
  const theirs = prometheus === undefined ? undefined : clocks.of(prometheus, 'Prometheus');
  return { apiserver, node: stamped, prometheus: theirs ?? { ...apiserver, who: 'Prometheus' } };
}

function withSamples(clock: TraceClock, heard: Heard<KubeletReading>): TraceClock {
  if (heard.state !== 'heard') return clock;
  const times = heard.value.containers.flatMap(({ atMs }) => (atMs === undefined ? [] : [atMs]));
  return times.length === 0 ? clock : notFromTheFuture(clock, Math.max(...times), heard.atMs);
}
