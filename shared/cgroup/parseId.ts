import { type CgroupDriver, type ContainerRuntime, containerOf, podLevelOf, type QosClass, qosLevelOf } from './levels';

export type { CgroupDriver, ContainerRuntime, QosClass } from './levels';

/** What a cgroup id proves, nothing more: a field it does not prove is left out. */
export interface CgroupId {
  readonly kind: 'root' | 'kubepods' | 'qos' | 'pod' | 'container' | 'other';
  readonly driver?: CgroupDriver;
  readonly qos?: QosClass;
  /** As the API writes it, with dashes; a static pod's 32 hexadecimal digits stay as they are. */
  readonly podUid?: string;
  readonly containerId?: string;
  /** Only where the id names it: with the cgroupfs driver containerd and Docker look alike. */
  readonly runtime?: ContainerRuntime;
}

const CGROUPFS_ROOT = 'kubepods';
const SYSTEMD_ROOT = /^((?:.+-)?kubepods)\.slice$/;

// A kubelet that thinks in systemd slices over a containerd that does not: the whole path becomes one name.
const JOINED = /^((?:.+-)?kubepods)((?:-burstable|-besteffort)?-pod[0-9a-z_]+)\.slice:cri-containerd:([a-z0-9]{64})$/;

/**
 * Reads the `id` of a cAdvisor series. Whatever stands before kubepods is taken as the cgroup root the kubelet was given
 * (`--cgroup-root`, kind, k3s). Below a container only crun's own child counts as that container.
 */
export function parseCgroupId(id: string): CgroupId {
  if (id === '/') return { kind: 'root' };
  const parts = id.split('/').filter((part) => part !== '');
  if (!id.startsWith('/') || parts.length === 0) return { kind: 'other' };
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i] ?? '';
    if (part === CGROUPFS_ROOT) return below('cgroupfs', '', parts.slice(i + 1));
    const prefix = SYSTEMD_ROOT.exec(part)?.[1];
    if (prefix !== undefined) return below('systemd', prefix, parts.slice(i + 1));
  }
  return joined(parts[parts.length - 1] ?? '');
}

function below(driver: CgroupDriver, prefix: string, parts: readonly string[]): CgroupId {
  if (parts.length === 0) return { kind: 'kubepods', driver };
  const qosLevel = qosLevelOf(driver, prefix, parts[0] ?? '');
  const rest = qosLevel === undefined ? parts : parts.slice(1);
  const [podPart, ...inPod] = rest;
  if (podPart === undefined) return { kind: 'qos', driver, qos: qosLevel };
  const podUid = podLevelOf(driver, prefix, qosLevel, podPart);
  if (podUid === undefined) return qosLevel === undefined ? { kind: 'other', driver } : { kind: 'other', driver, qos: qosLevel };
  return inPodOf({ kind: 'pod', driver, qos: qosLevel ?? 'guaranteed', podUid }, driver, inPod);
}

function inPodOf(pod: CgroupId, driver: CgroupDriver, parts: readonly string[]): CgroupId {
  const [containerPart, child, ...deeper] = parts;
  if (containerPart === undefined) return pod;
  const container = containerOf(driver, containerPart);
  if (container === undefined) return { ...pod, kind: 'other' };
  const same = deeper.length === 0 && (child === undefined || child === 'container');
  return { ...pod, ...container, kind: same ? 'container' : 'other' };
}

function joined(part: string): CgroupId {
  const [, prefix = '', pod = '', containerId] = JOINED.exec(part) ?? [];
  const qos = /^-(burstable|besteffort)/.exec(pod)?.[1];
  const qosLevel = qos === 'burstable' || qos === 'besteffort' ? qos : undefined;
  const podUid = podLevelOf('systemd', prefix, qosLevel, `${prefix}${pod}.slice`);
  if (podUid === undefined) return { kind: 'other' };
  return { kind: 'container', driver: 'systemd', qos: qosLevel ?? 'guaranteed', podUid, containerId, runtime: 'containerd' };
}
