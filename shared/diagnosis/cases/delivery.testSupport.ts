import type { NodeObject, PodObject } from '../../model/inventory';
import {
  absent,
  apiService,
  component,
  condition,
  denied,
  failed,
  hpa,
  metricsServer,
  NOT_STORED,
  NOW,
  node,
  partly,
  pod,
  scraper,
  seen,
  served,
  target,
  unreadyPod,
  whole,
  workload,
} from '../facts.testSupport';
import type { AnswersSight, MetricApiSight, MetricsServerSight } from '../sights';
import type { RuleCases } from './ruleCase.testSupport';

const SERVER = 'Deployment/kube-system/metrics-server';
const TYPES = 'kubelet-preferred-address-types';
const named = (more: Partial<NodeObject> = {}): NodeObject => ({
  ...node(),
  addresses: [
    { type: 'InternalIP', address: '10.0.0.1' },
    { type: 'Hostname', address: 'n1' },
  ],
  ...more,
});
const told = (types: string | undefined, more: Partial<MetricsServerSight> = {}): MetricsServerSight[] => [
  metricsServer({
    readyz: NOT_STORED,
    flags: new Map([['kubelet-insecure-tls', 'true'], ...(types === undefined ? [] : ([[TYPES, types]] as const))]),
    ...more,
  }),
];
const NOTHING = { nodes: seen([]), pods: seen([]) };
const BY_ADDRESS = [scraper([target()])];
const started = (secondsAgo: number) =>
  whole(
    unreadyPod('kube-system', 'metrics-server-0', {
      statuses: [{ name: 'main', ready: false, restarts: 0, state: 'running', startedMs: NOW - secondsAgo * 1000 }],
    }),
  );
const unresolved = { nodes: whole(named()), metricsApi: NOTHING, pods: started(600), scrapers: BY_ADDRESS };
const NO_WAY = 'Get "https://10.0.0.1:10250/metrics/cadvisor": dial tcp 10.0.0.1:10250: i/o timeout';

const EXPORTER = component('node-exporter', 'exporter', {
  namespace: 'old',
  workload: { kind: 'DaemonSet', namespace: 'old', name: 'exporter' },
  pods: ['exporter-a'],
});
const PORTS = [
  {
    name: 'main',
    image: 'i',
    command: [],
    args: [],
    ports: [{ containerPort: 9100, hostPort: 9100, protocol: 'TCP' }],
    requests: {},
    limits: {},
  },
];
const exporting = (name: string, more: Partial<PodObject> = {}): PodObject =>
  pod('old', name, { hostNetwork: true, containers: PORTS, uid: `uid-${name}`, ...more });
const CRASHING = { name: 'main', ready: false, restarts: 3, state: 'waiting', reason: 'CrashLoopBackOff' } as const;
const crashing = exporting('exporter-a', { conditions: [condition('Ready', 'False')], statuses: [CRASHING] });
const pending = exporting('exporter-a', {
  node: undefined,
  phase: 'Pending',
  statuses: [],
  conditions: [
    condition(
      'PodScheduled',
      'False',
      'Unschedulable',
      "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports.",
    ),
  ],
});
const noCpu: PodObject = {
  ...pending,
  conditions: [condition('PodScheduled', 'False', 'Unschedulable', '0/1 nodes are available: 1 Insufficient cpu.')],
};
const theOther: PodObject = { ...exporting('exporter-new'), namespace: 'monitoring' };

const EXTERNAL = 'external.metrics.k8s.io';
const registered = whole(
  apiService({ name: `v1beta1.${EXTERNAL}`, group: EXTERNAL, service: { namespace: 'monitoring', name: 'adapter', port: 443 } }),
);
const ADAPTER = component('prometheus-adapter', 'adapter', { namespace: 'monitoring', serves: [EXTERNAL] });
const KEDA = component('external-adapter', 'keda', { namespace: 'keda', flavour: 'keda', serves: [EXTERNAL] });
const wants = hpa('queue', { metrics: [{ type: 'External', name: 'depth' }] });
const ofKeda = { ...wants, owner: { kind: 'ScaledObject', name: 'queue' } };
const external = (values: MetricApiSight['asked'][number]['values']): MetricApiSight[] => [
  { group: EXTERNAL, listed: seen([]), asked: [{ hpa: 'demo/queue', metric: 'depth', values }] },
];
const lost = { apiServices: registered, metricApis: external(absent()) };
const QUEUE = 'HorizontalPodAutoscaler/demo/queue';

const CUSTOM = 'custom.metrics.k8s.io';
const WORKER = hpa('worker', { metrics: [{ type: 'Pods', name: 'requests' }] });
const WORKER_SUBJECT = 'HorizontalPodAutoscaler/demo/worker';
/** "+-+": answers with and without a value of each named object. */
const answers = (marks: string, ...objects: readonly string[]): AnswersSight[] =>
  [...marks].map((mark, at) => ({ atMs: NOW - (marks.length - at) * 15_000, objects: mark === '+' ? objects : [] }));
const custom = (given: readonly AnswersSight[]): MetricApiSight[] => [
  {
    group: CUSTOM,
    listed: seen(['pods/requests']),
    asked: [{ hpa: 'demo/worker', metric: 'requests', values: seen(given.at(-1)?.objects.length ?? 0), answers: given }],
  },
];
const flickers = (marks: string, ...objects: readonly string[]) => ({
  hpas: whole(WORKER),
  metricApis: custom(answers(marks, ...objects)),
});
const TARGET = {
  workloads: whole(workload('demo', 'web', 1, 1, { selector: { app: 'web' } })),
  pods: whole(pod('demo', 'web-0', { labels: { app: 'web' } })),
};

/** The adapter began to run so long ago. */
const begun = (secondsAgo: number) => ({
  components: [component('prometheus-adapter', 'adapter', { namespace: 'monitoring', pods: ['adapter-0'], serves: [CUSTOM] })],
  pods: whole(
    pod('monitoring', 'adapter-0', {
      statuses: [{ name: 'main', ready: true, restarts: 0, state: 'running', startedMs: NOW - secondsAgo * 1_000 }],
    }),
  ),
});

export const DELIVERY_CASES: RuleCases = {
  'node-address-unresolvable': [
    ['by name, while Prometheus gets through by address', { ...unresolved, metricsServers: told('Hostname') }, `fail ${SERVER}`],
    ['by name, since no flag says otherwise', { ...unresolved, metricsServers: told(undefined) }, `fail ${SERVER}`],
    ['no address of that type', { ...unresolved, metricsServers: told('ExternalIP') }, `fail ${SERVER}`],
    ['addresses first', { ...unresolved, metricsServers: told('InternalIP,Hostname') }, 'pass'],
    [
      'by name, and it is served',
      { ...unresolved, metricsServers: told('Hostname'), metricsApi: { nodes: seen([served('n1')]), pods: seen([]) } },
      'pass',
    ],
    [
      'by name, and Prometheus gets through by that name',
      { ...unresolved, metricsServers: told('Hostname'), scrapers: [scraper([target({ scrapeUrl: 'https://n1:10250/metrics' })])] },
      'pass',
    ],
    [
      'it checks certificates: another rule',
      { ...unresolved, metricsServers: told('Hostname', { flags: new Map([[TYPES, 'Hostname']]) }) },
      'pass',
    ],
    [
      'Prometheus does not get through either',
      { ...unresolved, metricsServers: told('Hostname'), scrapers: [scraper([failed(NO_WAY)])] },
      'pass',
    ],
    ['the node is not Ready', { ...unresolved, metricsServers: told('Hostname'), nodes: whole(named({ conditions: [] })) }, 'pass'],
    ['no Prometheus to compare with', { ...unresolved, metricsServers: told('Hostname'), scrapers: [] }, 'cannot-tell'],
    ['it has run for 20 s', { ...unresolved, metricsServers: told('Hostname'), pods: started(20) }, 'cannot-tell'],
  ],
  'node-exporter-port-conflict': [
    ['it crashes where another has its port', { components: [EXPORTER], pods: whole(crashing, theOther) }, 'fail DaemonSet/old/exporter'],
    ['it is not scheduled for want of its port', { components: [EXPORTER], pods: whole(pending, theOther) }, 'fail DaemonSet/old/exporter'],
    ['it crashes on another node', { components: [EXPORTER], pods: whole(crashing, { ...theOther, node: 'n2' }) }, 'pass'],
    ['it crashes in a network of its own', { components: [EXPORTER], pods: whole({ ...crashing, hostNetwork: false }, theOther) }, 'pass'],
    ['it is not scheduled for want of CPU', { components: [EXPORTER], pods: whole(noCpu, theOther) }, 'pass'],
    ['nobody else has the port', { components: [EXPORTER], pods: whole(crashing) }, 'pass'],
    ['the other is being deleted', { components: [EXPORTER], pods: whole(crashing, { ...theOther, deletedMs: NOW }) }, 'pass'],
    ['both run', { components: [EXPORTER], pods: whole(exporting('exporter-a'), { ...theOther, node: 'n2' }) }, 'pass'],
    ['pods cannot be listed', { components: [EXPORTER], pods: partly() }, 'cannot-tell'],
  ],
  'external-api-owned-elsewhere': [
    [
      'KEDA made it, prometheus-adapter serves',
      { ...lost, hpas: whole(ofKeda), components: [ADAPTER, { ...KEDA, serves: [] }] },
      `fail ${QUEUE}`,
    ],
    ['KEDA serves, and did not make it', { ...lost, hpas: whole(wants), components: [KEDA] }, `fail ${QUEUE}`],
    ['KEDA made it and serves', { ...lost, hpas: whole(ofKeda), components: [KEDA] }, 'pass'],
    ['neither is of KEDA', { ...lost, hpas: whole(wants), components: [ADAPTER] }, 'pass'],
    ['it has a value', { ...lost, hpas: whole(ofKeda), components: [ADAPTER], metricApis: external(seen(1)) }, 'pass'],
    ['only CPU is wanted', { ...lost, hpas: whole(hpa('web')), components: [KEDA] }, 'not-applicable'],
    ['what serves is not known', { ...lost, hpas: whole(ofKeda) }, 'cannot-tell'],
    [
      'the value may not be asked for',
      { ...lost, hpas: whole(ofKeda), components: [ADAPTER], metricApis: external(denied()) },
      'cannot-tell',
    ],
  ],
  'adapter-metric-intermittent': [
    ['there, gone, there, gone', flickers('+-+-', 'web-0'), `fail ${WORKER_SUBJECT}`],
    ['of a pod that it scales', { ...flickers('-+-+', 'web-0'), ...TARGET }, `fail ${WORKER_SUBJECT}`],
    ['of a pod of somebody else', { ...flickers('+-+-', 'api-0'), ...TARGET }, 'pass'],
    ['one lost scrape', flickers('++-++', 'web-0'), 'pass'],
    ['it began', flickers('--++', 'web-0'), 'pass'],
    ['always there', flickers('++++++', 'web-0'), 'pass'],
    ['of an adapter that runs all along', { ...flickers('+-+-++++', 'web-0'), ...begun(600) }, `fail ${WORKER_SUBJECT}`],
    ['of one that ran before', { ...flickers('+-+-++++', 'web-0'), ...begun(95) }, 'pass'],
    ['of one that has just begun', { ...flickers('+-+-++', 'web-0'), ...begun(65) }, 'cannot-tell'],
    ['two answers', flickers('+-', 'web-0'), 'cannot-tell'],
  ],
};
