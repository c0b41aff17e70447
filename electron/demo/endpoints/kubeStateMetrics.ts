import { shardOf } from '../../../shared/analysis/ksmSharding';
import type { Exposition } from '../../../shared/exposition/exposition';
import type { DemoAnswer, DemoRequest, Listener } from '../network';
import type { KubeObject, ObjectStore } from '../objects';
import type { Running } from '../world/running';
import { exposition, negotiatedState, notFound, text } from './answers';
import { catalogOf } from './catalogs';
import { processStartedMs } from './processStart';
import { familiesOf, SampleList } from './sampleWriter';
import type { StateStore } from './stateMetrics/metric';
import { parseAllowlist, StateRenderer } from './stateMetrics/render';
import { listedOnly, pluralOf, stateStores } from './stateMetrics/stores';

export interface StateMetricsOptions {
  /** What is true now; asked again for each request. */
  readonly running: () => Running;
  readonly objects: ObjectStore;
  /** When its process started; the start of the container "kube-state-metrics" when not said. */
  readonly startedMs?: () => number;
  /** The arguments that it was started with: --shard and --total-shards. Absent: none, it tells of all objects. */
  readonly args?: readonly string[];
}

/** Which part of the objects it tells of. */
interface Shard {
  readonly ordinal: number;
  readonly total: number;
}

function shardIn(args: readonly string[] = []): Shard {
  const number = (flag: string, otherwise: number) => Number(args.find((arg) => arg.startsWith(flag))?.slice(flag.length) ?? otherwise);
  return { ordinal: number('--shard=', 0), total: number('--total-shards=', 1) };
}

export interface StateMetrics {
  /** Port 8080: /metrics, /healthz, /livez. */
  readonly main: Listener;
  /** Port 8081: its own /metrics and /readyz. */
  readonly telemetry: Listener;
}

/**
 * kube-state-metrics. A resource that its ClusterRole does not grant has no samples; /healthz stays ok and
 * only the telemetry port and the log tell (seen on the recorded cluster).
 */
export function kubeStateMetrics(options: StateMetricsOptions): StateMetrics {
  let settings = '';
  let renderer = new StateRenderer({ labels: new Map(), families: undefined });
  const rendererNow = (): StateRenderer => {
    const { labelAllowlist, metricAllowlist } = options.running().world.kubeStateMetrics;
    const asked = JSON.stringify([labelAllowlist, metricAllowlist]);
    if (asked === settings) return renderer;
    settings = asked;
    const families = metricAllowlist?.map((pattern) => new RegExp(pattern));
    renderer = new StateRenderer({ labels: parseAllowlist(labelAllowlist), families });
    return renderer;
  };
  const main = (request: DemoRequest): DemoAnswer => {
    switch (request.path) {
      case '/metrics':
        return negotiatedState(renderState(options, rendererNow(), request.query), request);
      case '/healthz':
      case '/livez':
        return text(200, 'OK');
      default:
        return notFound();
    }
  };
  return {
    main: {
      scheme: 'http',
      handle: main,
      samplesOf: (request, wanted) =>
        request.path === '/metrics' ? stateSamples(options, rendererNow(), request.query, wanted) : undefined,
    },
    telemetry: { scheme: 'http', handle: (request) => telemetry(options, request) },
  };
}

function renderState(options: StateMetricsOptions, renderer: StateRenderer, query: URLSearchParams): string {
  return askedStores(options, query)
    .map((store) => renderer.store(store, listed(options, store.resource)))
    .join('');
}

function stateSamples(
  options: StateMetricsOptions,
  renderer: StateRenderer,
  query: URLSearchParams,
  wanted: ((name: string) => boolean) | undefined,
): Exposition {
  const stores = askedStores(options, query).map((store) => ({ store, objects: listed(options, store.resource) }));
  const filled = stores.filter(({ objects }) => objects.length > 0);
  const list = new SampleList(familiesOf(filled.flatMap(({ store }) => renderer.headsOf(store))), wanted);
  for (const { store, objects } of filled) list.add(renderer.samplesOf(store, objects));
  return list;
}

/** ?resources=pods,nodes and ?exclude_resources=secrets narrow what is written. */
function askedStores(options: StateMetricsOptions, query: URLSearchParams): readonly StateStore[] {
  const { forbidden } = options.running().world.kubeStateMetrics;
  const asked = query.get('resources')?.split(',');
  const excluded = query.get('exclude_resources')?.split(',') ?? [];
  return stateStores
    .filter((store) => !forbidden.includes(pluralOf(store)))
    .filter((store) => (asked?.includes(pluralOf(store)) ?? true) && !excluded.includes(pluralOf(store)));
}

function listed({ objects, args }: StateMetricsOptions, resource: string): readonly KubeObject[] {
  const all = objects.list(resource);
  const { ordinal, total } = shardIn(args);
  return total === 1 ? all : all.filter(({ metadata }) => shardOf(metadata.uid, total) === ordinal);
}

function telemetry(options: StateMetricsOptions, request: DemoRequest): DemoAnswer {
  if (request.path === '/readyz') return text(200, 'OK');
  if (request.path !== '/metrics') return notFound();
  const running = options.running();
  const startedMs = options.startedMs?.() ?? processStartedMs(running, 'kube-state-metrics');
  const uptime = Math.max(0, running.nowMs - startedMs) / 1000;
  const own = new Map([...listCounters(running.world.kubeStateMetrics.forbidden, uptime), ...shardGauges(shardIn(options.args))]);
  return exposition(catalogOf('kube-state-metrics-telemetry').render({ startedMs, nowMs: running.nowMs, own }));
}

function shardGauges({ ordinal, total }: Shard): readonly (readonly [string, string])[] {
  const name = 'kube_state_metrics_shard_ordinal';
  return [
    [name, `${name}{shard_ordinal="${ordinal}"} ${ordinal}\n`],
    ['kube_state_metrics_total_shards', `kube_state_metrics_total_shards ${total}\n`],
  ];
}

/** Reflectors ask again after 0.8 s, then ever later, up to 30 s apart (client-go's backoff). */
const relistSeconds = 30;
/** The apiserver ends a watch after 5 to 10 minutes. */
const rewatchSeconds = 450;

function listCounters(forbidden: readonly string[], uptime: number): ReadonlyMap<string, string> {
  const stores = stateStores.map((store) => ({ listed: store.listed, denied: forbidden.includes(pluralOf(store)) }));
  const all = [...stores, ...listedOnly.map((name) => ({ listed: name, denied: false }))].sort((a, b) => (a.listed < b.listed ? -1 : 1));
  const errors = 5 + Math.floor(uptime / relistSeconds);
  const watches = 1 + Math.floor(uptime / rewatchSeconds);
  const line = (name: string, resource: string, result: string, value: number) =>
    `${name}{resource="${resource}",result="${result}"} ${value}\n`;
  const lists = all.map(({ listed: name, denied }) =>
    line('kube_state_metrics_list_total', name, denied ? 'error' : 'success', denied ? errors : 1),
  );
  const watched = all
    .filter(({ denied }) => !denied)
    .map(({ listed: name }) => line('kube_state_metrics_watch_total', name, 'success', watches));
  return new Map([
    ['kube_state_metrics_list_total', lists.join('')],
    ['kube_state_metrics_watch_total', watched.join('')],
  ]);
}
