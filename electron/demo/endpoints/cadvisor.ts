import type { Usage } from '../world/running';
import type { WorldNode } from '../world/world';
import { described, measured, pageFaults } from './cadvisorFamilies';
import type { CgroupStats } from './cgroupStats';
import type { CgroupLabels } from './cgroups';
import { goNumber, labelSet } from './goNumber';
import { heads } from './heads';

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
}

/**
 * The text of /metrics/cadvisor: the families of the recorded kubelet in their order. Samples are appended to
 * one string; there is no object for each of them (30 pods are some 7,000 samples).
 */
export function renderCadvisor(look: CadvisorLook): string {
  const stamps = look.stats.map((stats) => ` ${Math.round(stats.atMs + look.shiftMs)}\n`);
  let out = '';
  for (const head of heads.cadvisor) {
    out += head.text;
    const value = measured[head.name];
    const fixed = described[head.name];
    const special = specials[head.name];
    if (value !== undefined) {
      for (let i = 0; i < look.stats.length; i += 1) {
        const stats = look.stats[i];
        const number = stats === undefined ? undefined : value(stats);
        if (stats !== undefined && number !== undefined)
          out += `${head.name}{${plain(stats.cgroup.labels)}} ${goNumber(number)}${stamps[i]}`;
      }
    } else if (fixed !== undefined) {
      for (const stats of look.stats) {
        const number = fixed(stats);
        if (number !== undefined) out += `${head.name}{${plain(stats.cgroup.labels)}} ${goNumber(number)}\n`;
      }
    } else if (special !== undefined) {
      out += special(head.name, look, stamps);
    }
  }
  return out;
}

type Special = (name: string, look: CadvisorLook, stamps: readonly string[]) => string;

function plain(labels: CgroupLabels): string {
  return labels.first + labels.middle + labels.last;
}

const cpuUsage: Special = (name, look, stamps) => {
  let out = '';
  look.stats.forEach(({ cgroup: { labels }, usage }, i) => {
    out += `${name}{${labels.first}cpu="total",${labels.middle}${labels.last}} ${goNumber(nanoseconds(usage.cpuCoreSeconds))}${stamps[i]}`;
  });
  return out;
};

/** cAdvisor counts whole nanoseconds. */
function nanoseconds(seconds: number): number {
  return Math.round(seconds * 1e9) / 1e9;
}

const lastSeen: Special = (name, look) => {
  let out = '';
  // Seen now, whenever its housekeeping was; recorded a few milliseconds apart.
  look.stats.forEach(({ cgroup: { labels } }, i) => {
    out += `${name}{${plain(labels)}} ${goNumber(Math.floor(look.nowMs / 1000))} ${Math.round(look.nowMs) - (i % 17)}\n`;
  });
  return out;
};

const states = ['iowaiting', 'running', 'sleeping', 'stopped', 'uninterruptible'];

const tasks: Special = (name, look, stamps) => {
  let out = '';
  look.stats.forEach(({ cgroup: { labels } }, i) => {
    for (const state of states) out += `${name}{${plain(labels)},state="${state}"} 0${stamps[i]}`;
  });
  return out;
};

const failures: Special = (name, look, stamps) => {
  let out = '';
  look.stats.forEach((stats, i) => {
    const { first, middle, last } = stats.cgroup.labels;
    for (const type of ['pgfault', 'pgmajfault']) {
      const count = goNumber(type === 'pgfault' ? pageFaults(stats) : 0);
      for (const scope of ['container', 'hierarchy'])
        out += `${name}{${first}failure_type="${type}",${middle}${last},scope="${scope}"} ${count}${stamps[i]}`;
    }
  });
  return out;
};

const ulimits: Special = (name, look, stamps) => {
  let out = '';
  look.stats.forEach(({ cgroup }, i) => {
    const limit = cgroup.kind === 'root' ? 32_768 : 20_000;
    const seen = cgroup.kind === 'root' || ((cgroup.kind === 'sandbox' || cgroup.kind === 'container') && look.node.kubelet.cadvisorLabels);
    if (seen) out += `${name}{${plain(cgroup.labels)},ulimit="max_open_files"} ${limit}${stamps[i]}`;
  });
  return out;
};

type UsageValue = (usage: Usage) => number;

/** Network is known for the node and for sandboxes, and for none of these without the runtime's socket. */
function network(value: UsageValue): Special {
  return (name, look, stamps) => {
    let out = '';
    look.stats.forEach(({ cgroup, usage }, i) => {
      const seen = cgroup.kind === 'root' || (cgroup.kind === 'sandbox' && look.node.kubelet.cadvisorLabels);
      if (!seen) return;
      const { first, middle, last } = cgroup.labels;
      out += `${name}{${first}${middle}interface="eth0",${last}} ${goNumber(value(usage))}${stamps[i]}`;
    });
    return out;
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
  readonly name: string;
  readonly bytes: number;
  readonly usedShare: number;
  readonly inodes: number;
}

function devicesOf(node: WorldNode): readonly Device[] {
  return [
    { name: '/dev/shm', bytes: node.memoryBytes, usedShare: 0, inodes: Math.floor(node.memoryBytes / 8192) },
    { name: '/dev/vda', bytes: 270_553_174_016, usedShare: 0.126, inodes: 16_777_216 },
    { name: '/sys/fs/cgroup', bytes: node.memoryBytes, usedShare: 0, inodes: Math.floor(node.memoryBytes / 8192) },
  ];
}

/** File systems are known for the node alone, as on the recorded cluster. */
function disk(value: (device: Device, usage: Usage) => number): Special {
  return (name, look, stamps) => {
    const root = look.stats.findIndex((stats) => stats.cgroup.kind === 'root');
    const stats = look.stats[root];
    if (stats === undefined) return '';
    const { first, middle, last } = stats.cgroup.labels;
    return devicesOf(look.node)
      .map((device) => `${name}{${first}device="${device.name}",${middle}${last}} ${goNumber(value(device, stats.usage))}${stamps[root]}`)
      .join('');
  };
}

const onDisk = (value: UsageValue) => disk((device, usage) => (device.name === '/dev/vda' ? Math.floor(value(usage)) : 0));
const secondsOnDisk = (share: number) =>
  disk((device, usage) => (device.name === '/dev/vda' ? nanoseconds(((usage.fsReadBytes + usage.fsWriteBytes) / 2e8) * share) : 0));

function machineInfo(value: (node: WorldNode) => number, extra: Readonly<Record<string, string>> = {}): Special {
  return (name, look) => `${name}${machineLabels(look.machine, extra)} ${goNumber(value(look.node))}\n`;
}

function machineLabels(machine: Machine, extra: Readonly<Record<string, string>>): string {
  return labelSet({ boot_id: machine.bootId, machine_id: machine.machineId, ...extra, system_uuid: machine.systemUuid });
}

const versionInfo: Special = (name, { machine }) =>
  `${name}${labelSet({
    cadvisorRevision: '',
    cadvisorVersion: '',
    dockerVersion: '',
    kernelVersion: machine.kernelVersion,
    osVersion: machine.osImage,
  })} 1\n`;

const noError: Special = (name) => `${name} 0\n`;

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
  machine_nvm_capacity: (name, look, stamps) =>
    ['app_direct_mode', 'memory_mode'].map((mode) => machineInfo(() => 0, { mode })(name, look, stamps)).join(''),
  machine_swap_bytes: machineInfo(() => 0),
};
