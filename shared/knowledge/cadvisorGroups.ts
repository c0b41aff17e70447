/**
 * One family of each option group of cAdvisor that tells whether the group is on (cAdvisor
 * lib/metrics/prometheus.go; which the kubelet turns on: pkg/kubelet/server/server.go).
 */
export const CADVISOR_GROUPS: readonly { readonly group: string; readonly family: string; readonly inKubelet: boolean }[] = [
  { group: 'cpu', family: 'container_cpu_usage_seconds_total', inKubelet: true },
  { group: 'memory', family: 'container_memory_working_set_bytes', inKubelet: true },
  { group: 'cpuLoad', family: 'container_tasks_state', inKubelet: true },
  { group: 'diskIO', family: 'container_fs_reads_bytes_total', inKubelet: true },
  { group: 'disk', family: 'container_fs_usage_bytes', inKubelet: true },
  { group: 'network', family: 'container_network_receive_bytes_total', inKubelet: true },
  { group: 'process', family: 'container_processes', inKubelet: true },
  { group: 'oom_event', family: 'container_oom_events_total', inKubelet: true },
  { group: 'pressure', family: 'container_pressure_cpu_waiting_seconds_total', inKubelet: true },
  { group: 'percpu', family: 'container_cpu_usage_percpu_seconds_total', inKubelet: false },
  { group: 'sched', family: 'container_cpu_schedstat_run_seconds_total', inKubelet: false },
  { group: 'tcp', family: 'container_network_tcp_usage_total', inKubelet: false },
  { group: 'udp', family: 'container_network_udp_usage_total', inKubelet: false },
  { group: 'hugetlb', family: 'container_hugetlb_usage_bytes', inKubelet: false },
  { group: 'memory_numa', family: 'container_memory_numa_pages', inKubelet: false },
  { group: 'referenced_memory', family: 'container_referenced_bytes', inKubelet: false },
];
