import { INTERVAL_SECONDS, type Scale } from './scale';

export const ALERTMANAGER_IP = '10.96.0.93';
const TOKEN = 'authorization: {credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token}';

/** A mark at the end of the line that a fault edits. */
export const KUBELET_TOKEN_LINE = `  ${TOKEN} # kubelet`;
export const CADVISOR_TOKEN_LINE = `  ${TOKEN} # cadvisor`;
/** Before the rules of the cadvisor job, of which there may be none. */
const CADVISOR_RULES_LINE = '  metric_relabel_configs: # cadvisor';

type Monitored = 'kubelet' | 'cadvisor' | 'kubelet-resource' | 'node-exporter' | 'kube-state-metrics';

const keep = (names: string) => `{source_labels: [__name__], action: keep, regex: "${names}"}`;
const KEPT_OF_KUBELET = keep('kubelet_(node_name|running_pods|running_containers)|kubernetes_build_info|process_start_time_seconds');
const KEPT_OF_MACHINE = 'node_memory_(MemTotal|MemAvailable)_bytes|node_load1|node_boot_time_seconds';

/** metric_relabel_configs that cut what a node exposes to what its scale has room for. */
const CUTS: Readonly<Record<Scale, Partial<Readonly<Record<Monitored, readonly string[]>>>>> = {
  small: {},
  medium: {
    kubelet: [KEPT_OF_KUBELET],
    cadvisor: [
      keep(
        'container_(cpu_usage_seconds_total|cpu_cfs_throttled_periods_total|memory_working_set_bytes|memory_rss|network_(receive|transmit)_bytes_total|oom_events_total|start_time_seconds)|machine_(cpu_cores|memory_bytes)',
      ),
    ],
    'node-exporter': [keep(`node_cpu_seconds_total|${KEPT_OF_MACHINE}|node_network_(receive|transmit)_bytes_total`)],
    'kube-state-metrics': [
      keep(
        'kube_pod_(info|status_phase|status_ready|container_status_(restarts_total|waiting_reason)|container_resource_(requests|limits))|kube_(node|deployment|daemonset|statefulset|horizontalpodautoscaler|job|cronjob|namespace|service)_.*',
      ),
    ],
  },
  large: nodesAndContainers(),
  huge: nodesAndContainers(),
};

/** CPU and memory of containers and nodes: what dashboards of the whole cluster and adapters need. */
function nodesAndContainers(): Partial<Readonly<Record<Monitored, readonly string[]>>> {
  return {
    kubelet: [KEPT_OF_KUBELET],
    cadvisor: [
      keep('container_cpu_usage_seconds_total|container_memory_working_set_bytes|machine_(cpu_cores|memory_bytes)'),
      // Cgroups of pods, sandboxes and groups: sums of what the containers have.
      '{source_labels: [__name__, container], action: drop, regex: "container_.*;"}',
      '{action: labeldrop, regex: id|name}',
    ],
    'kubelet-resource': [keep('node_.*|resource_scrape_error')],
    'node-exporter': [
      keep(`node_cpu_seconds_total|${KEPT_OF_MACHINE}`),
      '{source_labels: [__name__, mode], action: drop, regex: "node_cpu_seconds_total;(iowait|irq|nice|softirq|steal|system|user)"}',
    ],
  };
}

/**
 * prometheus.yml of the healthy World: the scrape configurations that the usual tutorials and charts have. Written
 * line by line as a file would be, because faults edit it as text.
 */
export function prometheusConfig(scale: Scale): string {
  const seconds = INTERVAL_SECONDS[scale];
  const within = (namespace: string) => (scale === 'small' ? '' : `, namespaces: {names: [${namespace}]}`);
  const often = seconds > 15 ? '  scrape_interval: 15s\n' : '';
  // Endpoints objects are cut off at 1,000 addresses: who has more DaemonSet pods than that discovers slices.
  const sliced = scale === 'huge';
  const exporters = sliced ? 'endpointslice' : 'endpoints';
  const exporterNode = sliced ? '__meta_kubernetes_endpointslice_endpoint_node_name' : '__meta_kubernetes_endpoint_node_name';
  const cut = (job: Monitored): string => {
    const rules = CUTS[scale][job] ?? [];
    return rules.length === 0 ? '' : `  metric_relabel_configs:\n${rules.map((rule) => `  - ${rule}\n`).join('')}`;
  };
  const cadvisorRules = CUTS[scale].cadvisor ?? [];
  return `global: {scrape_interval: ${seconds}s, scrape_timeout: 10s, evaluation_interval: ${seconds}s, external_labels: {cluster: hopscope}}
rule_files: [/etc/prometheus/rules.yml]
alerting:
  alertmanagers:
  - static_configs: [{targets: ["${ALERTMANAGER_IP}:9093"]}]
scrape_configs:
- job_name: prometheus
${often}  static_configs: [{targets: ["localhost:9090"]}]
- job_name: kubernetes-apiservers
  scheme: https
  ${TOKEN}
  tls_config: {ca_file: /var/run/secrets/kubernetes.io/serviceaccount/ca.crt}
  kubernetes_sd_configs: [{role: endpoints${within('default')}}]
  relabel_configs:
  - {source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_service_name, __meta_kubernetes_endpoint_port_name], action: keep, regex: default;kubernetes;https}
- job_name: kubelet
  scheme: https
${KUBELET_TOKEN_LINE}
  tls_config: {insecure_skip_verify: true}
  kubernetes_sd_configs: [{role: node}]
  relabel_configs:
  - {action: labelmap, regex: __meta_kubernetes_node_label_(.+)}
${cut('kubelet')}- job_name: cadvisor
  scheme: https
  metrics_path: /metrics/cadvisor
${CADVISOR_TOKEN_LINE}
  tls_config: {insecure_skip_verify: true}
  kubernetes_sd_configs: [{role: node}]
  relabel_configs:
  - {action: labelmap, regex: __meta_kubernetes_node_label_(.+)}
${CADVISOR_RULES_LINE}${cadvisorRules.length === 0 ? ' []' : cadvisorRules.map((rule) => `\n  - ${rule}`).join('')}
- job_name: kubelet-resource
  scheme: https
  metrics_path: /metrics/resource
  ${TOKEN}
  tls_config: {insecure_skip_verify: true}
  kubernetes_sd_configs: [{role: node}]
${cut('kubelet-resource')}- job_name: kube-state-metrics
  honor_labels: true
  kubernetes_sd_configs: [{role: endpoints, namespaces: {names: [kube-system]}}]
  relabel_configs:
  - {source_labels: [__meta_kubernetes_service_name, __meta_kubernetes_endpoint_port_name], action: keep, regex: kube-state-metrics;http-metrics}
${cut('kube-state-metrics')}- job_name: node-exporter
  kubernetes_sd_configs: [{role: ${exporters}, namespaces: {names: [monitoring]}}]
  relabel_configs:
  - {source_labels: [__meta_kubernetes_service_name], action: keep, regex: node-exporter}
  - {source_labels: [${exporterNode}], target_label: node}
${cut('node-exporter')}- job_name: kubernetes-pods
${often}  kubernetes_sd_configs: [{role: pod${within('demo')}}]
  relabel_configs:
  - {source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape], action: keep, regex: "true"}
  - {source_labels: [__meta_kubernetes_pod_ip, __meta_kubernetes_pod_annotation_prometheus_io_port], regex: (.+);(.+), replacement: $1:$2, target_label: __address__}
  - {source_labels: [__meta_kubernetes_namespace], target_label: namespace}
  - {source_labels: [__meta_kubernetes_pod_name], target_label: pod}
  - {source_labels: [__meta_kubernetes_pod_label_app], target_label: app}
`;
}

export const PROMETHEUS_CONFIG = prometheusConfig('small');

/** With one more rule, the first, in the metric_relabel_configs of the cadvisor job. */
export function withCadvisorRule(config: string, rule: string): string {
  const first = `${CADVISOR_RULES_LINE}\n  - ${rule}\n`;
  for (const before of [`${CADVISOR_RULES_LINE} []\n`, `${CADVISOR_RULES_LINE}\n`])
    if (config.includes(before)) return config.replace(before, first);
  throw new Error(`the configuration has no "${CADVISOR_RULES_LINE}"`);
}

const PER_CONTAINER = `  - record: node_namespace_pod_container:container_cpu_usage_seconds_total:sum_irate
    expr: sum by (namespace, pod, container) (irate(container_cpu_usage_seconds_total{job="cadvisor",image!=""}[5m]))
`;

/** Before the first rule of rules.yml. */
export const RULES_LINE = '- name: k8s.rules\n  rules:\n';

/** rules.yml beside it, in the same ConfigMap. A series for each container is recorded where there are some thousand of them at most. */
export function prometheusRules(scale: Scale): string {
  return `groups:
${RULES_LINE}${scale === 'small' || scale === 'medium' ? PER_CONTAINER : ''}  - record: namespace:container_memory_working_set_bytes:sum
    expr: sum by (namespace) (container_memory_working_set_bytes{job="cadvisor",container!="",image!=""})
- name: alerts
  rules:
  - alert: TargetDown
    expr: up == 0
    for: 1m
    labels: {severity: warning}
    annotations: {summary: "{{ $labels.job }} {{ $labels.instance }} is down"}
  - alert: PodCrashLooping
    expr: max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[5m]) >= 1
    labels: {severity: warning}
  - alert: Watchdog
    expr: vector(1)
`;
}

export const PROMETHEUS_RULES = prometheusRules('small');
