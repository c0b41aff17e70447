import families from './catalogue/families.json';

/** One metric family as one program exposes it. */
export interface KnownFamily {
  readonly name: string;
  /** "kubelet", "cadvisor", "any Go program". */
  readonly component: string;
  readonly type: string;
  /** ALPHA, BETA, STABLE; of kube-state-metrics EXPERIMENTAL, STABLE, DEPRECATED. */
  readonly stage?: string;
  /** What it hangs on: cAdvisor's option group, kube-state-metrics' resource, the kubelet's path or feature gate. */
  readonly needs?: string;
  readonly source: string;
  /** A release, or the commit that was read. */
  readonly version: string;
}

/** A name that is no longer, or not yet, what it was. */
export interface Renamed {
  readonly was: string;
  readonly is: string;
  /** "node-exporter 0.16". */
  readonly since: string;
}

/** Renames that people still run into, from the projects' changelogs. */
export const RENAMED: readonly Renamed[] = [
  { was: 'node_cpu', is: 'node_cpu_seconds_total', since: 'node-exporter 0.16' },
  { was: 'node_memory_MemAvailable', is: 'node_memory_MemAvailable_bytes', since: 'node-exporter 0.16' },
  { was: 'node_memory_MemTotal', is: 'node_memory_MemTotal_bytes', since: 'node-exporter 0.16' },
  { was: 'node_filesystem_size', is: 'node_filesystem_size_bytes', since: 'node-exporter 0.16' },
  { was: 'node_filesystem_avail', is: 'node_filesystem_avail_bytes', since: 'node-exporter 0.16' },
  { was: 'node_boot_time', is: 'node_boot_time_seconds', since: 'node-exporter 0.16' },
  { was: 'kube_hpa_status_current_replicas', is: 'kube_horizontalpodautoscaler_status_current_replicas', since: 'kube-state-metrics 2.0' },
  { was: 'kube_hpa_spec_max_replicas', is: 'kube_horizontalpodautoscaler_spec_max_replicas', since: 'kube-state-metrics 2.0' },
  { was: 'kube_pod_container_resource_requests_cpu_cores', is: 'kube_pod_container_resource_requests', since: 'kube-state-metrics 2.0' },
  { was: 'kube_pod_container_resource_limits_memory_bytes', is: 'kube_pod_container_resource_limits', since: 'kube-state-metrics 2.0' },
  { was: 'kube_node_status_allocatable_cpu_cores', is: 'kube_node_status_allocatable', since: 'kube-state-metrics 2.0' },
  { was: 'kubelet_running_pod_count', is: 'kubelet_running_pods', since: 'Kubernetes 1.19' },
  { was: 'kubelet_running_container_count', is: 'kubelet_running_containers', since: 'Kubernetes 1.19' },
  { was: 'apiserver_request_count', is: 'apiserver_request_total', since: 'Kubernetes 1.14' },
  { was: 'kubelet_runtime_operations', is: 'kubelet_runtime_operations_total', since: 'Kubernetes 1.14' },
  { was: 'kubelet_runtime_operations_latency_microseconds', is: 'kubelet_runtime_operations_duration_seconds', since: 'Kubernetes 1.14' },
  { was: 'kubelet_runtime_operations_errors', is: 'kubelet_runtime_operations_errors_total', since: 'Kubernetes 1.14' },
  { was: 'kubelet_pod_worker_latency_microseconds', is: 'kubelet_pod_worker_duration_seconds', since: 'Kubernetes 1.14' },
  { was: 'kubelet_pod_start_latency_microseconds', is: 'kubelet_pod_start_duration_seconds', since: 'Kubernetes 1.14' },
  { was: 'kubelet_cgroup_manager_latency_microseconds', is: 'kubelet_cgroup_manager_duration_seconds', since: 'Kubernetes 1.14' },
  { was: 'kubelet_pleg_relist_latency_microseconds', is: 'kubelet_pleg_relist_duration_seconds', since: 'Kubernetes 1.14' },
  { was: 'kubelet_pleg_relist_interval_microseconds', is: 'kubelet_pleg_relist_interval_seconds', since: 'Kubernetes 1.14' },
  { was: 'rest_client_request_latency_seconds', is: 'rest_client_request_duration_seconds', since: 'Kubernetes 1.14' },
  { was: 'apiserver_request_latencies', is: 'apiserver_request_duration_seconds', since: 'Kubernetes 1.14' },
  { was: 'etcd_request_latencies_summary', is: 'etcd_request_duration_seconds', since: 'Kubernetes 1.14' },
  { was: 'scrape_error', is: 'resource_scrape_error', since: 'Kubernetes 1.29' },
];

/** Labels of the kubelet's series (CHANGELOG-1.16). */
const RENAMED_LABELS: readonly Renamed[] = [
  { was: 'pod_name', is: 'pod', since: 'Kubernetes 1.16' },
  { was: 'container_name', is: 'container', since: 'Kubernetes 1.16' },
];

/** A name, or with a `*` at its end all that begin so, that nothing replaces under another name. */
export interface Removed {
  readonly was: string;
  /** "kube-state-metrics 2.9". */
  readonly since: string;
  /** What to do in its place, a sentence. */
  readonly instead: string;
}

/** From kube-state-metrics' changelog: 1.5.0, and the announcement in 2.7.0. */
const REMOVED: readonly Removed[] = [
  {
    was: 'kube_verticalpodautoscaler_*',
    since: 'kube-state-metrics 2.9',
    instead: 'Describe VerticalPodAutoscalers to it as a custom resource (--custom-resource-state-config).',
  },
  {
    was: 'ksm_resources_per_scrape',
    since: 'kube-state-metrics 1.5',
    instead: 'Count the series of a resource, or take kube_state_metrics_list_total of its telemetry port.',
  },
  {
    was: 'ksm_scrape_error_total',
    since: 'kube-state-metrics 1.5',
    instead: 'Take kube_state_metrics_list_total{result="error"} of its telemetry port.',
  },
];

const byName: ReadonlyMap<string, readonly KnownFamily[]> = indexed();

function indexed(): ReadonlyMap<string, readonly KnownFamily[]> {
  const found = new Map<string, KnownFamily[]>();
  for (const { component, source, version, families: rows } of families.sets) {
    for (const [name = '', type = '', stage = '', needs = ''] of rows) {
      const row = { name, component, type, ...(stage === '' ? {} : { stage }), ...(needs === '' ? {} : { needs }), source, version };
      found.set(name, [...(found.get(name) ?? []), row]);
    }
  }
  return found;
}

const SUFFIXES = /_(bucket|sum|count|total|info|created)$/;

/** Every component that exposes the family; a histogram's _bucket, _sum and _count are of it. Empty: not known here. */
export function knownFamilies(name: string): readonly KnownFamily[] {
  const exact = byName.get(name);
  if (exact !== undefined) return exact;
  const stem = name.replace(SUFFIXES, '');
  return stem === name ? [] : (byName.get(stem) ?? []).filter(({ type }) => type === 'histogram' || type === 'summary');
}

export function allFamilies(): Iterable<KnownFamily> {
  return [...byName.values()].flat();
}

export function renamed(name: string): Renamed | undefined {
  return RENAMED.find(({ was }) => was === name);
}

export function renamedLabel(name: string): Renamed | undefined {
  return RENAMED_LABELS.find(({ was }) => was === name);
}

/** What was taken away under this name, for good. */
export function removed(name: string): Removed | undefined {
  return REMOVED.find(({ was }) => (was.endsWith('*') ? name.startsWith(was.slice(0, -1)) : name === was));
}
