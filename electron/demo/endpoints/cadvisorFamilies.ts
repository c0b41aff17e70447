import type { CgroupStats } from './cgroupStats';
import { seededShare } from './identity';

/** One value for each cgroup. */
export type CgroupValue = (stats: CgroupStats) => number;
/** Undefined where the cgroup has no such sample. */
export type MaybeValue = (stats: CgroupStats) => number | undefined;

const zero: CgroupValue = () => 0;
const periodSeconds = 0.1;

function elapsedSeconds(stats: CgroupStats): number {
  return Math.max(0, (stats.atMs - stats.startedMs) / 1000);
}

/** /proc counts in hundredths of a second. */
function ticks(seconds: number): number {
  return Math.floor(seconds * 100) / 100;
}

const userShare = 0.88;

/** Page cache that is not used now: what usage has more than the working set. */
export function inactiveFile(stats: Pick<CgroupStats, 'usage'>): number {
  return Math.max(0, stats.usage.memoryUsageBytes - stats.usage.memoryWorkingSetBytes);
}

function cache(stats: Pick<CgroupStats, 'usage'>): number {
  return Math.round(inactiveFile(stats) * 1.25);
}

function kernelMemory(stats: Pick<CgroupStats, 'usage'>): number {
  return Math.round(stats.usage.memoryWorkingSetBytes * 0.02);
}

export function residentBytes(stats: Pick<CgroupStats, 'usage'>): number {
  return Math.max(0, Math.round(stats.usage.memoryUsageBytes - cache(stats) - kernelMemory(stats)));
}

/** Periods in which the cgroup ran at all: each period of 100 ms, in as far as it used CPU. */
function cfsPeriods(stats: CgroupStats): number | undefined {
  const quota = stats.spec.cpuQuota;
  if (quota === undefined) return undefined;
  if (ownThrottledShare(stats) !== undefined) return Math.floor(elapsedSeconds(stats) / periodSeconds);
  return Math.min(Math.floor(elapsedSeconds(stats) / periodSeconds), Math.floor(stats.usage.cpuCoreSeconds / (quota / 1e6 / 2)));
}

/** Throttled in as far as the quota was used; it never falls, as CPU time never falls. */
function throttledPeriods(stats: CgroupStats): number | undefined {
  const quota = stats.spec.cpuQuota;
  const share = ownThrottledShare(stats);
  if (quota !== undefined && share !== undefined) return Math.floor((share * elapsedSeconds(stats)) / periodSeconds);
  return quota === undefined ? undefined : Math.floor((stats.usage.cpuCoreSeconds / (quota / 1e6)) * 0.15);
}

/** Of one whose behaviour says it: it would use more than its quota all the time. */
function ownThrottledShare({ cgroup }: CgroupStats): number | undefined {
  return cgroup.kind === 'container' ? cgroup.container.behaviour.throttledShare : undefined;
}

/** Small whole numbers that stay what they are for one container: threads, descriptors, sockets. */
function steady(name: string, from: number, to: number): CgroupValue {
  return (stats) => {
    if (stats.cgroup.kind === 'container') return from + Math.floor(seededShare(`${name}/${stats.cgroup.container.id}`) * (to - from));
    return stats.cgroup.kind === 'sandbox' ? from : 0;
  };
}

export function pageFaults(stats: CgroupStats): number {
  if (stats.cgroup.kind !== 'container' && stats.cgroup.kind !== 'sandbox' && stats.cgroup.kind !== 'root') return 0;
  return Math.floor(stats.usage.cpuCoreSeconds * 1800 + 1206);
}

/** Families of the cgroups that have a CPU quota, explicit timestamp of the housekeeping. */
export const throttled: Readonly<Record<string, MaybeValue>> = {
  container_cpu_cfs_periods_total: cfsPeriods,
  container_cpu_cfs_throttled_periods_total: throttledPeriods,
  container_cpu_cfs_throttled_seconds_total: (stats) => {
    const periods = throttledPeriods(stats);
    return periods === undefined ? undefined : periods * 0.02;
  },
};

/** Families with one sample a cgroup, explicit timestamp of its housekeeping. */
export const measured: Readonly<Record<string, CgroupValue>> = {
  container_cpu_load_average_10s: zero,
  container_cpu_load_d_average_10s: zero,
  container_cpu_system_seconds_total: (stats) => ticks(stats.usage.cpuCoreSeconds * (1 - userShare)),
  container_cpu_user_seconds_total: (stats) => ticks(stats.usage.cpuCoreSeconds * userShare),
  container_file_descriptors: steady('fd', 6, 48),
  container_memory_cache: cache,
  container_memory_failcnt: zero,
  container_memory_kernel_usage: kernelMemory,
  container_memory_mapped_file: (stats) => Math.round(cache(stats) * 0.3),
  container_memory_max_usage_bytes: (stats) => Math.round(stats.peakBytes),
  container_memory_rss: residentBytes,
  container_memory_swap: zero,
  container_memory_total_active_file_bytes: (stats) => cache(stats) - inactiveFile(stats),
  container_memory_total_inactive_file_bytes: (stats) => Math.round(inactiveFile(stats)),
  container_memory_usage_bytes: (stats) => Math.round(stats.usage.memoryUsageBytes),
  container_memory_working_set_bytes: (stats) => Math.round(stats.usage.memoryWorkingSetBytes),
  // Stays 0 even for a container that was OOM-killed again and again: the new container has a new cgroup.
  container_oom_events_total: zero,
  // cgroup v1, as on the recorded cluster: every PSI family is there and constantly 0.
  container_pressure_cpu_stalled_seconds_total: zero,
  container_pressure_cpu_waiting_seconds_total: zero,
  container_pressure_io_stalled_seconds_total: zero,
  container_pressure_io_waiting_seconds_total: zero,
  container_pressure_memory_stalled_seconds_total: zero,
  container_pressure_memory_waiting_seconds_total: zero,
  container_processes: steady('processes', 1, 3),
  container_sockets: steady('sockets', 0, 24),
  container_threads: steady('threads', 1, 14),
  container_threads_max: (stats) => (stats.cgroup.kind === 'kubepods' ? 32_768 : 0),
};

/** Families of the cgroup's settings: no timestamp. */
export const described: Readonly<Record<string, MaybeValue>> = {
  container_spec_cpu_period: () => 100_000,
  container_spec_cpu_quota: (stats) => stats.spec.cpuQuota,
  container_spec_cpu_shares: (stats) => stats.spec.cpuShares,
  container_spec_memory_limit_bytes: (stats) => stats.spec.memoryLimitBytes,
  container_spec_memory_reservation_limit_bytes: zero,
  container_spec_memory_swap_limit_bytes: (stats) => (stats.cgroup.kind === 'container' ? stats.spec.memoryLimitBytes : 0),
  container_start_time_seconds: (stats) => Math.floor(stats.startedMs / 1000),
};
