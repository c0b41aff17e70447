import type { Cluster } from './cluster';
import { podNetwork, type SimNode } from './simNode';
import type { SimPod } from './simPod';

/** The next free host of the node's pod network; used again only when the network has been gone through. */
export function giveAddress(cluster: Cluster, node: SimNode, pod: SimPod): void {
  if (pod.hostNetwork) {
    pod.ip = node.world.ip;
    return;
  }
  while (node.usedHosts.has(node.nextHost)) node.nextHost = node.nextHost >= 254 ? 2 : node.nextHost + 1;
  node.usedHosts.add(node.nextHost);
  pod.ip = [podNetwork(node.index), node.nextHost].join('');
  node.nextHost = node.nextHost >= 254 ? 2 : node.nextHost + 1;
  cluster.byIp.set(pod.ip, pod);
}

/** Gives the address back; the pod's status keeps showing it. */
export function takeAddress(cluster: Cluster, node: SimNode, pod: SimPod): void {
  if (pod.hostNetwork || pod.ip === undefined || cluster.byIp.get(pod.ip) !== pod) return;
  node.usedHosts.delete(Number(pod.ip.slice(pod.ip.lastIndexOf('.') + 1)));
  cluster.byIp.delete(pod.ip);
}
