/**
 * Families of each option group of cAdvisor, one of which tells that the group is on (cAdvisor
 * lib/metrics/prometheus.go; which the kubelet turns on: pkg/kubelet/server/server.go). Bytes read come
 * from the blkio controller of a cgroup, reads from the filesystem: a node may have the one alone.
 */
export const CADVISOR_GROUPS: readonly { readonly group: string; readonly families: readonly string[]; readonly inKubelet: boolean }[] = [
  { group: 'cpu', families: ['container_cpu_usage_seconds_total'], inKubelet: true },
  { group: 'memory', families: ['container_memory_working_set_bytes'], inKubelet: true },
  { group: 'cpuLoad', families: ['container_tasks_state'], inKubelet: true },
  { group: 'diskIO', families: ['container_fs_reads_bytes_total', 'container_fs_reads_total'], inKubelet: true },
  { group: 'disk', families: ['container_fs_usage_bytes'], inKubelet: true },
  { group: 'network', families: ['container_network_receive_bytes_total'], inKubelet: true },
  { group: 'process', families: ['container_processes'], inKubelet: true },
  { group: 'oom_event', families: ['container_oom_events_total'], inKubelet: true },
  { group: 'pressure', families: ['container_pressure_cpu_waiting_seconds_total'], inKubelet: true },
  { group: 'percpu', families: ['container_cpu_usage_percpu_seconds_total'], inKubelet: false },
  { group: 'sched', families: ['container_cpu_schedstat_run_seconds_total'], inKubelet: false },
  { group: 'tcp', families: ['container_network_tcp_usage_total'], inKubelet: false },
  { group: 'udp', families: ['container_network_udp_usage_total'], inKubelet: false },
  { group: 'hugetlb', families: ['container_hugetlb_usage_bytes'], inKubelet: false },
  { group: 'memory_numa', families: ['container_memory_numa_pages'], inKubelet: false },
  { group: 'referenced_memory', families: ['container_referenced_bytes'], inKubelet: false },
];
