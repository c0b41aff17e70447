import { Tally } from '../tally';

/** What of a node-exporter's answer is charted: gauges, and counters since the node booted. */
export interface NodeCounts {
  readonly load: ReadonlyMap<string, number>;
  readonly cpus: number;
  readonly memoryTotalBytes?: number;
  readonly memoryAvailableBytes?: number;
  /** Mount point -> the share of it in use, as df has it: without what is kept for root. */
  readonly filesystems: ReadonlyMap<string, number>;
  /** "read", "written", over the disks. */
  readonly diskBytes: ReadonlyMap<string, number>;
  /** "received", "sent", over the interfaces. */
  readonly networkBytes: ReadonlyMap<string, number>;
}

const LOADS: ReadonlyMap<string, string> = new Map([
  ['node_load1', '1 min'],
  ['node_load5', '5 min'],
  ['node_load15', '15 min'],
]);
const DISK: ReadonlyMap<string, string> = new Map([
  ['node_disk_read_bytes_total', 'read'],
  ['node_disk_written_bytes_total', 'written'],
]);
const NETWORK: ReadonlyMap<string, string> = new Map([
  ['node_network_receive_bytes_total', 'received'],
  ['node_network_transmit_bytes_total', 'sent'],
]);
/** Of these the samples are shown to the reader. */
export const NODE_COUNTED: ReadonlySet<string> = new Set([
  ...LOADS.keys(),
  ...DISK.keys(),
  ...NETWORK.keys(),
  'node_memory_MemTotal_bytes',
  'node_memory_MemAvailable_bytes',
  'node_cpu_seconds_total',
  'node_filesystem_size_bytes',
  'node_filesystem_avail_bytes',
]);
/** Made of other disks, or of memory: what they read and write is counted there already, or never reaches a disk. */
const MADE_OF_OTHERS = /^(dm-|md|loop|ram|zram|nbd)/;
/** Within the node, or laid over an interface that counts the same bytes. */
const WITHIN_NODE =
  /^(lo$|veth|cni|cbr|docker|br-|virbr|cali|flannel|cilium|lxc|weave|kube-|nodelocaldns|tunl|vxlan|geneve|dummy|ifb|bond)/;
const NO_DISK: ReadonlySet<string> = new Set(['tmpfs', 'ramfs', 'overlay', 'squashfs', 'devtmpfs', 'shm', 'fuse.lxcfs', 'nsfs']);

interface Mount {
  readonly path: string;
  size?: number;
  available?: number;
}

/** Adds up what it is shown of one exposition (names since node-exporter 0.16). */
export class NodeCountsReader {
  private readonly load = new Tally();
  private readonly disk = new Tally();
  private readonly network = new Tally();
  private readonly gauges = new Tally();
  private readonly mounts = new Map<string, Mount>();
  private cpus = 0;

  see(name: string, labels: Readonly<Record<string, string>>, value: number): void {
    const device = labels['device'] ?? '';
    const [load, disk, network] = [LOADS.get(name), DISK.get(name), NETWORK.get(name)];
    if (load !== undefined) this.load.add(load, value);
    else if (disk !== undefined) {
      if (!MADE_OF_OTHERS.test(device)) this.disk.add(disk, value);
    } else if (network !== undefined) {
      if (!WITHIN_NODE.test(device)) this.network.add(network, value);
    } else if (name === 'node_memory_MemTotal_bytes' || name === 'node_memory_MemAvailable_bytes') this.gauges.add(name, value);
    else if (name === 'node_cpu_seconds_total' && labels['mode'] === 'idle') this.cpus += 1;
    else if (name === 'node_filesystem_size_bytes') this.seeMount(labels, { size: value });
    else if (name === 'node_filesystem_avail_bytes') this.seeMount(labels, { available: value });
  }

  /** A device that is mounted in many places is one disk: the shortest path stands for it. */
  private seeMount(labels: Readonly<Record<string, string>>, seen: Partial<Mount>): void {
    const { device = '', fstype = '', mountpoint = '' } = labels;
    if (NO_DISK.has(fstype)) return;
    const known = this.mounts.get(device);
    if (!known || mountpoint.length < known.path.length) this.mounts.set(device, { path: mountpoint, ...seen });
    else if (mountpoint === known.path) Object.assign(known, seen);
  }

  counts(): NodeCounts {
    return {
      load: new Map([...LOADS.values()].flatMap((minutes) => entryOf(this.load.values, minutes))),
      cpus: this.cpus,
      memoryTotalBytes: this.gauges.values.get('node_memory_MemTotal_bytes'),
      memoryAvailableBytes: this.gauges.values.get('node_memory_MemAvailable_bytes'),
      filesystems: this.filesystems(),
      diskBytes: this.disk.values,
      networkBytes: this.network.values,
    };
  }

  private filesystems(): ReadonlyMap<string, number> {
    const used = new Tally();
    for (const { path, size, available } of this.mounts.values())
      if (size !== undefined && size > 0 && available !== undefined) used.add(path, 1 - available / size);
    return used.values;
  }
}

function entryOf(values: ReadonlyMap<string, number>, name: string): (readonly [string, number])[] {
  const value = values.get(name);
  return value === undefined ? [] : [[name, value]];
}
