import type { ComponentKind } from '../model/component';

export interface FamilySign {
  /** A family that only this program exposes on its own /metrics. */
  readonly family: string;
  readonly kind: ComponentKind;
  readonly flavour?: string;
  /** The label that holds its version. */
  readonly versionLabel?: string;
}

/**
 * What an exposition says of the program behind it, most particular first: Mimir also exposes
 * cortex_*, a vmagent vm_app_version, Alloy prometheus_* of the parts it is built from.
 */
export const FAMILY_SIGNS: readonly FamilySign[] = [
  { family: 'alloy_build_info', kind: 'opentelemetry-collector', flavour: 'grafana-alloy', versionLabel: 'version' },
  { family: 'agent_build_info', kind: 'opentelemetry-collector', flavour: 'grafana-agent', versionLabel: 'version' },
  { family: 'otelcol_process_uptime', kind: 'opentelemetry-collector', versionLabel: 'service_version' },
  { family: 'otelcol_process_uptime_seconds_total', kind: 'opentelemetry-collector', versionLabel: 'service_version' },
  { family: 'otelcol_process_uptime_seconds', kind: 'opentelemetry-collector', versionLabel: 'service_version' },
  { family: 'otelcol_process_uptime_total', kind: 'opentelemetry-collector', versionLabel: 'service_version' },
  { family: 'vmagent_remotewrite_requests_total', kind: 'prometheus', flavour: 'vmagent' },
  { family: 'vm_promscrape_targets', kind: 'prometheus', flavour: 'victoria-metrics' },
  { family: 'vm_rows', kind: 'prometheus', flavour: 'victoria-metrics' },
  { family: 'vm_vmselect_request_duration_seconds', kind: 'prometheus', flavour: 'vmselect' },
  { family: 'thanos_receive_write_timeseries', kind: 'other', flavour: 'thanos-receive' },
  { family: 'thanos_receive_hashring_nodes', kind: 'other', flavour: 'thanos-receive' },
  { family: 'thanos_sidecar_prometheus_up', kind: 'other', flavour: 'thanos-sidecar' },
  { family: 'thanos_bucket_store_blocks_loaded', kind: 'other', flavour: 'thanos-store' },
  { family: 'thanos_query_concurrent_gate_queries_max', kind: 'prometheus', flavour: 'thanos-query' },
  { family: 'thanos_store_nodes_grpc_connections', kind: 'prometheus', flavour: 'thanos-query' },
  { family: 'cortex_build_info', kind: 'prometheus', flavour: 'mimir', versionLabel: 'version' },
  { family: 'kube_state_metrics_build_info', kind: 'kube-state-metrics', versionLabel: 'version' },
  { family: 'node_exporter_build_info', kind: 'node-exporter', versionLabel: 'version' },
  { family: 'alertmanager_build_info', kind: 'alertmanager', versionLabel: 'version' },
  { family: 'pushgateway_build_info', kind: 'pushgateway', versionLabel: 'version' },
  { family: 'cadvisor_version_info', kind: 'cadvisor', versionLabel: 'cadvisorVersion' },
  { family: 'grafana_build_info', kind: 'dashboard', flavour: 'grafana', versionLabel: 'version' },
  { family: 'prometheus_build_info', kind: 'prometheus', versionLabel: 'version' },
];
