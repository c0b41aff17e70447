import type { TraceHop } from '../../contract/trace';
import { amountText, secondsText, servedUnit, sum } from './amounts';
import { toLocal } from './clockBounds';
import { topText } from './kubectlTop';
import { before, seenHop, unseenHop } from './makeHop';
import { metricOf } from './question';
import type { Heard, Served, TraceScene } from './scene';

const SERVER = { hop: 'metrics-server', pipeline: 'core', title: 'metrics-server', card: 'metrics-server' } as const;
const API = {
  hop: 'metrics-api',
  pipeline: 'core',
  title: 'Metrics API',
  card: 'metrics-api',
  over: { from: 'metrics-server', to: 'metrics-api' },
} as const;
const TOP = {
  hop: 'kubectl-top',
  pipeline: 'core',
  title: 'kubectl top',
  card: 'kubectl-top',
  over: { from: 'metrics-api', to: 'kubectl-top' },
} as const;

/** metrics-server, the API that it serves and the line that kubectl prints of it; `resource` is the hop before. */
export function apiHops(scene: TraceScene, resource: TraceHop): readonly TraceHop[] {
  const { metricsApi } = scene;
  if (metricsApi.state !== 'heard') return [SERVER, API, TOP].map((head) => unseenHop(head, ofHop(head.hop, metricsApi)));
  const server = serverHop(scene, metricsApi, resource);
  const api = apiHop(scene, metricsApi, server);
  return [server, api, topHop(scene, metricsApi.value, api)];
}

type Unheard = Exclude<Heard<Served>, { state: 'heard' }>;

/** What metrics-server holds is seen through its API alone; kubectl prints what that says. */
function ofHop(hop: TraceHop['hop'], heard: Unheard): Unheard {
  if (hop === 'metrics-api') return heard;
  const because =
    hop === 'metrics-server'
      ? 'what it holds is seen through the Metrics API alone, which gave nothing'
      : 'it asks the Metrics API, which gave nothing';
  return { state: heard.state, because };
}

type HeardServed = Extract<Heard<Served>, { state: 'heard' }>;

function serverHop(scene: TraceScene, { value: served, proof }: HeardServed, resource: TraceHop): TraceHop {
  const metric = metricOf(scene.question);
  const amount = amountOf(served);
  const window = secondsText(served.windowMs);
  const isCpu = metric.kind === 'cpu';
  const { resolutionMs, scrapedMs, name } = scene.metricsServer;
  const agoMs = scrapedMs === undefined ? undefined : scene.endedMs - toLocal(scrapedMs, scene.clocks.apiserver);
  const last = agoMs === undefined || agoMs < 0 ? '' : `, this node's last ${secondsText(Math.round(agoMs / 1000) * 1000)} ago`;
  const every = `It asks each kubelet every ${secondsText(resolutionMs)}${last}.`;
  return seenHop(SERVER, {
    amount,
    unit: servedUnit(metric),
    sub: isCpu ? `window ${window}` : (name ?? 'newest sample'),
    trueMs: toLocal(served.timestampMs, scene.clocks.node),
    ...(isCpu ? { changed: `Counter to rate over its last two samples, ${window} apart.` } : {}),
    says: isCpu ? every : `The newest sample that it read, as it was. ${every}`,
    ...(isCpu ? {} : { from: before(resource) }),
    parts: served.containers.map(({ who, amount: part }) => ({ label: who, text: amountText({ amount: part, unit: servedUnit(metric) }) })),
    proof,
  });
}

function apiHop(scene: TraceScene, { value: served, proof }: HeardServed, server: TraceHop): TraceHop {
  const [only] = served.containers;
  return seenHop(API, {
    amount: amountOf(served),
    unit: servedUnit(metricOf(scene.question)),
    sub: served.containers.length === 1 && only !== undefined ? only.text : served.containers.map(({ text }) => text).join(' + '),
    trueMs: toLocal(served.timestampMs, scene.clocks.node),
    says: 'Same value; window and timestamp stand beside it, the timestamp cut to its second.',
    from: before(server),
    parts: served.containers.map(({ who, text }) => ({ label: who, text })),
    proof,
  });
}

function topHop(scene: TraceScene, served: Served, api: TraceHop): TraceHop {
  const metric = metricOf(scene.question);
  const { subject } = scene.question;
  const printed = topText(amountOf(served), metric);
  const of = subject.kind === 'node' ? '' : served.containers.length > 1 ? ` the sum of ${served.containers.length} containers,` : '';
  const up = metric.kind === 'cpu' ? 'rounded up to whole millicores' : 'cut to whole Mi';
  const hop = seenHop(TOP, {
    amount: printed.amount,
    unit: servedUnit(metric),
    sub: commandOf(scene),
    trueMs: toLocal(served.timestampMs, scene.clocks.node),
    changed: `Rounding:${of} ${up}.`,
    says: '',
    from: before(api),
  });
  return { ...hop, ...(hop.value === undefined ? {} : { value: { ...hop.value, text: printed.text } }) };
}

function commandOf({ question: { subject } }: TraceScene): string {
  if (subject.kind === 'node') return 'kubectl top node';
  return subject.container === undefined ? 'kubectl top pod' : 'kubectl top pod --containers';
}

export function amountOf({ containers }: Served): number {
  return sum(containers.map(({ amount }) => amount));
}
