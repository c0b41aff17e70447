import type { Running } from '../world/running';
import type { WorldNode } from '../world/world';

/** A World never changes, so its nodes are indexed once: with 5,000 nodes a search for each container would be 10⁹ steps. */
const indexes = new WeakMap<readonly WorldNode[], ReadonlyMap<string, WorldNode>>();

/** The node of that name in the world as it is now; undefined when it is gone. */
export function findNode(running: Running, name: string | undefined): WorldNode | undefined {
  if (name === undefined) return undefined;
  const { nodes } = running.world;
  const known = indexes.get(nodes) ?? new Map(nodes.map((node) => [node.name, node]));
  indexes.set(nodes, known);
  return known.get(name);
}
