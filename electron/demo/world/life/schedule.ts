import { nodeLabels } from '../objects/nodes';
import { hash32 } from '../seeded';
import type { WorldWorkload } from '../world';
import type { Cluster } from './cluster';
import type { SimNode } from './simNode';

const INFRASTRUCTURE = new Set(['kube-system', 'monitoring']);

/**
 * The node for a pod of a Deployment, StatefulSet or Job. The monitoring components stand on the first node, as on a
 * node pool of their own, so that a fault of another node does not take Prometheus with it; the rest is spread. Nodes
 * that are not ready are tainted and get nothing. undefined: none will do.
 */
export function chooseNode(cluster: Cluster, workload: WorldWorkload, serial: number): SimNode | undefined {
  if (workload.stuck?.reason === 'Unschedulable') return undefined;
  const nodes = nodeList(cluster);
  const first = INFRASTRUCTURE.has(workload.namespace)
    ? 0
    : (hash32(cluster.seed, 'spread', workload.namespace, workload.name) + serial) % nodes.length;
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[(first + i) % nodes.length];
    if (node?.ready.on === true) return node;
  }
  return undefined;
}

const lists = new WeakMap<Cluster, readonly SimNode[]>();

/** Nodes do not come and go while a cluster runs. */
export function nodeList(cluster: Cluster): readonly SimNode[] {
  const known = lists.get(cluster);
  if (known !== undefined) return known;
  const made = [...cluster.nodes.values()];
  lists.set(cluster, made);
  return made;
}

/** Nodes that are to have a pod of a DaemonSet. It tolerates what is wrong with them. */
export function nodesFor(cluster: Cluster, workload: WorldWorkload): readonly SimNode[] {
  const wanted = Object.entries(workload.nodeSelector ?? {});
  return nodeList(cluster).filter((node) => {
    const labels = nodeLabels(node.world.name);
    return wanted.every(([key, value]) => labels[key] === value);
  });
}
