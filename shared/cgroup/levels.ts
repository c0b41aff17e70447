// The levels of the kubelet's cgroup tree, one path element each (kubernetes pkg/kubelet/cm, cadvisor container/*/handler.go).

export type CgroupDriver = 'cgroupfs' | 'systemd';
export type QosClass = 'guaranteed' | 'burstable' | 'besteffort';
export type ContainerRuntime = 'containerd' | 'cri-o' | 'docker';

/** The QoS classes with a level of their own; guaranteed pods sit directly below kubepods. */
export type QosLevel = Exclude<QosClass, 'guaranteed'>;

// A static pod's UID is the MD5 of its manifest, without dashes.
const POD_UID = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32})$/;

// CRI-O's sandboxes come without ".scope" even under systemd; its monitor (crio-conmon-ID) is no container, nor are mounts.
const CONTAINER = /^(?:(cri-containerd|crio|docker)-)?([a-z0-9]{64})(\.scope)?$/;

const RUNTIMES: Readonly<Record<string, ContainerRuntime>> = { 'cri-containerd': 'containerd', crio: 'cri-o', docker: 'docker' };

/** `prefix` is the name of the systemd slice of all pods: kubepods, or kubelet-kubepods below another root. */
export function qosLevelOf(driver: CgroupDriver, prefix: string, part: string): QosLevel | undefined {
  for (const qos of ['burstable', 'besteffort'] as const) {
    if (part === (driver === 'cgroupfs' ? qos : `${prefix}-${qos}.slice`)) return qos;
  }
  return undefined;
}

/** The UID in the API's form; undefined where this is no pod. */
export function podLevelOf(driver: CgroupDriver, prefix: string, qos: QosLevel | undefined, part: string): string | undefined {
  const start = driver === 'cgroupfs' ? 'pod' : `${prefix}${qos === undefined ? '' : `-${qos}`}-pod`;
  const end = driver === 'cgroupfs' ? '' : '.slice';
  if (!part.startsWith(start) || !part.endsWith(end)) return undefined;
  const written = part.slice(start.length, part.length - end.length);
  const uid = driver === 'systemd' ? written.replaceAll('_', '-') : written;
  return POD_UID.test(uid) ? uid : undefined;
}

export function containerOf(
  driver: CgroupDriver,
  part: string,
): { readonly containerId: string; readonly runtime?: ContainerRuntime } | undefined {
  const [, word, containerId, scope] = CONTAINER.exec(part) ?? [];
  if (containerId === undefined || (scope !== undefined && driver === 'cgroupfs')) return undefined;
  return word === undefined ? { containerId } : { containerId, runtime: RUNTIMES[word] };
}
