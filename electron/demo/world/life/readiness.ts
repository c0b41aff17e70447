import type { World, WorldNode } from '../world';
import type { SimPod } from './simPod';

/** Whether pods get through to a kubelet, fast or slowly. */
export function kubeletAnswersPods(node: WorldNode): boolean {
  const reach = node.kubelet.reachFromPods ?? node.kubelet.reach;
  return reach === 'answers' || reach === 'slow';
}

/** metrics-server is ready when it has metrics of some node (its /readyz check metric-storage-ready). */
function metricsServerHasData({ metricsServer, nodes }: World): boolean {
  const { kubeletInsecureTls, mayReadKubelets } = metricsServer;
  return kubeletInsecureTls && mayReadKubelets && callsByAddress(metricsServer) && nodes.some(kubeletAnswersPods);
}

/** Nodes of the demo have an internal address and a name, which the cluster's DNS does not know. */
function callsByAddress({ addressTypes = ['InternalIP'] }: World['metricsServer']): boolean {
  return addressTypes.find((type) => type === 'InternalIP' || type === 'Hostname') === 'InternalIP';
}

/** What the readiness probes of a running pod's containers say, once they have been asked. */
export function probesSucceed(world: World, pod: SimPod): boolean {
  const spec = pod.birth.workload.spec;
  if (!spec.ready) return false;
  if (spec.namespace === 'kube-system' && spec.name === 'metrics-server') return metricsServerHasData(world);
  return true;
}

interface Probe {
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly failureThreshold?: number;
}

function slowest(pod: SimPod, milliseconds: (probe: Probe) => number): number {
  const probes = pod.containers.flatMap((c) => (c.more?.['readinessProbe'] as Probe | undefined) ?? []);
  return probes.reduce((most, probe) => Math.max(most, milliseconds(probe)), 0);
}

/** From a container's start to the first answer that counts. */
export function probeDelayMs(pod: SimPod): number {
  return slowest(pod, (p) => (p.initialDelaySeconds ?? 0) * 1000 + 1000);
}

/** From the first failure to the pod being unready: failureThreshold x period. */
export function failureDelayMs(pod: SimPod): number {
  return slowest(pod, (p) => (p.failureThreshold ?? 3) * (p.periodSeconds ?? 10) * 1000);
}
