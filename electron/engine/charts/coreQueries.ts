import {
  CADVISOR_CHARTS,
  HPA_CHARTS,
  KUBE_APISERVER_CHARTS,
  KUBELET_CHARTS,
  METRIC_APIS_CHARTS,
  METRICS_API_CHARTS,
  METRICS_SERVER_CHARTS,
} from '../../../shared/model/charts';
import { alone, by, type ChartQuery, named, type Writer } from './query';

/** PromQL of the kinds that Kubernetes itself brings; names of metrics as in Kubernetes 1.29 to 1.35. */

export const KUBELET: readonly ChartQuery[] = [
  {
    head: KUBELET_CHARTS.freshness,
    lines: (w) => w.each(`time() - max by (instance) (timestamp(${w.series('node_cpu_usage_seconds_total')}))`),
  },
  {
    head: KUBELET_CHARTS.pods,
    lines: (w) => named({ running: `sum(${w.high('kubelet_running_pods')})`, desired: `sum(${w.high('kubelet_desired_pods')})` }),
  },
  { head: KUBELET_CHARTS.requests, lines: (w) => by('path', `sum by (path) (${w.rate('kubelet_http_requests_total')})`) },
  { head: KUBELET_CHARTS.pleg, lines: (w) => w.each(w.quantile(0.99, 'kubelet_pleg_relist_duration_seconds', ['instance'])) },
  {
    head: KUBELET_CHARTS.runtime,
    lines: (w) =>
      named({
        operations: `sum(${w.rate('kubelet_runtime_operations_total')})`,
        errors: `sum(${w.rate('kubelet_runtime_operations_errors_total')})`,
      }),
  },
  { head: KUBELET_CHARTS.podStart, lines: (w) => alone(w.quantile(0.99, 'kubelet_pod_start_duration_seconds', [])) },
  { head: KUBELET_CHARTS.cpu, lines: (w) => w.each(`sum by (instance) (${w.rate('node_cpu_usage_seconds_total')})`) },
  { head: KUBELET_CHARTS.memory, lines: (w) => w.each(`sum by (instance) (${w.high('node_memory_working_set_bytes')})`) },
];

/** Containers where the labels are there; else the root cgroup of the node, which is everything on it. */
function ofContainers(write: (more: string) => string): string {
  return `sum by (instance) (${write('container!=""')}) or sum by (instance) (${write('id="/"')})`;
}

export const CADVISOR: readonly ChartQuery[] = [
  {
    head: CADVISOR_CHARTS.freshness,
    lines: (w) => w.each(`max by (instance) (time() - timestamp(${w.series('container_cpu_usage_seconds_total')}))`),
  },
  { head: CADVISOR_CHARTS.cpu, lines: (w) => w.each(ofContainers((more) => w.rate('container_cpu_usage_seconds_total', more))) },
  { head: CADVISOR_CHARTS.memory, lines: (w) => w.each(ofContainers((more) => w.high('container_memory_working_set_bytes', more))) },
  {
    head: CADVISOR_CHARTS.throttling,
    lines: (w) =>
      w.each(
        `sum by (instance) (${w.rate('container_cpu_cfs_throttled_periods_total')}) / sum by (instance) (${w.rate('container_cpu_cfs_periods_total')})`,
      ),
  },
  { head: CADVISOR_CHARTS.series, lines: (w) => familiesOf(w, 'container_.+') },
];

/** Counting every series is dear: of many members only how many samples each scrape kept. */
function familiesOf(w: Writer, names: string) {
  const few = w.scope.members <= 16;
  return few
    ? by('__name__', `count by (__name__) (${w.series('', `__name__=~"${names}"`)})`)
    : alone(`sum(${w.high('scrape_samples_post_metric_relabeling')})`);
}

export const METRICS_SERVER: readonly ChartQuery[] = [
  {
    head: METRICS_SERVER_CHARTS.freshness,
    lines: (w) => named({ p90: w.quantile(0.9, 'metrics_server_api_metric_freshness_seconds', []) }),
  },
  {
    head: METRICS_SERVER_CHARTS.requests,
    lines: (w) =>
      named({
        success: `sum(${w.rate('metrics_server_kubelet_request_total', 'success="true"')})`,
        error: `sum(${w.rate('metrics_server_kubelet_request_total', 'success="false"')})`,
      }),
  },
  {
    head: METRICS_SERVER_CHARTS.duration,
    lines: (w) =>
      by(
        'node',
        `sum by (node) (${w.rate('metrics_server_kubelet_request_duration_seconds_sum')}) / sum by (node) (${w.rate('metrics_server_kubelet_request_duration_seconds_count')})`,
      ),
  },
  { head: METRICS_SERVER_CHARTS.points, lines: (w) => by('type', `sum by (type) (${w.high('metrics_server_storage_points')})`) },
];

const NO_WATCH = 'verb!~"WATCH|CONNECT"';

export const KUBE_APISERVER: readonly ChartQuery[] = [
  {
    head: KUBE_APISERVER_CHARTS.requests,
    lines: (w) => by('verb', w.quantile(0.99, 'apiserver_request_duration_seconds', ['verb'], NO_WATCH)),
  },
  { head: KUBE_APISERVER_CHARTS.objects, lines: (w) => by('resource', `max by (resource) (${w.high('apiserver_storage_objects')}) > 0`) },
  { head: KUBE_APISERVER_CHARTS.memory, lines: (w) => w.each(`max by (instance) (${w.high('process_resident_memory_bytes')})`) },
];

const ofGroup = (group: string) => (w: Writer) =>
  by('verb', w.quantile(0.99, 'apiserver_request_duration_seconds', ['verb'], `group="${group}"`, NO_WATCH));

export const METRICS_API: readonly ChartQuery[] = [
  { head: { ...METRICS_API_CHARTS.latency, title: 'Time to answer, p99' }, lines: ofGroup('metrics.k8s.io') },
];
export const CUSTOM_METRICS_API: readonly ChartQuery[] = [
  { head: { ...METRIC_APIS_CHARTS.latency, title: 'Time to answer, p99' }, lines: ofGroup('custom.metrics.k8s.io') },
];
export const EXTERNAL_METRICS_API: readonly ChartQuery[] = [
  { head: { ...METRIC_APIS_CHARTS.latency, title: 'Time to answer, p99' }, lines: ofGroup('external.metrics.k8s.io') },
];

const HPA_LABEL = 'horizontalpodautoscaler';

/** As kube-state-metrics tells of them. */
export const HPA: readonly ChartQuery[] = [
  {
    head: HPA_CHARTS.replicas,
    lines: (w) => {
      const sum = (metric: string) => `sum(${w.high(`kube_horizontalpodautoscaler_${metric}`)})`;
      return named({
        current: sum('status_current_replicas'),
        desired: sum('status_desired_replicas'),
        'at least': sum('spec_min_replicas'),
        'at most': sum('spec_max_replicas'),
      });
    },
  },
  {
    head: { key: 'replicas-by-hpa', title: 'Replicas by HPA', unit: 'replicas', order: 10 },
    lines: (w) => by(HPA_LABEL, `sum by (${HPA_LABEL}) (${w.high('kube_horizontalpodautoscaler_status_current_replicas')})`),
  },
];
