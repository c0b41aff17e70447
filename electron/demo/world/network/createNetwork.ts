import { type DemoNetwork, type Dialled, type Listener, TLS_ALERT } from '../../network';
import { nodeList } from '../life/schedule';
import type { SimNode } from '../life/simNode';
import type { SimWorkload } from '../life/simPod';
import { APISERVER_IP, APISERVER_PORT, backing } from '../objects/services';
import type { RunningPod } from '../running';
import type { Simulation } from '../simulation';
import type { Reach } from '../world';
import type { ListenerTable } from './listeners';

const REFUSED: Dialled = { kind: 'refused', error: 'connect: connection refused' };
const NO_ROUTE: Dialled = { kind: 'refused', error: 'connect: no route to host' };
const NO_CERTIFICATE: Dialled = { kind: 'refused', error: `${TLS_ALERT}tls: internal error` };
const KUBELET_PORT = 10_250;

/**
 * How long a slow answer takes: measured on a kubelet with 2 % of a CPU, /metrics/resource took 5.5 s, and the long pages ran into
 * Prometheus' timeout of 10 s. Who asks through the apiserver waited 5.5 s for any.
 */
const SLOW_MS = 5_500;
const SLOW_LONG_PAGES_MS = { '/metrics': 12_000, '/metrics/cadvisor': 12_000 };

/** The demo's network: addresses of nodes, pods and Services, who listens there, and what of it is cut (Reach, WorldCut). */
export function createNetwork(simulation: Simulation, listeners: ListenerTable): DemoNetwork {
  const { cluster } = simulation;
  const nodesByIp = new Map(nodeList(cluster).map((node) => [node.world.ip, node]));
  const firstNode = nodeList(cluster)[0]?.world.ip;
  let turn = 0;

  function toNode(from: string, node: SimNode, port: number): Dialled {
    if (port === KUBELET_PORT) return reached(from, kubeletReach(from, node), listeners.ofKubelet(node.world.name));
    if (port === APISERVER_PORT && node.world.ip === firstNode) return reached(from, 'answers', listeners.ofApiserver());
    for (const pod of node.pods) if (pod.hostNetwork && listensOn(pod, port)) return toPod(from, pod, port);
    return REFUSED;
  }

  function toPod(from: string, pod: RunningPod, port: number): Dialled {
    return reached(from, cutTo(simulation, from, pod), listensOn(pod, port) ? listeners.ofPod(pod, port) : undefined);
  }

  /** kube-proxy: a Service without ready endpoints refuses. */
  function toService(from: string, workload: SimWorkload, port: number): Dialled {
    const target = workload.spec.service?.ports.find((p) => p.port === port)?.targetPort;
    const ready = backing(workload).filter((pod) => pod.ready && pod.deletionMs === undefined);
    const pod = ready[turn++ % Math.max(1, ready.length)];
    if (target === undefined || pod === undefined) return REFUSED;
    const number = pod.containers.flatMap((c) => c.ports).find((p) => p.name === target)?.port ?? Number(target);
    return toPod(from, pod, number);
  }

  function toName(from: string, host: string, port: number): Dialled {
    const [, name, namespace] = /^([^.]+)\.([^.]+)\.svc(?:\.cluster\.local)?\.?$/.exec(host) ?? [];
    const found = [...cluster.workloads.values()].find(
      (w) => w.spec.service !== undefined && w.spec.name === name && w.spec.namespace === namespace,
    );
    if (found === undefined) return { kind: 'refused', error: `lookup ${host} on 10.96.0.10:53: no such host` };
    return toService(from, found, port);
  }

  return {
    dial(from, host, port) {
      if (!/^[\d.]+$/.test(host)) return toName(from, host, port);
      if (host === APISERVER_IP) return reached(from, 'answers', port === 443 ? listeners.ofApiserver() : undefined);
      const node = nodesByIp.get(host);
      if (node !== undefined) return toNode(from, node, port);
      const pod = cluster.byIp.get(host);
      if (pod !== undefined) return toPod(from, pod, port);
      const service = cluster.serviceIps.get(host);
      return service === undefined ? NO_ROUTE : toService(from, service, port);
    },
  };
}

function reached(from: string, reach: Reach, listener: Listener | undefined): Dialled {
  if (reach === 'hangs') return { kind: 'hangs' };
  if (reach === 'uncertified') return NO_CERTIFICATE;
  if (reach === 'refused' || listener === undefined) return REFUSED;
  if (reach !== 'slow') return { kind: 'listener', listener, delayMs: 0 };
  return { kind: 'listener', listener, delayMs: SLOW_MS, ...(from === 'apiserver' ? {} : { longPagesMs: SLOW_LONG_PAGES_MS }) };
}

function kubeletReach(from: string, { world }: SimNode): Reach {
  return from === 'apiserver' ? world.kubelet.reach : (world.kubelet.reachFromPods ?? world.kubelet.reach);
}

function cutTo({ world }: Simulation, from: string, pod: RunningPod): Reach {
  const { namespace, workload } = pod;
  return (
    world.cuts?.find((cut) => cut.from === from && cut.to.namespace === namespace && cut.to.workload === workload.name)?.reach ?? 'answers'
  );
}

/** A program listens while its container runs. Ports that a pod does not declare may be listened on all the same. */
function listensOn(pod: RunningPod, port: number): boolean {
  const declaring = pod.containers.find((c) => c.ports.some((p) => p.port === port));
  if (declaring !== undefined) return declaring.state === 'running';
  return !pod.hostNetwork && pod.containers.some((c) => c.state === 'running');
}
