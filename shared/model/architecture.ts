import type { ComponentKind, Pipeline } from './component';

/**
 * The official monitoring architecture as data: the cards of the map, where they stand, and the
 * hops between them (Kubernetes design proposal, instrumentation/monitoring_architecture.md; what
 * runs today: docs/architecture.md). The graph is ours before it is drawn.
 */
export interface Card {
  readonly id: string;
  readonly kind: ComponentKind;
  readonly title: string;
  /** `source` cards (cgroups, /proc, pods, objects) have no health of their own. */
  readonly role: 'source' | 'agent' | 'collector' | 'api' | 'consumer';
  readonly pipeline: Pipeline;
  /** Canvas px, top left, at 100 % (canvas 1216 x 672). */
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** always: part of the picture even when absent. found: only when discovery found it. history: designed, never built. */
  readonly shown: 'always' | 'found' | 'history';
  /** One paragraph: what it is. */
  readonly about: string;
  /** What became of a part that is history, in a few words. */
  readonly fate?: string;
}

export interface Hop {
  readonly from: string;
  readonly to: string;
  readonly pipeline: Pipeline;
  /** What is carried, as the label says it: "/metrics/resource". */
  readonly carries: string;
  /** Usual period where the consumer polls; undefined: on demand or event driven. */
  readonly periodSeconds?: number;
  readonly cadence: 'poll' | 'on-demand' | 'event-driven';
}

const CARD = { w: 164, h: 84 } as const;
/** Low enough for the room that the lines of today leave. */
const PAST = { w: 164, h: 52 } as const;
const SOURCE = { x: 18, w: 124, h: 56 } as const;
const AGENT_X = 242;
const COLLECTOR_X = 506;
const API_X = 770;
const CONSUMER_X = 1034;

export const CARDS: readonly Card[] = [
  {
    id: 'containers',
    kind: 'other',
    title: 'Containers',
    role: 'source',
    pipeline: 'core',
    ...SOURCE,
    y: 178,
    shown: 'always',
    about: 'The cgroups of the nodes. Every CPU and memory number of a container begins here, in files that the kernel keeps.',
  },
  {
    id: 'kubelet',
    kind: 'kubelet',
    title: 'kubelet',
    role: 'agent',
    pipeline: 'core',
    x: AGENT_X,
    y: 148,
    w: 164,
    h: 58,
    shown: 'always',
    about:
      'The agent of each node. It runs the pods and serves their usage: /metrics/resource for metrics-server, /stats/summary, /metrics/probes and its own /metrics.',
  },
  {
    id: 'cadvisor',
    kind: 'cadvisor',
    title: 'cAdvisor',
    role: 'agent',
    pipeline: 'monitoring',
    x: AGENT_X,
    y: 206,
    w: 164,
    h: 58,
    shown: 'always',
    about: 'Built into each kubelet. Reads every cgroup each 10 to 30 s and exposes it with its own timestamps on /metrics/cadvisor.',
  },
  {
    id: 'metrics-server',
    kind: 'metrics-server',
    title: 'metrics-server',
    role: 'collector',
    pipeline: 'core',
    x: COLLECTOR_X,
    y: 40,
    ...CARD,
    shown: 'always',
    about:
      'Polls /metrics/resource of every kubelet, keeps the last two points of each container and serves usage between them as the Metrics API.',
  },
  {
    id: 'metrics-api',
    kind: 'metrics-api',
    title: 'Metrics API',
    role: 'api',
    pipeline: 'core',
    x: API_X,
    y: 40,
    ...CARD,
    shown: 'always',
    about:
      'metrics.k8s.io, served by the kube-apiserver through an APIService that points to metrics-server. What kubectl top and the HPA on CPU or memory read.',
  },
  {
    id: 'kubectl-top',
    kind: 'kubectl-top',
    title: 'kubectl top',
    role: 'consumer',
    pipeline: 'core',
    x: CONSUMER_X,
    y: 40,
    ...CARD,
    shown: 'always',
    about: 'What a person reads: kubectl top nodes and kubectl top pods, from the Metrics API.',
  },
  {
    id: 'hpa',
    kind: 'hpa',
    title: 'HPA',
    role: 'consumer',
    pipeline: 'core',
    x: CONSUMER_X,
    y: 148,
    w: 164,
    h: 116,
    shown: 'always',
    about:
      'The HorizontalPodAutoscalers. Each reads its metrics every 15 s: CPU and memory from the Metrics API, others from the custom and external metrics APIs.',
  },
  {
    id: 'node-kernel',
    kind: 'other',
    title: 'Node kernel',
    role: 'source',
    pipeline: 'monitoring',
    ...SOURCE,
    y: 310,
    shown: 'always',
    about: '/proc and /sys of the nodes, read by node-exporter at each scrape.',
  },
  {
    id: 'node-exporter',
    kind: 'node-exporter',
    title: 'node-exporter',
    role: 'agent',
    pipeline: 'monitoring',
    x: AGENT_X,
    y: 296,
    ...CARD,
    shown: 'always',
    about: 'A DaemonSet that exposes what the kernel knows of each node: CPU, memory, disks, network, filesystems.',
  },
  {
    id: 'prometheus',
    kind: 'prometheus',
    title: 'Prometheus',
    role: 'collector',
    pipeline: 'monitoring',
    x: COLLECTOR_X,
    y: 296,
    w: 164,
    h: 300,
    shown: 'always',
    about: 'Discovers targets, scrapes them at fixed intervals, keeps their samples and answers PromQL.',
  },
  {
    id: 'custom-metrics-api',
    kind: 'custom-metrics-api',
    title: 'Custom metrics',
    role: 'api',
    pipeline: 'monitoring',
    x: API_X,
    y: 296,
    ...CARD,
    shown: 'always',
    about: 'custom.metrics.k8s.io: metrics of objects in the cluster, for HPAs. Whoever the APIService points to serves it.',
  },
  {
    id: 'prometheus-adapter',
    kind: 'prometheus-adapter',
    title: 'prometheus-adapter',
    role: 'api',
    pipeline: 'monitoring',
    x: API_X,
    y: 404,
    ...CARD,
    shown: 'always',
    about: 'Turns requests of the custom and external metrics APIs into PromQL by its rules, and the results into metric values.',
  },
  {
    id: 'external-metrics-api',
    kind: 'external-metrics-api',
    title: 'External metrics',
    role: 'api',
    pipeline: 'monitoring',
    x: API_X,
    y: 512,
    ...CARD,
    shown: 'found',
    about: 'external.metrics.k8s.io: metrics of things outside the cluster (queues, load balancers), for HPAs.',
  },
  {
    id: 'alertmanager',
    kind: 'alertmanager',
    title: 'Alertmanager',
    role: 'consumer',
    pipeline: 'monitoring',
    x: CONSUMER_X,
    y: 404,
    ...CARD,
    shown: 'always',
    about: 'Receives the alerts that Prometheus fires, groups and routes them.',
  },
  {
    id: 'dashboard',
    kind: 'dashboard',
    title: 'Dashboards',
    role: 'consumer',
    pipeline: 'monitoring',
    x: CONSUMER_X,
    y: 512,
    ...CARD,
    shown: 'always',
    about: 'Grafana and others that ask Prometheus by PromQL.',
  },
  {
    id: 'applications',
    kind: 'app',
    title: 'Applications',
    role: 'source',
    pipeline: 'monitoring',
    ...SOURCE,
    y: 418,
    shown: 'always',
    about: 'Pods that expose metrics of their own and are scraped.',
  },
  {
    id: 'api-objects',
    kind: 'kube-apiserver',
    title: 'API objects',
    role: 'source',
    pipeline: 'monitoring',
    ...SOURCE,
    y: 526,
    shown: 'always',
    about: 'The objects in the kube-apiserver: what kube-state-metrics lists and watches. The same kube-apiserver serves the metrics APIs.',
  },
  {
    id: 'kube-state-metrics',
    kind: 'kube-state-metrics',
    title: 'kube-state-metrics',
    role: 'agent',
    pipeline: 'monitoring',
    x: AGENT_X,
    y: 512,
    ...CARD,
    shown: 'always',
    about:
      'Watches the objects of the API and exposes their state as metrics: kube_pod_status_phase, kube_node_status_condition and some 200 more families.',
  },
  // Only when found; further rows follow at pitch 108.
  {
    id: 'external-adapter',
    kind: 'external-adapter',
    title: 'External adapter',
    role: 'api',
    pipeline: 'monitoring',
    x: API_X,
    y: 620,
    ...CARD,
    shown: 'found',
    about: 'Another server of custom or external metrics: KEDA, Datadog, Azure, CloudWatch.',
  },
  {
    id: 'cadvisor-standalone',
    kind: 'cadvisor',
    title: 'cAdvisor DaemonSet',
    role: 'agent',
    pipeline: 'monitoring',
    x: AGENT_X,
    y: 404,
    ...CARD,
    shown: 'found',
    about: 'A cAdvisor of its own beside the one in the kubelet, with its own flags and labels.',
  },
  {
    id: 'container-runtime',
    kind: 'container-runtime',
    title: 'Container runtime',
    role: 'source',
    pipeline: 'core',
    ...SOURCE,
    y: 86,
    shown: 'found',
    about: 'containerd, CRI-O or Docker: cAdvisor asks it which cgroup is which container.',
  },
  {
    id: 'pushgateway',
    kind: 'pushgateway',
    title: 'Pushgateway',
    role: 'agent',
    pipeline: 'monitoring',
    x: AGENT_X,
    y: 620,
    ...CARD,
    shown: 'found',
    about: 'Holds metrics that short jobs push, until Prometheus scrapes them.',
  },
  {
    id: 'opentelemetry-collector',
    kind: 'opentelemetry-collector',
    title: 'OTel collector',
    role: 'collector',
    pipeline: 'monitoring',
    x: COLLECTOR_X,
    y: 620,
    ...CARD,
    shown: 'found',
    about: 'An OpenTelemetry collector (or Grafana Alloy) that receives or scrapes metrics and sends them on.',
  },
  {
    id: 'vpa',
    kind: 'vpa',
    title: 'VPA',
    role: 'consumer',
    pipeline: 'core',
    x: CONSUMER_X,
    y: 296,
    ...CARD,
    shown: 'found',
    about: 'The VerticalPodAutoscaler: recommends requests from the usage history it keeps.',
  },
  // Parts of the official picture that were never built or are gone: history, not errors.
  {
    id: 'heapster',
    kind: 'other',
    title: 'Heapster',
    role: 'collector',
    pipeline: 'core',
    x: COLLECTOR_X,
    y: 134,
    ...PAST,
    shown: 'history',
    about:
      'Collected usage from every kubelet for kubectl top, the HPA and dashboards until Kubernetes 1.12. Retired since 1.13: metrics-server took the core pipeline, Prometheus and others the monitoring pipeline.',
    fate: 'retired with 1.13',
  },
  {
    id: 'resource-estimator',
    kind: 'other',
    title: 'Resource estimator',
    role: 'agent',
    pipeline: 'core',
    x: AGENT_X,
    y: 56,
    ...PAST,
    shown: 'history',
    about: 'Designed as the part of a node that would estimate what pods need. Never built.',
    fate: 'designed, never built',
  },
  {
    id: 'infrastore',
    kind: 'other',
    title: 'Infrastore',
    role: 'api',
    pipeline: 'core',
    x: API_X,
    y: 170,
    ...PAST,
    shown: 'history',
    about: 'Designed as the history behind dashboards and vertical autoscaling. Never built; Heapster, which stood in for it, is retired.',
    fate: 'designed, never built',
  },
];

export const HOPS: readonly Hop[] = [
  { from: 'containers', to: 'kubelet', pipeline: 'core', carries: 'cgroup stats', periodSeconds: 15, cadence: 'poll' },
  { from: 'kubelet', to: 'metrics-server', pipeline: 'core', carries: '/metrics/resource', periodSeconds: 15, cadence: 'poll' },
  { from: 'metrics-server', to: 'metrics-api', pipeline: 'core', carries: 'APIService', cadence: 'on-demand' },
  { from: 'metrics-api', to: 'kubectl-top', pipeline: 'core', carries: 'usage', cadence: 'on-demand' },
  { from: 'metrics-api', to: 'hpa', pipeline: 'core', carries: 'cpu, memory', periodSeconds: 15, cadence: 'poll' },
  { from: 'cadvisor', to: 'prometheus', pipeline: 'monitoring', carries: '/metrics/cadvisor', cadence: 'poll' },
  { from: 'kubelet', to: 'prometheus', pipeline: 'monitoring', carries: '/metrics', cadence: 'poll' },
  { from: 'node-kernel', to: 'node-exporter', pipeline: 'monitoring', carries: '/proc, /sys', cadence: 'on-demand' },
  { from: 'node-exporter', to: 'prometheus', pipeline: 'monitoring', carries: '/metrics', cadence: 'poll' },
  { from: 'applications', to: 'prometheus', pipeline: 'monitoring', carries: '/metrics of pods', cadence: 'poll' },
  { from: 'api-objects', to: 'kube-state-metrics', pipeline: 'monitoring', carries: 'list, watch', cadence: 'event-driven' },
  { from: 'api-objects', to: 'prometheus', pipeline: 'monitoring', carries: '/metrics of kube-apiserver', cadence: 'poll' },
  { from: 'kube-state-metrics', to: 'prometheus', pipeline: 'monitoring', carries: '/metrics', cadence: 'poll' },
  { from: 'prometheus', to: 'prometheus-adapter', pipeline: 'monitoring', carries: 'PromQL', cadence: 'on-demand' },
  { from: 'prometheus-adapter', to: 'custom-metrics-api', pipeline: 'monitoring', carries: 'APIService', cadence: 'on-demand' },
  { from: 'prometheus-adapter', to: 'external-metrics-api', pipeline: 'monitoring', carries: 'APIService', cadence: 'on-demand' },
  { from: 'external-adapter', to: 'custom-metrics-api', pipeline: 'monitoring', carries: 'APIService', cadence: 'on-demand' },
  { from: 'external-adapter', to: 'external-metrics-api', pipeline: 'monitoring', carries: 'APIService', cadence: 'on-demand' },
  { from: 'custom-metrics-api', to: 'hpa', pipeline: 'monitoring', carries: 'custom metrics', periodSeconds: 15, cadence: 'poll' },
  { from: 'external-metrics-api', to: 'hpa', pipeline: 'monitoring', carries: 'external metrics', periodSeconds: 15, cadence: 'poll' },
  { from: 'prometheus', to: 'alertmanager', pipeline: 'monitoring', carries: 'alerts', cadence: 'poll' },
  { from: 'prometheus', to: 'dashboard', pipeline: 'monitoring', carries: 'PromQL', cadence: 'on-demand' },
  { from: 'cadvisor-standalone', to: 'prometheus', pipeline: 'monitoring', carries: '/metrics', cadence: 'poll' },
  { from: 'pushgateway', to: 'prometheus', pipeline: 'monitoring', carries: '/metrics', cadence: 'poll' },
  { from: 'opentelemetry-collector', to: 'prometheus', pipeline: 'monitoring', carries: 'remote write', cadence: 'on-demand' },
  { from: 'metrics-api', to: 'vpa', pipeline: 'core', carries: 'usage', cadence: 'poll' },
  { from: 'container-runtime', to: 'cadvisor', pipeline: 'core', carries: 'container names', cadence: 'on-demand' },
];
