import type { Running, RunningPod } from '../world/running';
import type { WorldNode } from '../world/world';
import { pageFaults, residentBytes } from './cadvisorFamilies';
import { type CgroupStats, reportedUsage } from './cgroupStats';
import { kubeTime } from './objectFields';

export interface SummaryLook {
  readonly running: Running;
  readonly node: WorldNode;
  readonly stats: readonly CgroupStats[];
  readonly shiftMs: number;
  /** ?only_cpu_and_memory=true: without fs, network, volumes, io. */
  readonly onlyCpuAndMemory: boolean;
}

const noStall = { total: 0, avg10: 0, avg60: 0, avg300: 0 };
const psi = { full: noStall, some: noStall };
const diskBytes = 270_553_174_016;
const diskInodes = 16_777_216;

/** GET /stats/summary (kubelet pkg/apis/stats/v1alpha1): every group with the time of its own cgroup's housekeeping. */
export function summary(look: SummaryLook): object {
  const byPod = new Map<string, CgroupStats[]>();
  for (const stats of look.stats) {
    if (!('pod' in stats.cgroup)) continue;
    const list = byPod.get(stats.cgroup.pod.uid) ?? [];
    list.push(stats);
    byPod.set(stats.cgroup.pod.uid, list);
  }
  const pods = [...byPod.values()].map((list) => podEntry(look, list)).filter((entry) => entry !== undefined);
  return { node: nodeEntry(look), pods };
}

function time(look: SummaryLook, ms: number): string {
  return kubeTime(ms + look.shiftMs);
}

interface Rate {
  readonly usageNanoCores: number;
  readonly usageCoreNanoSeconds: number;
}

/** usageNanoCores is over the time since the housekeeping before this one: pod and container disagree, as on a real node. */
function cpuRate(cpuAt: (ms: number) => number, stats: CgroupStats, windowMs: number): Rate {
  const used = stats.usage.cpuCoreSeconds;
  const before = cpuAt(Math.max(stats.startedMs, stats.atMs - windowMs));
  return { usageNanoCores: Math.max(0, Math.round(((used - before) / windowMs) * 1e12)), usageCoreNanoSeconds: Math.round(used * 1e9) };
}

function memory(stats: CgroupStats, limitBytes: number): object {
  const available = limitBytes > 0 ? { availableBytes: Math.max(0, limitBytes - Math.round(stats.usage.memoryWorkingSetBytes)) } : {};
  return {
    ...available,
    usageBytes: Math.round(stats.usage.memoryUsageBytes),
    workingSetBytes: Math.round(stats.usage.memoryWorkingSetBytes),
    rssBytes: residentBytes(stats),
    pageFaults: pageFaults(stats),
    majorPageFaults: 0,
    psi,
  };
}

/** The housekeeping before this one, by Running's own schedule. */
function windowOf(look: SummaryLook, stats: CgroupStats): number {
  const before = look.running.housekeptAt(look.node.name, stats.cgroup.id, stats.atMs - 1);
  return Math.max(1000, stats.atMs - before);
}

function section(look: SummaryLook, stats: CgroupStats, cpuAt: (ms: number) => number, limitBytes: number): object {
  const at = time(look, stats.atMs);
  return {
    cpu: { time: at, ...cpuRate(cpuAt, stats, windowOf(look, stats)), psi },
    memory: { time: at, ...memory(stats, limitBytes) },
    ...(look.onlyCpuAndMemory ? {} : { io: { time: at, psi } }),
  };
}

function nodeEntry(look: SummaryLook): object {
  const root = look.stats.find((stats) => stats.cgroup.kind === 'root');
  if (root === undefined) return { nodeName: look.node.name };
  const cpuAt = (ms: number) => look.running.nodeUsage(look.node.name, ms).cpuCoreSeconds;
  const at = time(look, root.atMs);
  return {
    nodeName: look.node.name,
    systemContainers: systemContainers(look, root),
    startTime: time(look, root.startedMs),
    ...section(look, root, cpuAt, look.node.memoryBytes),
    ...(look.onlyCpuAndMemory ? {} : { network: network(look, root), ...nodeFiles(look) }),
    swap: { time: at, swapAvailableBytes: 0, swapUsageBytes: 0 },
  };
}

const systemNames: readonly (readonly [string, (stats: CgroupStats) => boolean])[] = [
  ['pods', (stats) => stats.cgroup.kind === 'kubepods'],
  ['kubelet', (stats) => stats.cgroup.kind === 'system' && stats.cgroup.service === 'kubelet'],
  ['runtime', (stats) => stats.cgroup.kind === 'system' && stats.cgroup.service === 'containerd'],
];

function systemContainers(look: SummaryLook, root: CgroupStats): object[] {
  const rootRate = cpuRate((ms) => look.running.nodeUsage(look.node.name, ms).cpuCoreSeconds, root, windowOf(look, root));
  return systemNames.flatMap(([name, is]) => {
    const stats = look.stats.find(is);
    if (stats === undefined) return [];
    const at = time(look, stats.atMs);
    // A system service's own rate: its share of the node's.
    const share = stats.usage.cpuCoreSeconds / Math.max(1e-9, root.usage.cpuCoreSeconds);
    const rate = {
      usageNanoCores: Math.round(rootRate.usageNanoCores * Math.min(1, share)),
      usageCoreNanoSeconds: Math.round(stats.usage.cpuCoreSeconds * 1e9),
    };
    const limit = name === 'pods' ? look.node.memoryBytes : 0;
    const io = name === 'pods' && !look.onlyCpuAndMemory ? { io: { time: at, psi } } : {};
    const cpu = { time: at, ...rate, psi };
    return [
      {
        name,
        startTime: time(look, stats.startedMs),
        cpu,
        memory: { time: at, ...memory(stats, limit) },
        ...io,
        swap: { time: at, swapUsageBytes: 0 },
      },
    ];
  });
}

function network(look: SummaryLook, stats: CgroupStats): object {
  const counts = {
    name: 'eth0',
    rxBytes: Math.floor(stats.usage.networkRxBytes),
    rxErrors: 0,
    txBytes: Math.floor(stats.usage.networkTxBytes),
    txErrors: 0,
  };
  return { time: time(look, stats.atMs), ...counts, interfaces: [counts] };
}

function files(look: SummaryLook, usedBytes: number, inodesUsed: number): object {
  return {
    time: time(look, look.running.nowMs),
    availableBytes: Math.round(diskBytes * 0.76),
    capacityBytes: diskBytes,
    usedBytes,
    inodesFree: diskInodes - 750_931,
    inodes: diskInodes,
    inodesUsed,
  };
}

function nodeFiles(look: SummaryLook): object {
  const images = files(look, 332_664_832, 434);
  const rlimit = { time: time(look, look.running.nowMs), maxpid: 32_768, curproc: 180 + look.stats.length };
  return { fs: files(look, 34_188_746_752, 750_931), runtime: { imageFs: images, containerFs: images }, rlimit };
}

function podEntry(look: SummaryLook, list: readonly CgroupStats[]): object | undefined {
  const own = list.find((stats) => stats.cgroup.kind === 'pod');
  const sandbox = list.find((stats) => stats.cgroup.kind === 'sandbox');
  if (own === undefined || own.cgroup.kind !== 'pod') return undefined;
  const { pod } = own.cgroup;
  const containers = list.flatMap((stats) => containerEntry(look, stats));
  // A pod without a running container is not in the summary (seen: crash-looping and unpullable pods are missing).
  if (containers.length === 0) return undefined;
  const linked = sandbox !== undefined && look.node.kubelet.cadvisorLabels;
  return {
    podRef: { name: pod.name, namespace: pod.namespace, uid: pod.uid },
    startTime: time(look, pod.startedMs ?? pod.createdMs),
    containers,
    ...section(look, own, (ms) => podCpu(look.running, pod, ms) + ownBase(look, own, pod), 0),
    ...(look.onlyCpuAndMemory ? {} : { ...(linked ? { network: network(look, sandbox) } : {}), ...podFiles(look, pod) }),
    swap: { time: time(look, own.atMs), swapUsageBytes: 0 },
  };
}

function podCpu(running: Running, pod: RunningPod, atMs: number): number {
  return pod.containers.reduce((sum, container) => sum + reportedUsage(running, pod, container, atMs).cpuCoreSeconds, 0);
}

/** CPU of the pod's cgroup that no living container has: its sandbox and containers that are gone. */
function ownBase(look: SummaryLook, own: CgroupStats, pod: RunningPod): number {
  return own.usage.cpuCoreSeconds - podCpu(look.running, pod, own.atMs);
}

function podFiles(look: SummaryLook, pod: RunningPod): object {
  const volume = {
    time: time(look, look.running.nowMs),
    availableBytes: look.node.memoryBytes - 12_288,
    capacityBytes: look.node.memoryBytes,
    usedBytes: 12_288,
  };
  const inodes = { inodesFree: 3_085_503, inodes: 3_085_512, inodesUsed: 9 };
  return {
    volume: [{ ...volume, ...inodes, name: `kube-api-access-${pod.uid.slice(0, 5)}` }],
    'ephemeral-storage': files(look, 94_208, 29),
    process_stats: { process_count: pod.containers.length },
  };
}

function containerEntry(look: SummaryLook, stats: CgroupStats): object[] {
  const { cgroup } = stats;
  if (cgroup.kind !== 'container') return [];
  const cpuAt = (ms: number) => reportedUsage(look.running, cgroup.pod, cgroup.container, ms).cpuCoreSeconds;
  const limit = stats.spec.memoryLimitBytes;
  const swap = limit > 0 ? { swapAvailableBytes: look.onlyCpuAndMemory ? 0 : limit, swapUsageBytes: 0 } : { swapUsageBytes: 0 };
  const figures = look.node.kubelet.cadvisorLabels ? section(look, stats, cpuAt, limit) : fromRuntime(look, stats);
  return [
    {
      name: cgroup.container.name,
      startTime: time(look, stats.startedMs),
      ...figures,
      ...(look.onlyCpuAndMemory ? {} : { rootfs: files(look, 40_960, 13), logs: files(look, 8192, 1) }),
      swap: { time: time(look, stats.atMs), ...swap },
    },
  ];
}

/** Without cAdvisor's labels the kubelet has the runtime's own figures alone: no rate at first, no PSI. */
function fromRuntime(look: SummaryLook, stats: CgroupStats): object {
  const { cgroup } = stats;
  if (cgroup.kind !== 'container') return {};
  const usage = reportedUsage(look.running, cgroup.pod, cgroup.container, look.running.nowMs);
  const at = time(look, look.running.nowMs);
  return {
    cpu: { time: at, usageNanoCores: 0, usageCoreNanoSeconds: Math.round(usage.cpuCoreSeconds * 1e9) },
    memory: {
      time: at,
      availableBytes: 0,
      usageBytes: Math.round(usage.memoryUsageBytes),
      workingSetBytes: Math.round(usage.memoryWorkingSetBytes),
      rssBytes: residentBytes({ usage }),
      pageFaults: pageFaults(stats),
      majorPageFaults: 1,
    },
  };
}
