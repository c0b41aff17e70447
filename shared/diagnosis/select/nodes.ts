import type { NodeObject, PodObject } from '../../model/inventory';
import { conditionOf } from './conditions';

export function nodeSubject(name: string): string {
  return `Node/${name}`;
}

/** The clock of a node: what a wrong one brings into trouble, and not any other fault of the node. */
export function clockSubject(node: string): string {
  return `clock/${node}`;
}

/** Ready is True; a node without the condition is not taken for one that is. */
export function isNodeReady(node: NodeObject | undefined): boolean {
  return node !== undefined && conditionOf(node.conditions, 'Ready')?.status === 'True';
}

/** Names of the nodes that say they are not Ready, or whose kubelet has stopped saying anything. */
export function nodesNotReady(nodes: readonly NodeObject[]): ReadonlySet<string> {
  return new Set(nodes.filter((node) => !isNodeReady(node)).map(({ name }) => name));
}

export function nodesOfPods(pods: readonly PodObject[]): readonly string[] {
  return [...new Set(pods.flatMap(({ node }) => (node === undefined ? [] : [nodeSubject(node)])))];
}
