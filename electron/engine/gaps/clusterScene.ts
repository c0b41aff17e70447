import type { ClusterScene, GapTarget } from '../../../shared/analysis/gaps/scene';
import type { Inventory, PodObject } from '../../../shared/model/inventory';
import type { GapMemory } from './gapMemory';

/** What the watched objects say of the node and the pod behind a target. */
export function clusterScene(
  { node: nodeName, pod, instance }: GapTarget,
  inventory: Inventory,
  memory: Pick<GapMemory, 'renewalsOf'>,
  askedMs: number,
): ClusterScene {
  const host = instance.replace(/:\d+$/, '');
  const podsListed = inventory.listed.some(({ resource, state }) => resource === 'pods' && (state === 'watching' || state === 'polling'));
  const own =
    pod === undefined ? undefined : inventory.pods.find(({ name, namespace }) => name === pod.name && namespace === pod.namespace);
  const node = inventory.nodes.find(
    ({ name, addresses }) => name === (nodeName ?? own?.node ?? host) || addresses.some(({ address }) => address === host),
  );
  const ready = node?.conditions.find(({ type }) => type === 'Ready');
  const events = inventory.events
    .filter(({ regarding }) => regarding.name === node?.name || (pod !== undefined && regarding.name === pod.name))
    .map(({ reason, lastMs, message, regarding }) => ({ reason, atMs: lastMs, message, of: `${regarding.kind} ${regarding.name}` }));
  return {
    askedMs,
    events,
    ...(node === undefined || ready === undefined
      ? {}
      : {
          node: {
            name: node.name,
            ready: ready.status,
            renewalsMs: memory.renewalsOf(node.name),
            ...(ready.sinceMs === undefined ? {} : { sinceMs: ready.sinceMs }),
            ...(ready.reason === undefined ? {} : { reason: ready.reason }),
          },
        }),
    ...(pod === undefined || !podsListed
      ? {}
      : {
          pod: {
            name: pod.name,
            gone: own === undefined,
            ...(own === undefined ? {} : { createdMs: own.createdMs }),
            successors: own === undefined ? successors(pod, inventory.pods) : [],
          },
        }),
  };
}

/** Pods of the same workload: their names begin alike up to the parts that are made up. */
function successors({ namespace, name }: { readonly namespace: string; readonly name: string }, pods: readonly PodObject[]) {
  const stem = name.replace(/(-[a-z0-9]{5,10})?-[a-z0-9]{5}$/, '');
  if (stem === name) return [];
  return pods
    .filter((each) => each.namespace === namespace && each.name.startsWith(`${stem}-`))
    .map((each) => ({ name: each.name, createdMs: each.createdMs }));
}
