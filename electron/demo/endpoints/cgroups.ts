import type { Running, RunningContainer, RunningPod } from '../world/running';
import { CgroupLabels } from './cgroupLabels';
import { findNode } from './findNode';

/**
 * The cgroups of a node as cAdvisor sees them. Pods have three layers (pod, sandbox, containers): a plain
 * sum over all of them counts everything thrice, as on a real node.
 */
export type Cgroup = { readonly id: string; readonly labels: CgroupLabels } & (
  | { readonly kind: 'root' }
  | { readonly kind: 'kubepods' }
  | { readonly kind: 'qos'; readonly qos: RunningPod['qos'] }
  | { readonly kind: 'system'; readonly service: 'containerd' | 'kubelet' }
  | { readonly kind: 'pod'; readonly pod: RunningPod }
  | { readonly kind: 'sandbox'; readonly pod: RunningPod }
  | { readonly kind: 'container'; readonly pod: RunningPod; readonly container: RunningContainer }
);

export type CgroupDriver = 'systemd' | 'cgroupfs';

/** Who keeps a node's cgroups from look to look (cgroupMemory.ts). */
interface RemembersCgroups {
  cgroups(pods: readonly RunningPod[], driver: CgroupDriver, labelled: boolean): readonly Cgroup[];
}

export const pauseImage = 'registry.k8s.io/pause:3.10';

/** All cgroups of a node, sorted as a gathered registry prints them: by container, then id. With a memory those that stayed are the same objects. */
export function cgroupsOf(running: Running, node: string, memory?: RemembersCgroups): readonly Cgroup[] {
  const kubelet = findNode(running, node)?.kubelet;
  const driver = kubelet?.cgroupDriver ?? 'systemd';
  const labelled = kubelet?.cadvisorLabels ?? true;
  const pods = running.podsOn(node);
  return memory === undefined ? allCgroups(pods.filter(hasSandbox), driver, labelled) : memory.cgroups(pods, driver, labelled);
}

function allCgroups(pods: readonly RunningPod[], driver: CgroupDriver, labelled: boolean): readonly Cgroup[] {
  const all = [...ownCgroups(driver)];
  for (const pod of pods) all.push(...podCgroups(pod, driver, labelled));
  return all.sort(inGatheredOrder);
}

/** Those that every node has. */
export function ownCgroups(driver: CgroupDriver): readonly Cgroup[] {
  return [
    own('/', { kind: 'root' }),
    own(kubepodsId(driver), { kind: 'kubepods' }),
    own(qosId(driver, 'BestEffort'), { kind: 'qos', qos: 'BestEffort' }),
    own(qosId(driver, 'Burstable'), { kind: 'qos', qos: 'Burstable' }),
    own('/system.slice/containerd.service', { kind: 'system', service: 'containerd' }),
    own('/system.slice/kubelet.service', { kind: 'system', service: 'kubelet' }),
  ];
}

function own<T extends object>(id: string, rest: T): T & { id: string; labels: CgroupLabels } {
  return { id, labels: labelsOf(id), ...rest };
}

export function podCgroups(pod: RunningPod, driver: CgroupDriver, labelled: boolean): Cgroup[] {
  const podPath = podId(driver, pod);
  const sandbox = containerId(driver, podPath, pod.sandboxId);
  const of = (id: string, container: string, image: string, name: string): CgroupLabels =>
    labelled ? labelsOf(id, container, image, name, pod) : labelsOf(id);
  // Without the runtime's socket the kubelet still knows which pod a pod's cgroup belongs to.
  const out: Cgroup[] = [
    { kind: 'pod', pod, id: podPath, labels: labelsOf(podPath, '', '', '', pod) },
    { kind: 'sandbox', pod, id: sandbox, labels: of(sandbox, '', pauseImage, pod.sandboxId) },
  ];
  for (const container of pod.containers) {
    if (container.state !== 'running') continue;
    const id = containerId(driver, podPath, container.id);
    out.push({ kind: 'container', pod, container, id, labels: of(id, container.name, container.image, container.id) });
  }
  return out;
}

function labelsOf(id: string, container = '', image = '', name = '', pod?: RunningPod): CgroupLabels {
  return new CgroupLabels({ container, id, image, name, namespace: pod?.namespace ?? '', pod: pod?.name ?? '' });
}

export function inGatheredOrder(a: Cgroup, b: Cgroup): number {
  const left = a.labels.values.container;
  const right = b.labels.values.container;
  if (left !== right) return left < right ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** A pod has cgroups from its sandbox's start to its end; a finished Job's pod has none. */
export function hasSandbox(pod: RunningPod): boolean {
  return pod.startedMs !== undefined && (pod.phase === 'Running' || pod.phase === 'Pending');
}

function kubepodsId(driver: CgroupDriver): string {
  return driver === 'systemd' ? '/kubepods.slice' : '/kubepods';
}

function qosId(driver: CgroupDriver, qos: RunningPod['qos']): string {
  const level = qos.toLowerCase();
  if (qos === 'Guaranteed') return kubepodsId(driver);
  return driver === 'systemd' ? `/kubepods.slice/kubepods-${level}.slice` : `/kubepods/${level}`;
}

/** Guaranteed pods have no QoS level in the path; systemd writes the UID's dashes as underscores. */
export function podId(driver: CgroupDriver, pod: RunningPod): string {
  const parent = qosId(driver, pod.qos);
  if (driver === 'cgroupfs') return `${parent}/pod${pod.uid}`;
  const level = pod.qos === 'Guaranteed' ? '' : `-${pod.qos.toLowerCase()}`;
  return `${parent}/kubepods${level}-pod${pod.uid.replaceAll('-', '_')}.slice`;
}

export function containerId(driver: CgroupDriver, podPath: string, id: string): string {
  return driver === 'systemd' ? `${podPath}/cri-containerd-${id}.scope` : `${podPath}/${id}`;
}
