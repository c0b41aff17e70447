import type { Running, RunningPod } from '../world/running';
import { type CgroupStats, reportedUsage } from './cgroupStats';
import { heads } from './heads';
import { labelsOfText } from './labelSets';
import { lazily } from './lazily';
import { familiesOf, type SampleWriter } from './sampleWriter';

export interface ResourceLook {
  readonly running: Running;
  readonly stats: readonly CgroupStats[];
  /** Milliseconds that the node's clock is ahead. */
  readonly shiftMs: number;
  /** False: container figures come from the runtime itself, read at the moment of the request. */
  readonly cadvisorLabels: boolean;
  /** The node's own CPU time is not found. */
  readonly zeroNodeCpu?: boolean;
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

/** With the pods' own cgroups, or containers alone. */
export function readResources(look: ResourceLook, of: 'pods and containers' | 'containers'): NodeReading {
  const pods = new Map<string, { own?: ResourceReading; pod: RunningPod; containers: ContainerReading[] }>();
  for (const stats of look.stats) {
    const { cgroup } = stats;
    if (cgroup.kind !== 'pod') continue;
    const own = of === 'containers' ? {} : { own: toReading(stats, look.shiftMs) };
    pods.set(cgroup.pod.uid, { pod: cgroup.pod, ...own, containers: [] });
  }
  for (const stats of look.stats) {
    if (stats.cgroup.kind !== 'container') continue;
    const { container, pod } = stats.cgroup;
    const { atMs, cpuCoreSeconds, memoryBytes } = look.cadvisorLabels ? toReading(stats, look.shiftMs) : fromRuntime(look, stats.cgroup);
    const startedMs = (container.startedMs ?? pod.createdMs) + look.shiftMs;
    pods.get(pod.uid)?.containers.push({ atMs, cpuCoreSeconds, memoryBytes, name: container.name, startedMs });
  }
  return { node: nodeReading(look), pods: [...pods.values()] };
}

function nodeReading(look: ResourceLook): ResourceReading {
  const root = look.stats.find(({ cgroup }) => cgroup.kind === 'root');
  if (root === undefined) return { atMs: look.running.nowMs + look.shiftMs, cpuCoreSeconds: 0, memoryBytes: 0 };
  const reading = toReading(root, look.shiftMs);
  return look.zeroNodeCpu === true ? { ...reading, cpuCoreSeconds: 0 } : reading;
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

interface Row {
  /** The labels' text, by which rows are sorted. */
  readonly key: string;
  readonly reading: ResourceReading;
  readonly startedMs?: number;
}

type Level = 'container' | 'pod' | 'node';

function levelOf(name: string): Level {
  return name.startsWith('container_') ? 'container' : name.startsWith('pod_') ? 'pod' : 'node';
}

/**
 * /metrics/resource (kubelet collectors/resource_metrics.go): CPU, memory and swap with the time of the reading, start
 * times without. No id, image or name, and only real containers: a plain sum is right here.
 */
export function writeResources(look: ResourceLook, writer: SampleWriter): void {
  const reading = lazily(() => readResources(look, 'pods and containers'));
  const made = new Map<Level, readonly Row[]>();
  for (const head of heads.resource) {
    const { name } = head;
    writer.family(head);
    if (name === 'resource_scrape_error' || name === 'scrape_error') writer.sample(name, undefined, 0);
    else if (!writer.wants(name)) writer.leaveOut(hasValues(name) ? countOf(look, levelOf(name)) : 0);
    else {
      const level = levelOf(name);
      const rows = made.get(level) ?? rowsOf(look, reading, level);
      made.set(level, rows);
      writeFamily(name, rows, writer);
    }
  }
}

/** What reading the text gives as families. */
export const resourceFamilies = lazily(() => familiesOf(heads.resource));

function countOf({ stats }: ResourceLook, level: Level): number {
  return level === 'node' ? 1 : stats.filter(({ cgroup }) => cgroup.kind === level).length;
}

function rowsOf(look: ResourceLook, reading: () => NodeReading, level: Level): readonly Row[] {
  if (level === 'node') return [{ key: '', reading: nodeReading(look) }];
  const rows = reading().pods.flatMap(({ pod, own, containers }): readonly Row[] => {
    const place = `namespace="${pod.namespace}",pod="${pod.name}"`;
    if (level === 'pod') return own === undefined ? [] : [{ key: place, reading: own }];
    return containers.map((each) => ({ key: `container="${each.name}",${place}`, reading: each, startedMs: each.startedMs }));
  });
  return rows.sort(byKey);
}

function byKey(a: Row, b: Row): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

function writeFamily(name: string, rows: readonly Row[], writer: SampleWriter): void {
  for (const { key, reading, startedMs } of rows) {
    const value = sampleValue(name, reading, startedMs);
    const labels = key === '' ? undefined : labelsOfText(key);
    if (value !== undefined) writer.sample(name, labels, value, name === START_TIME ? undefined : reading.atMs);
  }
}

const START_TIME = 'container_start_time_seconds';

function hasValues(name: string): boolean {
  return sampleValue(name, { atMs: 0, cpuCoreSeconds: 0, memoryBytes: 0 }, 0) !== undefined;
}

function sampleValue(name: string, reading: ResourceReading, startedMs: number | undefined): number | undefined {
  if (name.endsWith('_cpu_usage_seconds_total')) return reading.cpuCoreSeconds;
  if (name.endsWith('_memory_working_set_bytes')) return reading.memoryBytes;
  if (name === START_TIME) return startedMs === undefined ? undefined : startedMs / 1000;
  return name.includes('_swap_') ? 0 : undefined;
}
