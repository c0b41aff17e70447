import type { ChartHead, ChartTable } from './chart';

/** What each kind charts, in the order in which the charts stand. A line whose number never came has no chart. */

function head(order: number, key: string, title: string, unit: string): ChartHead {
  return { key, title, unit, order };
}

export const KUBELET_CHARTS = {
  freshness: head(0, 'freshness', 'Age of the newest value', 'seconds'),
  latency: head(1, 'latency', 'Time to answer /metrics/resource', 'seconds'),
  pods: head(2, 'pods', 'Pods running and desired', 'pods'),
  requests: head(3, 'requests', 'Requests by path', 'requests/s'),
  pleg: head(4, 'pleg', 'PLEG relist, p99', 'seconds'),
  runtime: head(5, 'runtime', 'Runtime operations', 'operations/s'),
  podStart: head(6, 'pod-start', 'Pod start, p99', 'seconds'),
  cpu: head(7, 'cpu', 'CPU of the node', 'cores'),
  memory: head(8, 'memory', 'Working set of the node', 'bytes'),
} as const;

export const CADVISOR_CHARTS = {
  freshness: head(0, 'freshness', 'Age of its values', 'seconds'),
  cpu: head(1, 'cpu', 'CPU of the containers', 'cores'),
  memory: head(2, 'memory', 'Working set of the containers', 'bytes'),
  throttling: head(3, 'throttling', 'Throttled CPU periods', 'ratio'),
  series: head(4, 'series', 'Series by family', 'series'),
  latency: head(5, 'latency', 'Time to answer', 'seconds'),
} as const;

export const METRICS_SERVER_CHARTS = {
  freshness: head(0, 'freshness', 'Age of what it serves', 'seconds'),
  requests: head(1, 'requests', 'Requests to kubelets by result', 'requests/s'),
  duration: head(2, 'duration', 'Time of a kubelet request by node, mean', 'seconds'),
  points: head(3, 'points', 'Points that it can serve', 'points'),
  served: head(4, 'served', 'Pods served', 'pods'),
} as const;

export const METRICS_API_CHARTS = {
  freshness: head(0, 'freshness', 'Age of its values', 'seconds'),
  latency: head(1, 'latency', 'Time to answer', 'seconds'),
  served: head(2, 'served', 'Nodes and pods served', 'objects'),
} as const;

export const KUBE_STATE_METRICS_CHARTS = {
  lists: head(0, 'lists', 'Lists by result', 'lists/s'),
  watches: head(1, 'watches', 'Watches by result', 'watches/s'),
  series: head(2, 'series', 'Series by resource', 'series'),
  latency: head(3, 'latency', 'Time to answer', 'seconds'),
} as const;

export const PROMETHEUS_CHARTS = {
  samples: head(0, 'samples', 'Samples stored', 'samples/s'),
  scrapeDuration: head(1, 'scrape-duration', 'Slowest scrape by job', 'seconds'),
  series: head(2, 'series', 'Series in the head', 'series'),
  freshness: head(3, 'freshness', 'Age of the last scrape, worst target', 'seconds'),
  interval: head(4, 'interval', 'Time between scrapes, p99', 'seconds'),
  rules: head(5, 'rules', 'Evaluation of rules by group', 'seconds'),
  rejected: head(6, 'rejected', 'Samples rejected by reason', 'samples/s'),
  up: head(7, 'up', 'Targets up', 'targets'),
} as const;

export const METRIC_APIS_CHARTS = {
  latency: head(0, 'latency', 'Time to answer', 'seconds'),
  listed: head(1, 'listed', 'Metrics listed', 'metrics'),
} as const;

export const ADAPTER_CHARTS = {
  latency: head(0, 'latency', 'Time to answer through the kube-apiserver', 'seconds'),
  requests: head(1, 'requests', 'Latency of its requests, p99', 'seconds'),
  listed: head(2, 'listed', 'Metrics listed', 'metrics'),
} as const;

export const KUBE_APISERVER_CHARTS = {
  latency: head(0, 'latency', 'Time to answer /livez', 'seconds'),
  requests: head(1, 'requests', 'Latency of requests by verb, p99', 'seconds'),
  objects: head(2, 'objects', 'Objects stored in etcd', 'objects'),
  memory: head(3, 'memory', 'Resident memory', 'bytes'),
} as const;

export const NODE_EXPORTER_CHARTS = {
  load: head(0, 'load', 'Load of the node', 'processes'),
  memory: head(1, 'memory', 'Memory in use', 'bytes'),
  filesystem: head(2, 'filesystem', 'Disk space used', 'ratio'),
  disk: head(3, 'disk', 'Disk read and written', 'bytes/s'),
  network: head(4, 'network', 'Network received and sent', 'bytes/s'),
  series: head(5, 'series', 'Series', 'series'),
  latency: head(6, 'latency', 'Time to answer', 'seconds'),
} as const;

export const EXPORTER_CHARTS = {
  series: head(0, 'series', 'Series', 'series'),
  latency: head(1, 'latency', 'Time to answer', 'seconds'),
} as const;

export const KUBECTL_TOP_CHARTS = {
  cpu: head(0, 'cpu', 'CPU used by all nodes', 'cores'),
  memory: head(1, 'memory', 'Memory used by all nodes', 'bytes'),
} as const;

export const ALERTMANAGER_CHARTS = {
  firing: head(0, 'firing', 'Alerts firing', 'alerts'),
  latency: head(1, 'latency', 'Time to answer', 'seconds'),
} as const;

/** Each metric of an HPA has a chart of its own besides, with its current value and its target, in its own unit. */
export const HPA_CHARTS = {
  replicas: head(0, 'replicas', 'Replicas', 'replicas'),
  share: head(1, 'share', 'Current value as a share of its target', 'ratio'),
} as const;

export const CHARTS: ChartTable = {
  kubelet: Object.values(KUBELET_CHARTS),
  cadvisor: Object.values(CADVISOR_CHARTS),
  'metrics-server': Object.values(METRICS_SERVER_CHARTS),
  'metrics-api': Object.values(METRICS_API_CHARTS),
  'kube-state-metrics': Object.values(KUBE_STATE_METRICS_CHARTS),
  prometheus: Object.values(PROMETHEUS_CHARTS),
  'custom-metrics-api': Object.values(METRIC_APIS_CHARTS),
  'external-metrics-api': Object.values(METRIC_APIS_CHARTS),
  'prometheus-adapter': Object.values(ADAPTER_CHARTS),
  'external-adapter': Object.values(ADAPTER_CHARTS),
  'kube-apiserver': Object.values(KUBE_APISERVER_CHARTS),
  'node-exporter': Object.values(NODE_EXPORTER_CHARTS),
  pushgateway: Object.values(EXPORTER_CHARTS),
  app: Object.values(EXPORTER_CHARTS),
  'opentelemetry-collector': Object.values(EXPORTER_CHARTS),
  'kubectl-top': Object.values(KUBECTL_TOP_CHARTS),
  alertmanager: Object.values(ALERTMANAGER_CHARTS),
  hpa: Object.values(HPA_CHARTS),
};
