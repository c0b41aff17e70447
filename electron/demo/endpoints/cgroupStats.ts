import type { Running, RunningContainer, RunningPod, Usage } from '../world/running';
import type { Cgroup } from './cgroups';
import { findNode } from './findNode';
import { type CgroupSpec, containerSpec, podSpec } from './resourceLimits';
import type { RetiredUsage } from './retiredUsage';

/** What a cgroup had used when cAdvisor last read it. */
export interface CgroupStats {
  readonly cgroup: Cgroup;
  /** Simulated time of the housekeeping, without the clock error of the node. */
  readonly atMs: number;
  readonly startedMs: number;
  readonly usage: Usage;
  /** Highest memory so far, bytes. */
  readonly peakBytes: number;
  readonly spec: CgroupSpec;
}

/** The pause process: a few milliseconds of CPU and some hundred KiB, all its life. */
const pauseCpuSeconds = 0.031;
const pauseBytes = 626_688;

export const nothing: Usage = {
  cpuCoreSeconds: 0,
  memoryWorkingSetBytes: 0,
  memoryUsageBytes: 0,
  networkRxBytes: 0,
  networkTxBytes: 0,
  fsReadBytes: 0,
  fsWriteBytes: 0,
};

/** Every cgroup of the node at its own housekeeping time, in their order. */
export function statsOf(
  running: Running,
  node: string,
  cgroups: readonly Cgroup[],
  retired: RetiredUsage,
  bootedMs: number,
): readonly CgroupStats[] {
  const pods = cgroups.filter((cgroup) => cgroup.kind === 'pod').map((cgroup) => cgroup.pod);
  retired.keep(3 * cgroups.length, () => new Set(cgroups.flatMap(({ id }) => [id, `${id} rx`, `${id} tx`])));
  return cgroups.map((cgroup) => statsOfOne({ running, node, retired, pods, bootedMs }, cgroup));
}

interface Scope {
  readonly running: Running;
  readonly node: string;
  readonly retired: RetiredUsage;
  readonly pods: readonly RunningPod[];
  readonly bootedMs: number;
}

function statsOfOne(scope: Scope, cgroup: Cgroup): CgroupStats {
  const atMs = scope.running.housekeptAt(scope.node, cgroup.id, scope.running.nowMs);
  switch (cgroup.kind) {
    case 'container':
      return containerStats(scope.running, cgroup, atMs);
    case 'sandbox':
      return sandboxStats(scope, cgroup, atMs);
    case 'pod':
      return podStats(scope, cgroup, atMs);
    case 'qos':
      return groupStats(
        scope,
        cgroup,
        atMs,
        scope.pods.filter((pod) => pod.qos === cgroup.qos),
      );
    case 'kubepods':
      return groupStats(scope, cgroup, atMs, scope.pods);
    case 'root':
      return nodeStats(scope, cgroup, atMs, 1);
    case 'system':
      return nodeStats(scope, cgroup, atMs, cgroup.service === 'kubelet' ? 0.018 : 0.011);
  }
}

/** Usage of a container as its node's kubelet reports it: zeroCpuPods have a container whose CPU stays 0. */
export function reportedUsage(running: Running, pod: RunningPod, container: RunningContainer, atMs: number): Usage {
  const usage = running.usage(container, atMs);
  if (pod.containers[0] !== container) return usage;
  const zeroed = findNode(running, pod.node)?.kubelet.zeroCpuPods ?? [];
  return zeroed.length > 0 && zeroed.includes(`${pod.namespace}/${pod.name}`) ? { ...usage, cpuCoreSeconds: 0 } : usage;
}

function containerStats(running: Running, cgroup: Cgroup & { kind: 'container' }, atMs: number): CgroupStats {
  const { container } = cgroup;
  const usage = reportedUsage(running, cgroup.pod, container, atMs);
  const startedMs = container.startedMs ?? cgroup.pod.createdMs;
  return new LazyStats(cgroup, atMs, startedMs, usage, () => containerSpec(container), peakOf);
}

function peakOf({ cgroup, spec, usage }: CgroupStats): number {
  if (cgroup.kind !== 'container') return Math.round(usage.memoryUsageBytes * 1.1);
  const { behaviour } = cgroup.container;
  const highest = Math.round((behaviour.memoryBaseBytes + behaviour.memoryAmplitudeBytes) * 1.05);
  const allowed = spec.memoryLimitBytes > 0 ? Math.min(highest, spec.memoryLimitBytes) : highest;
  return Math.max(allowed, usage.memoryUsageBytes);
}

/** Settings and peak are reckoned for those who read them: a Prometheus that keeps two families of a big node does not. */
class LazyStats implements CgroupStats {
  private madeSpec: CgroupSpec | undefined;

  constructor(
    readonly cgroup: Cgroup,
    readonly atMs: number,
    readonly startedMs: number,
    readonly usage: Usage,
    private readonly makeSpec: () => CgroupSpec,
    private readonly makePeak: (stats: CgroupStats) => number,
  ) {}

  get spec(): CgroupSpec {
    this.madeSpec ??= this.makeSpec();
    return this.madeSpec;
  }

  get peakBytes(): number {
    return this.makePeak(this);
  }
}

/** The sandbox has the pod's network, as long as it lives: containers that were replaced count on. */
function sandboxStats({ running, retired }: Scope, cgroup: Cgroup & { kind: 'sandbox' }, atMs: number): CgroupStats {
  const { pod } = cgroup;
  const count = (way: string, of: (usage: Usage) => number) =>
    retired.settle(`${cgroup.id} ${way}`, new Map(pod.containers.map((container) => [container.id, of(running.usage(container, atMs))])));
  const usage = new SandboxUsage(
    () => count('rx', (each) => each.networkRxBytes),
    () => count('tx', (each) => each.networkTxBytes),
  );
  const startedMs = pod.startedMs ?? pod.createdMs;
  return { cgroup, atMs, startedMs, usage, peakBytes: pauseBytes, spec: sandboxSpec };
}

const sandboxSpec: CgroupSpec = { cpuShares: 2, memoryLimitBytes: 0 };

/** That of the pause process, and the network when someone reads it. */
class SandboxUsage implements Usage {
  readonly cpuCoreSeconds = pauseCpuSeconds;
  readonly memoryWorkingSetBytes = pauseBytes;
  readonly memoryUsageBytes = pauseBytes;
  readonly fsReadBytes = 0;
  readonly fsWriteBytes = 0;
  private received: number | undefined;
  private sent: number | undefined;

  constructor(
    private readonly receive: () => number,
    private readonly send: () => number,
  ) {}

  get networkRxBytes(): number {
    this.received ??= this.receive();
    return this.received;
  }

  get networkTxBytes(): number {
    this.sent ??= this.send();
    return this.sent;
  }
}

function podStats({ running, retired }: Scope, cgroup: Cgroup & { kind: 'pod' }, atMs: number): CgroupStats {
  const parts = podUsage(running, cgroup.pod, atMs);
  const cpu = retired.settle(cgroup.id, parts.cpuByContainer) + pauseCpuSeconds;
  const usage = { ...parts.usage, cpuCoreSeconds: cpu };
  const startedMs = cgroup.pod.startedMs ?? cgroup.pod.createdMs;
  return new LazyStats(cgroup, atMs, startedMs, usage, () => podSpec(cgroup.pod), peakOf);
}

interface PodParts {
  readonly usage: Usage;
  readonly cpuByContainer: ReadonlyMap<string, number>;
}

function podUsage(running: Running, pod: RunningPod, atMs: number): PodParts {
  const cpuByContainer = new Map<string, number>();
  let workingSet = pauseBytes;
  let memory = pauseBytes;
  for (const container of pod.containers) {
    if (container.startedMs === undefined) continue;
    const usage = reportedUsage(running, pod, container, atMs);
    cpuByContainer.set(container.id, usage.cpuCoreSeconds);
    if (container.state !== 'running') continue;
    workingSet += usage.memoryWorkingSetBytes;
    memory += usage.memoryUsageBytes;
  }
  return { usage: { ...nothing, memoryWorkingSetBytes: workingSet, memoryUsageBytes: memory }, cpuByContainer };
}

function groupStats(
  { running, retired, bootedMs }: Scope,
  cgroup: Cgroup & { kind: 'qos' | 'kubepods' },
  atMs: number,
  pods: readonly RunningPod[],
): CgroupStats {
  const cpu = new Map<string, number>();
  let workingSet = 0;
  let memory = 0;
  for (const pod of pods) {
    const parts = podUsage(running, pod, atMs);
    for (const [id, seconds] of parts.cpuByContainer) cpu.set(id, seconds);
    cpu.set(pod.sandboxId, pauseCpuSeconds);
    workingSet += parts.usage.memoryWorkingSetBytes;
    memory += parts.usage.memoryUsageBytes;
  }
  const usage = { ...nothing, cpuCoreSeconds: retired.settle(cgroup.id, cpu), memoryWorkingSetBytes: workingSet, memoryUsageBytes: memory };
  const spec = { cpuShares: cgroup.kind === 'kubepods' ? 2048 : 2, memoryLimitBytes: 0 };
  return { cgroup, atMs, startedMs: bootedMs, usage, spec, peakBytes: Math.round(memory * 1.1) };
}

/** The node itself, or the share of it that a system service has. */
function nodeStats({ running, node, bootedMs }: Scope, cgroup: Cgroup, atMs: number, share: number): CgroupStats {
  const whole = running.nodeUsage(node, atMs);
  const memory = findNode(running, node)?.memoryBytes ?? 0;
  const usage: Usage =
    share === 1
      ? whole
      : {
          ...nothing,
          cpuCoreSeconds: whole.cpuCoreSeconds * share,
          memoryWorkingSetBytes: Math.round(whole.memoryWorkingSetBytes * share),
          memoryUsageBytes: Math.round(whole.memoryUsageBytes * share * 1.2),
        };
  const spec = { cpuShares: 1024, memoryLimitBytes: cgroup.kind === 'root' ? memory : 0 };
  return { cgroup, atMs, startedMs: bootedMs, usage, spec, peakBytes: Math.round(usage.memoryUsageBytes * 1.1) };
}
