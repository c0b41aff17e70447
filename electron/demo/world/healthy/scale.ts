/**
 * How a cluster of a size is monitored. A pod is some 250 series in cAdvisor and 45 in kube-state-metrics, a node some
 * 2,600 more in kubelet and node-exporter: 5,000 nodes with 150,000 pods are 55 million series, which nobody keeps in one
 * Prometheus, and no demo on one machine. Who runs such clusters lets Prometheus drop families by metric_relabel_configs,
 * scrapes less often, and starts kube-state-metrics with an allow-list. The demo does the same, in the same places, so
 * that its prometheus.yml and the arguments of its kube-state-metrics say what is left out.
 *
 * | scale  | nodes up to | scraped each | series a node in Prometheus         | kube-state-metrics          |
 * | small  |          20 |         15 s | all of them, some 8,500             | everything                  |
 * | medium |         100 |         15 s | 1,500: the families of dashboards   | everything                  |
 * | large  |       1,000 |         30 s | 190: CPU and memory of containers   | two series a pod            |
 * | huge   |         any |         60 s | 110                                 | no series of pods           |
 */
export type Scale = 'small' | 'medium' | 'large' | 'huge';

export function scaleOf(nodes: number): Scale {
  if (nodes <= 20) return 'small';
  if (nodes <= 100) return 'medium';
  return nodes <= 1000 ? 'large' : 'huge';
}

/** scrape_interval and evaluation_interval, seconds. */
export const INTERVAL_SECONDS: Readonly<Record<Scale, number>> = { small: 15, medium: 15, large: 30, huge: 60 };

const OBJECT_FAMILIES = [
  '^kube_node_(info|created|role|spec_unschedulable|spec_taint|status_condition)$',
  '^kube_deployment_(created|spec_replicas|status_replicas_available|status_replicas_unavailable)$',
  '^kube_(daemonset|statefulset|cronjob|job|horizontalpodautoscaler)_',
  '^kube_namespace_(created|status_phase)$',
  '^kube_service_info$',
];
const POD_FAMILIES = ['^kube_pod_(info|container_status_restarts_total|container_status_waiting_reason)$'];

/** --metric-allowlist of kube-state-metrics; undefined: every family. */
export function metricAllowlist(scale: Scale): readonly string[] | undefined {
  if (scale === 'large') return [...OBJECT_FAMILIES, ...POD_FAMILIES];
  return scale === 'huge' ? OBJECT_FAMILIES : undefined;
}
