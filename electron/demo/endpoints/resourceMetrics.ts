import type { Running, RunningPod } from '../world/running';
import type { WorldNode } from '../world/world';
import { type CgroupStats, reportedUsage } from './cgroupStats';
import { containerId, hasSandbox, podId } from './cgroups';
import { goNumber } from './goNumber';
import { heads } from './heads';

export interface ResourceLook {
  readonly running: Running;
  readonly node: string;
  readonly stats: readonly CgroupStats[];
  /** Milliseconds that the node's clock is ahead. */
  readonly shiftMs: number;
  /** False: container figures come from the runtime itself, read at the moment of the request. */
  readonly cadvisorLabels: boolean;
}

/** One CPU and memory reading with the time it was taken. */
export interface ResourceReading {
  readonly atMs: number;
  readonly cpuCoreSeconds: number;
  readonly memoryBytes: number;
}

export interface ContainerReading extends ResourceReading {
  readonly name: string;
  readonly startedMs: number;
}

export interface PodReading {
  readonly pod: RunningPod;
  /** Of the pod's own cgroup; absent where only containers were read. */
  readonly own?: ResourceReading;
  readonly containers: readonly ContainerReading[];
}

/** What /metrics/resource tells, before it is text: metrics-server's direct way uses it as it is. */
export interface NodeReading {
  readonly node: ResourceReading;
  readonly pods: readonly PodReading[];
}

export function readResources(look: ResourceLook): NodeReading {
  const pods = new Map<string, { reading: ResourceReading; pod: RunningPod; containers: ContainerReading[] }>();
  let node: ResourceReading = { atMs: look.running.nowMs + look.shiftMs, cpuCoreSeconds: 0, memoryBytes: 0 };
  for (const stats of look.stats) {
    const { cgroup } = stats;
    if (cgroup.kind === 'root') node = toReading(stats, look.shiftMs);
    else if (cgroup.kind === 'pod') pods.set(cgroup.pod.uid, { pod: cgroup.pod, reading: toReading(stats, look.shiftMs), containers: [] });
  }
  for (const stats of look.stats) {
    if (stats.cgroup.kind !== 'container') continue;
    const { container, pod } = stats.cgroup;
    const reading = look.cadvisorLabels ? toReading(stats, look.shiftMs) : fromRuntime(look, stats.cgroup);
    const startedMs = (container.startedMs ?? pod.createdMs) + look.shiftMs;
    pods.get(pod.uid)?.containers.push({ ...reading, name: container.name, startedMs });
  }
  return { node, pods: [...pods.values()].map(({ pod, reading, containers }) => ({ own: reading, pod, containers })) };
}

function toReading(stats: Pick<CgroupStats, 'atMs' | 'usage'>, shiftMs: number): ResourceReading {
  return {
    atMs: Math.round(stats.atMs + shiftMs),
    cpuCoreSeconds: Math.round(stats.usage.cpuCoreSeconds * 1e9) / 1e9,
    memoryBytes: Math.round(stats.usage.memoryWorkingSetBytes),
  };
}

function fromRuntime(look: ResourceLook, cgroup: CgroupStats['cgroup'] & { kind: 'container' }): ResourceReading {
  const atMs = look.running.nowMs;
  return toReading({ atMs, usage: reportedUsage(look.running, cgroup.pod, cgroup.container, atMs) }, look.shiftMs);
}

/** The readings that metrics-server uses (node and containers), without looking at any other cgroup: for thousands of nodes. */
export function readContainers(running: Running, node: WorldNode, shiftMs: number): NodeReading {
  const driver = node.kubelet.cgroupDriver ?? 'systemd';
  const at = (cgroup: string) => running.housekeptAt(node.name, cgroup, running.nowMs);
  const pods = running
    .podsOn(node.name)
    .filter(hasSandbox)
    .map((pod): PodReading => {
      const path = podId(driver, pod);
      const containers = pod.containers
        .filter((container) => container.state === 'running')
        .map((container) => {
          const atMs = node.kubelet.cadvisorLabels ? at(containerId(driver, path, container.id)) : running.nowMs;
          const usage = reportedUsage(running, pod, container, atMs);
          const startedMs = (container.startedMs ?? pod.createdMs) + shiftMs;
          return { ...toReading({ atMs, usage }, shiftMs), name: container.name, startedMs };
        });
      return { pod, containers };
    });
  const rootMs = at('/');
  return { node: toReading({ atMs: rootMs, usage: running.nodeUsage(node.name, rootMs) }, shiftMs), pods };
}

interface Row {
  readonly labels: string;
  readonly reading: ResourceReading;
  readonly startedMs?: number;
}

/**
 * The text of /metrics/resource (kubelet collectors/resource_metrics.go): CPU, memory and swap with the time of
 * the reading, start times without. No id, image or name, and only real containers: a plain sum is right here.
 */
export function renderResources(reading: NodeReading): string {
  const containers: Row[] = [];
  const pods: Row[] = [];
  for (const pod of reading.pods) {
    const place = `namespace="${pod.pod.namespace}",pod="${pod.pod.name}"`;
    if (pod.own !== undefined) pods.push({ labels: `{${place}}`, reading: pod.own });
    for (const container of pod.containers)
      containers.push({ labels: `{container="${container.name}",${place}}`, reading: container, startedMs: container.startedMs });
  }
  containers.sort(byLabels);
  pods.sort(byLabels);
  const rows = { container: containers, pod: pods, node: [{ labels: '', reading: reading.node }] };
  return heads.resource.map((head) => head.text + samplesOf(head.name, rows)).join('');
}

function byLabels(a: Row, b: Row): number {
  return a.labels < b.labels ? -1 : a.labels > b.labels ? 1 : 0;
}

function samplesOf(name: string, rows: Readonly<Record<'container' | 'pod' | 'node', readonly Row[]>>): string {
  if (name === 'resource_scrape_error' || name === 'scrape_error') return `${name} 0\n`;
  const level = name.startsWith('container_') ? 'container' : name.startsWith('pod_') ? 'pod' : 'node';
  let out = '';
  for (const row of rows[level]) {
    const value = sampleValue(name, row);
    if (value === undefined) continue;
    const stamp = name === 'container_start_time_seconds' ? '' : ` ${row.reading.atMs}`;
    out += `${name}${row.labels} ${goNumber(value)}${stamp}\n`;
  }
  return out;
}

function sampleValue(name: string, row: Row): number | undefined {
  if (name.endsWith('_cpu_usage_seconds_total')) return row.reading.cpuCoreSeconds;
  if (name.endsWith('_memory_working_set_bytes')) return row.reading.memoryBytes;
  if (name === 'container_start_time_seconds') return row.startedMs === undefined ? undefined : row.startedMs / 1000;
  return name.includes('_swap_') ? 0 : undefined;
}
