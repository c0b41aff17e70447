import { type View, View as ViewSchema } from '../../shared/contract/engine';
import { CARDS, HOPS } from '../../shared/model/architecture';
import type { ReportComponent, ReportEdge } from '../../shared/report/schema';

/** A view for tests: the demo's shape, all well, made at one fixed moment. Never part of the product. */
export const FIXTURE_NOW_MS = Date.UTC(2026, 0, 2, 14, 32, 7);
const AT = new Date(FIXTURE_NOW_MS).toISOString();

type Number_ = readonly [value: number, unit: string, label: string];
type CardRow = readonly [age: number | undefined, number: Number_ | undefined, members?: number];

const CARD_FACTS: Readonly<Record<string, CardRow>> = {
  containers: [undefined, [58, '', 'cgroups']],
  kubelet: [7, undefined, 3],
  cadvisor: [14, [4621, 'series', 'series'], 3],
  'metrics-server': [7, [34, 'pods', 'pods served']],
  'metrics-api': [2, [0.012, 'seconds', 'p99']],
  'kubectl-top': [19, [1.42, 'cores', 'used']],
  hpa: [31, undefined, 2],
  'node-kernel': [undefined, [3, '', 'nodes']],
  'node-exporter': [4, [1204, 'series', 'series'], 3],
  prometheus: [4, [61_200, 'series', 'head series']],
  'custom-metrics-api': [5, [14, 'metrics', 'metrics listed']],
  'prometheus-adapter': [5, [14, 'rules', 'rules match'], 1],
  alertmanager: [9, [0, 'alerts', 'firing'], 1],
  dashboard: [38, [0.8, 'queries/s', 'queries/s']],
  applications: [undefined, [12, '', 'pods']],
  'api-objects': [undefined, [412, '', 'objects']],
  'kube-state-metrics': [11, [5310, 'series', 'series'], 1],
};

const EDGE_AGES: Readonly<Record<string, number>> = {
  'kubelet>metrics-server': 7,
  'metrics-api>hpa': 31,
  'cadvisor>prometheus': 9,
  'kubelet>prometheus': 6,
  'node-exporter>prometheus': 4,
  'kube-state-metrics>prometheus': 11,
  'applications>prometheus': 6,
  'api-objects>prometheus': 5,
  'custom-metrics-api>hpa': 38,
  'prometheus>alertmanager': 9,
};

function fixtureComponent(id: string): ReportComponent {
  const card = CARDS.find((one) => one.id === id);
  const [ageSeconds, number, total] = CARD_FACTS[id] ?? [undefined, undefined];
  return {
    id,
    kind: card?.kind ?? 'other',
    name: card?.title ?? id,
    health: 'ok',
    ageSeconds,
    number: number && { value: number[0], unit: number[1], label: number[2] },
    members: total === undefined ? undefined : { total, ok: total, degraded: 0, broken: 0, denied: 0, stale: 0, unknown: 0 },
    evidence: [{ request: `GET /of/${id}`, at: AT, says: `${id} answered`, line: 3, answerId: `answer/${id}` }],
  };
}

function fixtureEdge(from: string, to: string): ReportEdge {
  const hop = HOPS.find((one) => one.from === from && one.to === to);
  const polls = hop?.cadence === 'poll';
  return {
    from,
    to,
    pipeline: hop?.pipeline ?? 'monitoring',
    carries: hop?.carries ?? '',
    health: 'ok',
    periodSeconds: polls ? 15 : undefined,
    ageSeconds: EDGE_AGES[`${from}>${to}`],
    inferred: to === 'dashboard' ? true : undefined,
    evidence: [{ request: `GET /hop/${from}/${to}`, at: AT, says: 'newest sample read', answerId: 'answer/hop' }],
  };
}

/** All cards that are always there, and their hops, all ok; `change` puts in what a test is about. */
export function fixtureView(change: Partial<View> = {}): View {
  const drawn = new Set(CARDS.filter((card) => card.shown === 'always').map((card) => card.id));
  return ViewSchema.parse({
    revision: 1,
    phase: 'live',
    warnings: [],
    steps: [],
    listed: [],
    cards: [
      {
        id: 'prometheus',
        rows: [
          { label: 'Targets up', value: '26 of 26' },
          { label: 'Head series', value: '61.2 k' },
          { label: 'Samples', value: '4.1 k/s' },
          { label: 'Lost samples', value: '0' },
          { label: 'Slowest scrape', value: '0.42 s' },
          { label: 'Rules evaluated', value: '38 of 38' },
          { label: 'Oldest sample', value: '14 s' },
        ],
        spark: { label: 'samples/s', unit: 'samples/s', values: wave(60, 4_000, 300) },
      },
      { id: 'metrics-server', rows: [], spark: { label: 'pods served', unit: 'pods', values: wave(20, 34, 3) } },
      {
        id: 'node-exporter',
        rows: [],
        spark: { label: 'series', unit: 'series', values: [...wave(9, 1200, 30), null, null, ...wave(9, 1200, 30)] },
      },
    ],
    report: {
      version: 1,
      cluster: { context: 'demo', server: 'https://127.0.0.1:6443', serverVersion: 'v1.35.2' },
      from: AT,
      to: AT,
      components: [...drawn].map(fixtureComponent),
      edges: HOPS.filter((hop) => drawn.has(hop.from) && drawn.has(hop.to)).map((hop) => fixtureEdge(hop.from, hop.to)),
      findings: [],
      gaps: [],
      blindSpots: [],
      cannotTell: [],
      access: [],
    },
    load: { requestsPerSecond: 4, limit: 10, bytesPerSecond: 120_000, inFlight: 1, totalRequests: 412 },
    lookedAtMs: FIXTURE_NOW_MS - 3_000,
    clockOffsetMs: 0,
    paused: false,
    ...change,
  });
}

/** The same with some components and hops otherwise: { 'metrics-server': { health: 'broken' } }. */
export function fixtureWith(
  components: Readonly<Record<string, Partial<ReportComponent>>>,
  edges: Readonly<Record<string, Partial<ReportEdge>>> = {},
  change: Partial<View> = {},
): View {
  const view = fixtureView(change);
  return {
    ...view,
    report: {
      ...view.report,
      components: view.report.components.map((component) => ({ ...component, ...components[component.id] })),
      edges: view.report.edges.map((edge) => ({ ...edge, ...edges[`${edge.from}>${edge.to}`] })),
    },
  };
}

/** metrics-server may not read the kubelets: one cut, three hops that follow. */
export function brokenView(): View {
  return fixtureWith(
    {
      'metrics-server': { health: 'broken', because: 'serves 0 of 3 nodes' },
      'metrics-api': { health: 'broken', because: 'MissingEndpoints' },
      'kubectl-top': { health: 'broken', because: 'Metrics API not available' },
      hpa: { health: 'degraded', because: 'cpu: FailedGetResourceMetric' },
    },
    {
      'kubelet>metrics-server': { health: 'broken', because: '403 Forbidden from 3 of 3 nodes', ageSeconds: undefined },
      'metrics-server>metrics-api': { health: 'broken', because: '503 Service Unavailable' },
      'metrics-api>kubectl-top': { health: 'broken', because: 'Metrics API not available' },
      'metrics-api>hpa': { health: 'broken', because: 'FailedGetResourceMetric', ageSeconds: undefined },
    },
  );
}

/** A level line with a slow swing: the same at every call. */
function wave(count: number, base: number, swing: number): number[] {
  return Array.from({ length: count }, (_, index) => base + Math.sin(index / 3) * swing + Math.sin(index * 1.7) * swing * 0.4);
}

type FixtureFinding = View['report']['findings'][number];

/** An error that nothing explains, of no place; `change` puts in what a test is about. */
export function fixtureFinding(id: string, change: Partial<FixtureFinding> = {}): FixtureFinding {
  return {
    id,
    rule: 'component-not-running',
    severity: 'error',
    subject: `Deployment/demo/${id}`,
    since: new Date(FIXTURE_NOW_MS - 627_000).toISOString(),
    causedBy: [],
    title: `${id} is wrong`,
    because: 'It is so.',
    remedy: 'Repair it.',
    evidence: [],
    ...change,
  };
}

export function withFindings(view: View, findings: readonly FixtureFinding[], places: View['places'] = []): View {
  return { ...view, report: { ...view.report, findings: [...findings] }, places };
}

/** The broken view with what diagnosis says of it: one root, three effects, one behind the other. */
export function deniedFindings(): View {
  const root = fixtureFinding('denied', {
    rule: 'kubelet-access-denied',
    subject: 'Deployment/kube-system/metrics-server',
    title: 'metrics-server may not read the kubelets',
    because: 'Its service account may not get nodes/metrics.',
    remedy: 'Give it the rule {apiGroups: [""], resources: ["nodes/metrics"], verbs: ["get"]}; see kubectl get clusterroles, then wait.',
    evidence: [{ request: 'GET /api/v1/nodes/n1/proxy/readyz?verbose', at: AT, says: '[-]ready failed', line: 5, answerId: 'a7' }],
  });
  const findings = [
    root,
    fixtureFinding('no-data', { causedBy: ['denied'], title: 'metrics-server has nothing to serve' }),
    fixtureFinding('api', { causedBy: ['no-data'], title: 'metrics.k8s.io is not available' }),
    fixtureFinding('hpa', { causedBy: ['api'], title: 'HPA demo/web cannot scale' }),
  ];
  const places = [
    { id: 'denied', card: 'metrics-server', member: 'ms', hop: { from: 'kubelet', to: 'metrics-server' } },
    { id: 'no-data', card: 'metrics-server', member: 'ms' },
    { id: 'api', card: 'metrics-api', hop: { from: 'metrics-server', to: 'metrics-api' } },
    { id: 'hpa', card: 'hpa', hop: { from: 'metrics-api', to: 'hpa' } },
  ];
  return withFindings(brokenView(), findings, places);
}
