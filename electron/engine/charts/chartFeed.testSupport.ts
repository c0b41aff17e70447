import type { FromEngine } from '../../../shared/contract/engine';
import type { Discovered } from '../../../shared/model/component';
import type { Observation } from '../../../shared/model/observation';
import { manualClock } from '../cluster/manualClock.testSupport';
import type { PortAnswer, PortRequest, PortResult } from '../cluster/port';
import { History } from '../store/history';
import { ChartFeed } from './chartFeed';

type Series = Extract<FromEngine, { type: 'series' }>;

export const ROUTE = { via: 'service-proxy', namespace: 'monitoring', service: 'prometheus', scheme: 'http', port: '9090' } as const;
const PROMETHEUS: Discovered = {
  id: 'prometheus/monitoring/p',
  kind: 'prometheus',
  card: 'prometheus',
  name: 'p',
  namespace: 'monitoring',
  pods: ['p-0'],
  args: [],
  endpoints: [{ purpose: 'api', route: ROUTE, basePath: '' }],
  confidence: 'proven',
  because: [],
};
export const KUBELETS = ['n1', 'n2'].map(
  (node): Discovered => ({ ...PROMETHEUS, id: `kubelet/${node}`, kind: 'kubelet', card: 'kubelet', name: node, node, pods: [] }),
);

export function seen<T>(value: T): Observation<T> {
  return { state: 'ok', value, request: 'GET /x', route: 'service proxy', atMs: 0, durationMs: 1, evidence: [] };
}

export const target = (job: string, node: string, path = '/metrics') => ({
  discoveredLabels: { __meta_kubernetes_node_name: node },
  labels: { job, instance: `${node}:10250` },
  scrapeUrl: `https://${node}:10250${path}`,
  health: 'up',
  scrapeInterval: '15s',
});
const TARGETS = [target('kubelet', 'n1'), target('kubelet', 'n2'), target('cadvisor', 'n1', '/metrics/cadvisor')];

export interface Given {
  readonly targets?: readonly unknown[];
  readonly buildinfo?: Observation<unknown>;
  readonly counters?: Observation<unknown>;
  readonly discovered?: readonly Discovered[];
}

/** A feed over a port whose answers the test gives one by one. */
export function open(given: Given = {}) {
  const clock = manualClock();
  const asked: { request: PortRequest; signal: AbortSignal; answer: (result: PortResult) => void }[] = [];
  const sent: Series[] = [];
  const facts = {
    of: 'prometheus',
    buildinfo: given.buildinfo ?? seen({ version: '3' }),
    targets: seen(given.targets ?? TARGETS),
    slowAtMs: 0,
    ...(given.counters && { counters: given.counters }),
  };
  const session = {
    discovered: given.discovered ?? [PROMETHEUS, ...KUBELETS],
    looks: new Map([[PROMETHEUS.id, { facts }]]),
    history: new History(),
    clockOffsetMs: 0,
    isPaused: false,
  };
  const port = {
    send: (request: PortRequest, signal: AbortSignal) => new Promise<PortResult>((answer) => asked.push({ request, signal, answer })),
  };
  const feed = new ChartFeed({ session, port, clock }, (message) => {
    if (message.type === 'series') sent.push(message);
  });
  const last = () => sent[sent.length - 1];
  const chart = (key: string) => last()?.frame?.asked.find((each) => each.key === key)?.state;
  const choose = (source: string = PROMETHEUS.id) => feed.receive({ type: 'chart', span: { kind: 'live', ms: 900_000 }, source });
  return { clock, asked, sent, session, feed, last, chart, choose };
}

export function queryOf({ request }: { readonly request: PortRequest }): string {
  return new URLSearchParams(request.path.split('?')[1]).get('query') ?? '';
}

/** Seconds that a query ends at. */
export function endOf({ request }: { readonly request: PortRequest }): number {
  return Number(new URLSearchParams(request.path.split('?')[1]).get('end'));
}

export function answered(status: number, body: unknown): PortAnswer {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return {
    kind: 'answer',
    request: '',
    route: ROUTE,
    status,
    headers: {},
    body: bytes,
    wireBytes: bytes.length,
    atMs: 0,
    timings: { total: 1 },
  };
}

export function matrix(atSeconds: number, value: string, labels = {}): PortAnswer {
  return answered(200, { status: 'success', data: { resultType: 'matrix', result: [{ metric: labels, values: [[atSeconds, value]] }] } });
}

export const AT = Date.UTC(2026, 10, 21, 12) / 1_000;
export const settled = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
};
