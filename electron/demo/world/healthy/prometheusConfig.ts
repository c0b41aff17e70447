/**
 * prometheus.yml of the healthy World: the scrape configurations that the usual tutorials and charts have. Written
 * line by line as a file would be, because faults edit it as text.
 */
export const ALERTMANAGER_IP = '10.96.0.93';
const TOKEN = 'authorization: {credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token}';

/** A mark at the end of the line that a fault edits. */
export const KUBELET_TOKEN_LINE = `  ${TOKEN} # kubelet`;
export const CADVISOR_TOKEN_LINE = `  ${TOKEN} # cadvisor`;
export const CADVISOR_RELABEL_LINE = '  metric_relabel_configs: [] # cadvisor';

export const PROMETHEUS_CONFIG = `global: {scrape_interval: 15s, scrape_timeout: 10s, evaluation_interval: 15s, external_labels: {cluster: hopscope}}
rule_files: [/etc/prometheus/rules.yml]
alerting:
  alertmanagers:
  - static_configs: [{targets: ["${ALERTMANAGER_IP}:9093"]}]
scrape_configs:
- job_name: prometheus
  static_configs: [{targets: ["localhost:9090"]}]
- job_name: kubernetes-apiservers
  scheme: https
  ${TOKEN}
  tls_config: {ca_file: /var/run/secrets/kubernetes.io/serviceaccount/ca.crt}
  kubernetes_sd_configs: [{role: endpoints}]
  relabel_configs:
  - {source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_service_name, __meta_kubernetes_endpoint_port_name], action: keep, regex: default;kubernetes;https}
- job_name: kubelet
  scheme: https
${KUBELET_TOKEN_LINE}
  tls_config: {insecure_skip_verify: true}
  kubernetes_sd_configs: [{role: node}]
  relabel_configs:
  - {action: labelmap, regex: __meta_kubernetes_node_label_(.+)}
- job_name: cadvisor
  scheme: https
  metrics_path: /metrics/cadvisor
${CADVISOR_TOKEN_LINE}
  tls_config: {insecure_skip_verify: true}
  kubernetes_sd_configs: [{role: node}]
  relabel_configs:
  - {action: labelmap, regex: __meta_kubernetes_node_label_(.+)}
${CADVISOR_RELABEL_LINE}
- job_name: kubelet-resource
  scheme: https
  metrics_path: /metrics/resource
  ${TOKEN}
  tls_config: {insecure_skip_verify: true}
  kubernetes_sd_configs: [{role: node}]
- job_name: kube-state-metrics
  honor_labels: true
  kubernetes_sd_configs: [{role: endpoints, namespaces: {names: [kube-system]}}]
  relabel_configs:
  - {source_labels: [__meta_kubernetes_service_name, __meta_kubernetes_endpoint_port_name], action: keep, regex: kube-state-metrics;http-metrics}
- job_name: node-exporter
  kubernetes_sd_configs: [{role: endpoints, namespaces: {names: [monitoring]}}]
  relabel_configs:
  - {source_labels: [__meta_kubernetes_service_name], action: keep, regex: node-exporter}
  - {source_labels: [__meta_kubernetes_endpoint_node_name], target_label: node}
- job_name: kubernetes-pods
  kubernetes_sd_configs: [{role: pod}]
  relabel_configs:
  - {source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape], action: keep, regex: "true"}
  - {source_labels: [__meta_kubernetes_pod_ip, __meta_kubernetes_pod_annotation_prometheus_io_port], regex: (.+);(.+), replacement: $1:$2, target_label: __address__}
  - {source_labels: [__meta_kubernetes_namespace], target_label: namespace}
  - {source_labels: [__meta_kubernetes_pod_name], target_label: pod}
  - {source_labels: [__meta_kubernetes_pod_label_app], target_label: app}
`;

/** rules.yml beside it, in the same ConfigMap. */
export const PROMETHEUS_RULES = `groups:
- name: k8s.rules
  rules:
  - record: node_namespace_pod_container:container_cpu_usage_seconds_total:sum_irate
    expr: sum by (namespace, pod, container) (irate(container_cpu_usage_seconds_total{job="cadvisor",image!=""}[5m]))
  - record: namespace:container_memory_working_set_bytes:sum
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
