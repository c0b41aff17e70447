import type { Usage } from '../world/running';
import type { WorldNode } from '../world/world';
import { described, measured, pageFaults, throttled } from './cadvisorFamilies';
import type { CgroupStats } from './cgroupStats';
import { labelPairs } from './goNumber';
import { heads } from './heads';
import { type LabelSet, labelsOfText } from './labelSets';
import { lazily } from './lazily';
import { familiesOf, SampleList, type SampleWriter } from './sampleWriter';

export interface Machine {
  readonly bootId: string;
  readonly machineId: string;
  readonly systemUuid: string;
  readonly kernelVersion: string;
  readonly osImage: string;
}

export interface CadvisorLook {
  readonly node: WorldNode;
  readonly machine: Machine;
  readonly stats: readonly CgroupStats[];
  /** The node's own clock, clockAheadSeconds included. */
  readonly nowMs: number;
  readonly shiftMs: number;
  /** Families that are not there. Absent: all are. */
  readonly missing?: ReadonlySet<string>;
}

/** What runtimes do not tell a kubelet with PodAndContainerStatsFromCRI: pressure and quota (kubernetes/kubernetes#140778). */
export const MISSING_FROM_CRI: ReadonlySet<string> = new Set(
  heads.cadvisor.map(({ name }) => name).filter((name) => /^container_(pressure_|cpu_cfs_|spec_cpu_quota$)/.test(name)),
);

/**
 * /metrics/cadvisor: the families of the recorded kubelet in their order. Families that nobody wants are not made:
 * how many samples they would have follows from what kinds of cgroups there are.
 */
export function writeCadvisor(look: CadvisorLook, writer: SampleWriter): void {
  const scene: Scene = { ...look, writer, stamp: ({ atMs }) => Math.round(atMs + look.shiftMs) };
  let left: ReadonlyMap<string, number> | undefined;
  for (const head of heads.cadvisor) {
    if (look.missing?.has(head.name) === true) continue;
    writer.family(head);
    if (writer.wants(head.name)) writeFamily(head.name, scene);
    else {
      left ??= familySizes(look);
      writer.leaveOut(left.get(head.name) ?? 0);
    }
  }
}

/** What reading the text gives as families. */
export const cadvisorFamilies = lazily(() => familiesOf(heads.cadvisor));
export const criFamilies = lazily(() => familiesOf(heads.cadvisor.filter(({ name }) => !MISSING_FROM_CRI.has(name))));

/** A look with where it goes to. */
interface Scene extends CadvisorLook {
  readonly writer: SampleWriter;
  /** When cAdvisor read the cgroup, by the node's clock. */
  readonly stamp: (stats: CgroupStats) => number;
}

function writeFamily(name: string, scene: Scene): void {
  const { writer, stats, stamp } = scene;
  const value = measured[name];
  const maybe = throttled[name] ?? described[name];
  if (value !== undefined) {
    for (const of of stats)
      writer.deferred(
        name,
        of.cgroup.labels.plain,
        () => value(of),
        () => stamp(of),
      );
  } else if (maybe !== undefined) {
    for (const of of stats) {
      const number = maybe(of);
      if (number !== undefined) writer.sample(name, of.cgroup.labels.plain, number, name in throttled ? stamp(of) : undefined);
    }
  } else specials[name]?.(name, scene);
}

const sizes = new Map<string, ReadonlyMap<string, number>>();

/** Samples of each family, which nodes with as many cgroups of each kind have in common. */
function familySizes(look: CadvisorLook): ReadonlyMap<string, number> {
  const key = kindsOf(look);
  const known = sizes.get(key);
  if (known !== undefined) return known;
  const counted = new Map<string, number>();
  for (const { name } of heads.cadvisor) {
    const writer = new SampleList(cadvisorFamilies(), () => false);
    writeFamily(name, { ...look, writer, stamp: () => 0 });
    counted.set(name, writer.sampleCount);
  }
  if (sizes.size >= SIZES_AT_MOST) sizes.clear();
  sizes.set(key, counted);
  return counted;
}

const SIZES_AT_MOST = 4096;

/** How many cgroups of each kind there are, with and without a CPU quota: all that the number of samples depends on. */
function kindsOf({ stats, node }: CadvisorLook): string {
  const counts: Record<string, number> = {};
  for (const { cgroup } of stats) {
    const key = hasQuota(cgroup) ? `${cgroup.kind} with quota` : cgroup.kind;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return JSON.stringify([node.kubelet.cadvisorLabels, ...Object.entries(counts).sort()]);
}

function hasQuota(cgroup: CgroupStats['cgroup']): boolean {
  if (cgroup.kind === 'container') return cgroup.container.limits['cpu'] !== undefined;
  return cgroup.kind === 'pod' && cgroup.pod.containers.every((container) => container.limits['cpu'] !== undefined);
}

type Special = (name: string, scene: Scene) => void;

const TOTAL = { cpu: 'total' };

const cpuUsage: Special = (name, { writer, stats, stamp }) => {
  for (const of of stats)
    writer.deferred(
      name,
      of.cgroup.labels.with(TOTAL),
      () => nanoseconds(of.usage.cpuCoreSeconds),
      () => stamp(of),
    );
};

/** cAdvisor counts whole nanoseconds. */
function nanoseconds(seconds: number): number {
  return Math.round(seconds * 1e9) / 1e9;
}

const lastSeen: Special = (name, { writer, stats, nowMs }) => {
  // Seen now, whenever its housekeeping was; recorded a few milliseconds apart.
  stats.forEach(({ cgroup: { labels } }, i) => {
    writer.sample(name, labels.plain, Math.floor(nowMs / 1000), Math.round(nowMs) - (i % 17));
  });
};

const states = ['iowaiting', 'running', 'sleeping', 'stopped', 'uninterruptible'].map((state) => ({ state }));

const tasks: Special = (name, { writer, stats, stamp }) => {
  for (const of of stats) for (const state of states) writer.sample(name, of.cgroup.labels.with(state), 0, stamp(of));
};

const faults = ['pgfault', 'pgmajfault'].map((type) => ({
  type,
  labels: ['container', 'hierarchy'].map((scope) => ({ failure_type: type, scope })),
}));

const failures: Special = (name, { writer, stats, stamp }) => {
  for (const of of stats) {
    for (const { type, labels } of faults) {
      const count = type === 'pgfault' ? pageFaults(of) : 0;
      for (const extra of labels) writer.sample(name, of.cgroup.labels.with(extra), count, stamp(of));
    }
  }
};

const OPEN_FILES = { ulimit: 'max_open_files' };

const ulimits: Special = (name, { writer, stats, stamp, node }) => {
  for (const of of stats) {
    const { cgroup } = of;
    const limit = cgroup.kind === 'root' ? 32_768 : 20_000;
    const seen = cgroup.kind === 'root' || ((cgroup.kind === 'sandbox' || cgroup.kind === 'container') && node.kubelet.cadvisorLabels);
    if (seen) writer.sample(name, cgroup.labels.with(OPEN_FILES), limit, stamp(of));
  }
};

type UsageValue = (usage: Usage) => number;

const ETH0 = { interface: 'eth0' };

/** Network is known for the node and for sandboxes, and for none of these without the runtime's socket. */
function network(value: UsageValue): Special {
  return (name, { writer, stats, stamp, node }) => {
    for (const of of stats) {
      const { cgroup } = of;
      const seen = cgroup.kind === 'root' || (cgroup.kind === 'sandbox' && node.kubelet.cadvisorLabels);
      if (seen) writer.sample(name, cgroup.labels.with(ETH0), value(of.usage), stamp(of));
    }
  };
}

const averagePacketBytes = 640;
const rx: UsageValue = (usage) => Math.floor(usage.networkRxBytes);
const tx: UsageValue = (usage) => Math.floor(usage.networkTxBytes);
const packets =
  (bytes: UsageValue): UsageValue =>
  (usage) =>
    Math.floor(bytes(usage) / averagePacketBytes);
const none: UsageValue = () => 0;

interface Device {
  readonly labels: { readonly device: string };
  readonly bytes: number;
  readonly usedShare: number;
  readonly inodes: number;
}

const SHM = { device: '/dev/shm' };
const VDA = { device: '/dev/vda' };
const CGROUP = { device: '/sys/fs/cgroup' };

function devicesOf(node: WorldNode): readonly Device[] {
  return [
    { labels: SHM, bytes: node.memoryBytes, usedShare: 0, inodes: Math.floor(node.memoryBytes / 8192) },
    { labels: VDA, bytes: 270_553_174_016, usedShare: 0.126, inodes: 16_777_216 },
    { labels: CGROUP, bytes: node.memoryBytes, usedShare: 0, inodes: Math.floor(node.memoryBytes / 8192) },
  ];
}

/** File systems are known for the node alone, as on the recorded cluster. */
function disk(value: (device: Device, usage: Usage) => number): Special {
  return (name, { writer, stats, stamp, node }) => {
    const of = stats.find(({ cgroup }) => cgroup.kind === 'root');
    if (of === undefined) return;
    for (const device of devicesOf(node)) writer.sample(name, of.cgroup.labels.with(device.labels), value(device, of.usage), stamp(of));
  };
}

const onDisk = (value: UsageValue) => disk((device, usage) => (device.labels === VDA ? Math.floor(value(usage)) : 0));
const secondsOnDisk = (share: number) =>
  disk((device, usage) => (device.labels === VDA ? nanoseconds(((usage.fsReadBytes + usage.fsWriteBytes) / 2e8) * share) : 0));

function machineInfo(value: (node: WorldNode) => number, extra: Readonly<Record<string, string>> = {}): Special {
  return (name, { writer, machine, node }) => writer.sample(name, machineLabels(machine, extra), value(node));
}

function machineLabels(machine: Machine, extra: Readonly<Record<string, string>>): LabelSet {
  return labelsOf({ boot_id: machine.bootId, machine_id: machine.machineId, ...extra, system_uuid: machine.systemUuid });
}

function labelsOf(values: Readonly<Record<string, string>>): LabelSet {
  return labelsOfText(labelPairs(values));
}

const versionInfo: Special = (name, { writer, machine }) => {
  const none = { cadvisorRevision: '', cadvisorVersion: '', dockerVersion: '' };
  writer.sample(name, labelsOf({ ...none, kernelVersion: machine.kernelVersion, osVersion: machine.osImage }), 1);
};

const noError: Special = (name, { writer }) => writer.sample(name, undefined, 0);

const specials: Readonly<Record<string, Special>> = {
  cadvisor_version_info: versionInfo,
  container_cpu_usage_seconds_total: cpuUsage,
  container_last_seen: lastSeen,
  container_tasks_state: tasks,
  container_memory_failures_total: failures,
  container_ulimits_soft: ulimits,
  container_scrape_error: noError,
  machine_scrape_error: noError,
  container_network_receive_bytes_total: network(rx),
  container_network_receive_errors_total: network(none),
  container_network_receive_packets_dropped_total: network(none),
  container_network_receive_packets_total: network(packets(rx)),
  container_network_transmit_bytes_total: network(tx),
  container_network_transmit_errors_total: network(none),
  container_network_transmit_packets_dropped_total: network(none),
  container_network_transmit_packets_total: network(packets(tx)),
  container_fs_inodes_free: disk((device) => Math.round(device.inodes * (1 - device.usedShare / 3))),
  container_fs_inodes_total: disk((device) => device.inodes),
  container_fs_io_current: disk(() => 0),
  container_fs_io_time_seconds_total: secondsOnDisk(0.6),
  container_fs_io_time_weighted_seconds_total: secondsOnDisk(1.4),
  container_fs_limit_bytes: disk((device) => device.bytes),
  container_fs_read_seconds_total: secondsOnDisk(0.4),
  container_fs_reads_merged_total: onDisk((usage) => usage.fsReadBytes / 300_000),
  container_fs_reads_total: onDisk((usage) => usage.fsReadBytes / 28_000),
  container_fs_sector_reads_total: onDisk((usage) => usage.fsReadBytes / 512),
  container_fs_sector_writes_total: onDisk((usage) => usage.fsWriteBytes / 512),
  container_fs_usage_bytes: disk((device) => Math.round(device.bytes * device.usedShare)),
  container_fs_write_seconds_total: secondsOnDisk(0.3),
  container_fs_writes_merged_total: onDisk((usage) => usage.fsWriteBytes / 85_000),
  container_fs_writes_total: onDisk((usage) => usage.fsWriteBytes / 130_000),
  machine_cpu_cores: machineInfo((node) => node.cpuCores),
  machine_cpu_physical_cores: machineInfo((node) => node.cpuCores),
  machine_cpu_sockets: machineInfo(() => 1),
  machine_memory_bytes: machineInfo((node) => node.memoryBytes),
  machine_nvm_avg_power_budget_watts: machineInfo(() => 0),
  machine_nvm_capacity: (name, scene) => {
    for (const mode of ['app_direct_mode', 'memory_mode']) machineInfo(() => 0, { mode })(name, scene);
  },
  machine_swap_bytes: machineInfo(() => 0),
};
