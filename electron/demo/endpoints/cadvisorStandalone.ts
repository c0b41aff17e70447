import type { Listener } from '../network';
import type { ObjectStore } from '../objects';
import type { Running, RunningPod } from '../world/running';
import { exposition, notFound, text } from './answers';
import { writeCadvisor } from './cadvisor';
import { statsOf } from './cgroupStats';
import { hasSandbox, ownCgroups, podCgroups } from './cgroups';
import { findNode } from './findNode';
import { Housekept } from './housekept';
import type { LabelSet } from './labelSets';
import { machineOf } from './machine';
import { nodeBootedMs } from './processStart';
import { RetiredUsage } from './retiredUsage';
import { type FamilyHead, TextWriter } from './sampleWriter';
import { standaloneCgroup } from './standaloneLabels';

export interface StandaloneOptions {
  readonly pod: RunningPod;
  /** What is true now; asked again for each request. */
  readonly running: () => Running;
  readonly objects: ObjectStore;
}

/** Families of --enable_metrics=app,cpu,diskIO,memory,network,oom_event, as recorded of cAdvisor 0.52 on cgroup v2. */
const ENABLED =
  /^(cadvisor_version_info|container_(cpu_(cfs_\w+|(usage|user|system)_seconds_total)|last_seen|memory_\w+|network_\w+|oom_events_total|scrape_error|spec_\w+|start_time_seconds)|machine_\w+)$/;

/** The runtime's socket lies in this directory of the demo's nodes. */
const SOCKET_FOLDER = '/run/containerd';

/** A cAdvisor that runs as a pod (port 8080): the cgroups of its node, with names where the runtime's socket is mounted. */
export function cadvisorStandalone({ pod, running, objects }: StandaloneOptions): Listener {
  const retired = new RetiredUsage();
  const housekept = new Housekept();
  const reachesRuntime = pod.containers.some(({ more }) => mounts(more).includes(SOCKET_FOLDER));

  function metrics(): string | undefined {
    const now = running();
    const node = pod.node === undefined ? undefined : findNode(now, pod.node);
    if (node === undefined) return undefined;
    const driver = node.kubelet.cgroupDriver ?? 'systemd';
    const pods = now.podsOn(node.name).filter(hasSandbox);
    const cgroups = [...ownCgroups(driver), ...pods.flatMap((each) => podCgroups(each, driver, true))]
      .flatMap((each) => standaloneCgroup(each, reachesRuntime) ?? [])
      .sort((a, b) => (a.labels.plain.text < b.labels.plain.text ? -1 : 1));
    const stats = statsOf(now, node.name, cgroups, retired, housekept, nodeBootedMs(now, objects, node.name));
    const shiftMs = node.kubelet.clockAheadSeconds * 1000;
    const seen = { ...node, kubelet: { ...node.kubelet, cadvisorLabels: reachesRuntime } };
    const writer = new EnabledWriter(Math.round(now.nowMs + shiftMs));
    writeCadvisor({ node: seen, machine: machineOf(objects, node), stats, nowMs: now.nowMs + shiftMs, shiftMs }, writer);
    return writer.text;
  }

  return {
    scheme: 'http',
    handle({ path }) {
      if (path === '/healthz') return text(200, 'ok');
      const body = path === '/metrics' ? metrics() : undefined;
      return body === undefined ? notFound() : exposition(body, 'plain');
    },
  };
}

function mounts(more: Readonly<Record<string, unknown>> | undefined): readonly unknown[] {
  const list = more?.['volumeMounts'];
  return Array.isArray(list) ? list.map((each: unknown) => (isMount(each) ? each.mountPath : undefined)) : [];
}

function isMount(value: unknown): value is { readonly mountPath: string } {
  return typeof value === 'object' && value !== null && 'mountPath' in value && typeof value.mountPath === 'string';
}

/** Leaves out the families that are not enabled, their heads too; what it knows of the machine is stamped, unlike in a kubelet. */
class EnabledWriter extends TextWriter {
  constructor(private readonly nowMs: number) {
    super();
  }

  override wants(name?: string): boolean {
    return name === undefined || ENABLED.test(name);
  }

  override family(head: FamilyHead): void {
    if (this.wants(head.name)) super.family(head);
  }

  override sample(name: string, labels: LabelSet | undefined, value: number, timestampMs?: number): void {
    const isOfMachine = name.startsWith('machine_') && labels !== undefined;
    super.sample(name, labels, value, isOfMachine ? this.nowMs : timestampMs);
  }
}
