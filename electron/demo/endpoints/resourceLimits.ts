import type { RunningContainer, RunningPod } from '../world/running';
import { parseQuantity } from './quantity';

/** What the kubelet wrote into a cgroup: shares, quota for a period of 100 ms, memory limit; 0 or undefined: none. */
export interface CgroupSpec {
  readonly cpuShares: number;
  /** Microseconds a period. */
  readonly cpuQuota?: number;
  readonly memoryLimitBytes: number;
}

const minimumShares = 2;

export function containerSpec(container: RunningContainer): CgroupSpec {
  const cores = parseQuantity(container.limits['cpu'] ?? '');
  return {
    cpuShares: sharesOf(container),
    ...(cores === undefined ? {} : { cpuQuota: Math.round(cores * 100_000) }),
    memoryLimitBytes: parseQuantity(container.limits['memory'] ?? '') ?? 0,
  };
}

/** A pod's own cgroup has a limit only when every container has one. */
export function podSpec(pod: RunningPod): CgroupSpec {
  const specs = pod.containers.map(containerSpec);
  const quotas = specs.map((spec) => spec.cpuQuota).filter((quota) => quota !== undefined);
  const limited = specs.length > 0 && specs.every((spec) => spec.memoryLimitBytes > 0);
  const shares = specs.reduce((sum, spec) => sum + spec.cpuShares, 0);
  return {
    cpuShares: Math.max(minimumShares, shares),
    ...(quotas.length === specs.length && specs.length > 0 ? { cpuQuota: quotas.reduce((sum, quota) => sum + quota, 0) } : {}),
    memoryLimitBytes: limited ? specs.reduce((sum, spec) => sum + spec.memoryLimitBytes, 0) : 0,
  };
}

/** MilliCPUToShares of the kubelet: 1024 shares a core, at least 2; a limit stands in for a missing request. */
function sharesOf(container: RunningContainer): number {
  const cores = parseQuantity(container.requests['cpu'] ?? container.limits['cpu'] ?? '') ?? 0;
  return Math.max(minimumShares, Math.floor(cores * 1024 + 1e-9));
}
