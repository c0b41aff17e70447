import type { DemoAnswer, DemoRequest, Listener } from '../network';
import type { KubeObject, ObjectStore } from '../objects';
import type { Running } from '../world/running';
import { exposition, notFound, text } from './answers';
import { catalogOf } from './catalogs';
import { processStartedMs } from './processStart';
import { parseAllowlist, StateRenderer } from './stateMetrics/render';
import { listedOnly, pluralOf, stateStores } from './stateMetrics/stores';

export interface StateMetricsOptions {
  /** What is true now; asked again for each request. */
  readonly running: () => Running;
  readonly objects: ObjectStore;
  /** When its process started; the start of the container "kube-state-metrics" when not said. */
  readonly startedMs?: () => number;
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
  let renderer = new StateRenderer(new Map());
  const main = (request: DemoRequest): DemoAnswer => {
    const { labelAllowlist } = options.running().world.kubeStateMetrics;
    if (labelAllowlist.join() !== settings) {
      settings = labelAllowlist.join();
      renderer = new StateRenderer(parseAllowlist(labelAllowlist));
    }
    switch (request.path) {
      case '/metrics':
        return exposition(renderState(options, renderer, request.query), 'plain');
      case '/healthz':
      case '/livez':
        return text(200, 'OK');
      default:
        return notFound();
    }
  };
  return { main: { scheme: 'http', handle: main }, telemetry: { scheme: 'http', handle: (request) => telemetry(options, request) } };
}

/** ?resources=pods,nodes and ?exclude_resources=secrets narrow what is written. */
function renderState(options: StateMetricsOptions, renderer: StateRenderer, query: URLSearchParams): string {
  const { forbidden } = options.running().world.kubeStateMetrics;
  const asked = query.get('resources')?.split(',');
  const excluded = query.get('exclude_resources')?.split(',') ?? [];
  return stateStores
    .filter((store) => !forbidden.includes(pluralOf(store)))
    .filter((store) => (asked?.includes(pluralOf(store)) ?? true) && !excluded.includes(pluralOf(store)))
    .map((store) => renderer.store(store, listed(options.objects, store.resource)))
    .join('');
}

function listed(objects: ObjectStore, resource: string): readonly KubeObject[] {
  return objects.list(resource);
}

function telemetry(options: StateMetricsOptions, request: DemoRequest): DemoAnswer {
  if (request.path === '/readyz') return text(200, 'OK');
  if (request.path !== '/metrics') return notFound();
  const running = options.running();
  const startedMs = options.startedMs?.() ?? processStartedMs(running, 'kube-state-metrics');
  const uptime = Math.max(0, running.nowMs - startedMs) / 1000;
  const own = listCounters(running.world.kubeStateMetrics.forbidden, uptime);
  return exposition(catalogOf('kube-state-metrics-telemetry').render({ startedMs, nowMs: running.nowMs, own }));
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
