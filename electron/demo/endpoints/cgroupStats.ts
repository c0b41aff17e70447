import type { Running, RunningContainer, RunningPod, Usage } from '../world/running';
import type { Cgroup } from './cgroups';
import { findNode } from './findNode';
import type { Housekept } from './housekept';
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
  housekept: Housekept,
  bootedMs: number,
): readonly CgroupStats[] {
  housekept.keep(cgroups.length, () => new Set(cgroups.map(({ id }) => id)));
  retired.keep(3 * cgroups.length, () => new Set(cgroups.flatMap(({ id }) => [id, `${id} rx`, `${id} tx`])));
  const members = cgroups.flatMap((cgroup) => (cgroup.kind === 'pod' ? [cgroup.pod] : []));
  const scope: Scope = { running, node, retired, housekept, pods: members, bootedMs };
  return cgroups.map((cgroup) => statsOfOne(scope, cgroup));
}

interface Scope {
  readonly running: Running;
  readonly node: string;
  readonly retired: RetiredUsage;
  readonly housekept: Housekept;
  readonly pods: readonly RunningPod[];
  readonly bootedMs: number;
}

function statsOfOne(scope: Scope, cgroup: Cgroup): CgroupStats {
  switch (cgroup.kind) {
    case 'container':
      return new LazyStats(scope, cgroup, containers);
    case 'sandbox':
      return new LazyStats(scope, cgroup, sandboxes);
    case 'pod':
      return new LazyStats(scope, cgroup, pods);
    case 'qos':
    case 'kubepods':
      return new LazyStats(scope, cgroup, groups);
    case 'root':
    case 'system':
      return new LazyStats(scope, cgroup, machines);
  }
}

/** How the stats of one kind of cgroup come to be. */
interface Reading<C extends Cgroup> {
  readonly startedMs: (scope: Scope, cgroup: C) => number;
  readonly usage: (scope: Scope, cgroup: C, atMs: number) => Usage;
  readonly spec: (scope: Scope, cgroup: C) => CgroupSpec;
  readonly peak: (cgroup: C, usage: Usage, spec: CgroupSpec) => number;
}

/** Everything is reckoned for those who read it: a Prometheus that keeps CPU and memory of a big node's containers reads nothing else. */
class LazyStats<C extends Cgroup> implements CgroupStats {
  private at: number | undefined;
  private used: Usage | undefined;
  private settings: CgroupSpec | undefined;

  constructor(
    private readonly scope: Scope,
    readonly cgroup: C,
    private readonly reading: Reading<C>,
  ) {}

  get atMs(): number {
    const { running, node } = this.scope;
    this.at ??= running.housekeptAt(node, this.cgroup.id, running.nowMs);
    return this.at;
  }

  get startedMs(): number {
    return this.reading.startedMs(this.scope, this.cgroup);
  }

  get usage(): Usage {
    const { scope, cgroup, atMs } = this;
    this.used ??= scope.housekept.usage(cgroup.id, atMs, () => this.reading.usage(scope, cgroup, atMs));
    return this.used;
  }

  get spec(): CgroupSpec {
    this.settings ??= this.reading.spec(this.scope, this.cgroup);
    return this.settings;
  }

  get peakBytes(): number {
    return this.reading.peak(this.cgroup, this.usage, this.spec);
  }
}

type Of<K extends Cgroup['kind']> = Extract<Cgroup, { kind: K }>;

/** Usage of a container as its node's kubelet reports it: zeroCpuPods have a container whose CPU stays 0. */
export function reportedUsage(running: Running, pod: RunningPod, container: RunningContainer, atMs: number): Usage {
  const usage = running.usage(container, atMs);
  if (pod.containers[0] !== container) return usage;
  const zeroed = findNode(running, pod.node)?.kubelet.zeroCpuPods ?? [];
  return zeroed.length > 0 && zeroed.includes(`${pod.namespace}/${pod.name}`) ? { ...usage, cpuCoreSeconds: 0 } : usage;
}

const podStartedMs = (_scope: Scope, { pod }: { readonly pod: RunningPod }) => pod.startedMs ?? pod.createdMs;
const bootMs = ({ bootedMs }: Scope) => bootedMs;
const aTenthMore = (_cgroup: Cgroup, usage: Usage) => Math.round(usage.memoryUsageBytes * 1.1);

const containers: Reading<Of<'container'>> = {
  startedMs: (_scope, { container, pod }) => container.startedMs ?? pod.createdMs,
  usage: ({ running }, { container, pod }, atMs) => reportedUsage(running, pod, container, atMs),
  spec: (_scope, { container }) => containerSpec(container),
  peak: ({ container: { behaviour } }, usage, spec) => {
    const highest = Math.round((behaviour.memoryBaseBytes + behaviour.memoryAmplitudeBytes) * 1.05);
    const allowed = spec.memoryLimitBytes > 0 ? Math.min(highest, spec.memoryLimitBytes) : highest;
    return Math.max(allowed, usage.memoryUsageBytes);
  },
};

/** The sandbox has the pod's network, as long as it lives: containers that were replaced count on. */
const sandboxes: Reading<Of<'sandbox'>> = {
  startedMs: podStartedMs,
  usage: ({ running, retired }, { id, pod }, atMs) => {
    const count = (way: string, of: (usage: Usage) => number) =>
      retired.settle(`${id} ${way}`, new Map(pod.containers.map((container) => [container.id, of(running.usage(container, atMs))])));
    return new SandboxUsage(
      () => count('rx', (each) => each.networkRxBytes),
      () => count('tx', (each) => each.networkTxBytes),
    );
  },
  spec: () => ({ cpuShares: 2, memoryLimitBytes: 0 }),
  peak: () => pauseBytes,
};

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

const pods: Reading<Of<'pod'>> = {
  startedMs: podStartedMs,
  usage: ({ running, retired }, { id, pod }, atMs) => {
    const parts = podUsage(running, pod, atMs);
    return { ...parts.usage, cpuCoreSeconds: retired.settle(id, parts.cpuByContainer) + pauseCpuSeconds };
  },
  spec: (_scope, { pod }) => podSpec(pod),
  peak: aTenthMore,
};

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

const groups: Reading<Of<'qos' | 'kubepods'>> = {
  startedMs: bootMs,
  usage: (scope, cgroup, atMs) =>
    groupUsage(scope, cgroup.id, cgroup.kind === 'qos' ? scope.pods.filter((pod) => pod.qos === cgroup.qos) : scope.pods, atMs),
  spec: (_scope, { kind }) => ({ cpuShares: kind === 'kubepods' ? 2048 : 2, memoryLimitBytes: 0 }),
  peak: aTenthMore,
};

function groupUsage({ running, retired }: Scope, id: string, members: readonly RunningPod[], atMs: number): Usage {
  const cpu = new Map<string, number>();
  let workingSet = 0;
  let memory = 0;
  for (const pod of members) {
    const parts = podUsage(running, pod, atMs);
    for (const [container, seconds] of parts.cpuByContainer) cpu.set(container, seconds);
    cpu.set(pod.sandboxId, pauseCpuSeconds);
    workingSet += parts.usage.memoryWorkingSetBytes;
    memory += parts.usage.memoryUsageBytes;
  }
  return { ...nothing, cpuCoreSeconds: retired.settle(id, cpu), memoryWorkingSetBytes: workingSet, memoryUsageBytes: memory };
}

/** The node itself, and the shares of it that system services have. */
const machines: Reading<Of<'root' | 'system'>> = {
  startedMs: bootMs,
  usage: ({ running, node }, cgroup, atMs) => {
    const whole = running.nodeUsage(node, atMs);
    if (cgroup.kind === 'root') return whole;
    const share = cgroup.service === 'kubelet' ? 0.018 : 0.011;
    return {
      ...nothing,
      cpuCoreSeconds: whole.cpuCoreSeconds * share,
      memoryWorkingSetBytes: Math.round(whole.memoryWorkingSetBytes * share),
      memoryUsageBytes: Math.round(whole.memoryUsageBytes * share * 1.2),
    };
  },
  spec: ({ running, node }, { kind }) => ({
    cpuShares: 1024,
    memoryLimitBytes: kind === 'root' ? (findNode(running, node)?.memoryBytes ?? 0) : 0,
  }),
  peak: aTenthMore,
};
