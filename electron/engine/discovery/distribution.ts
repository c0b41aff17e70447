import { type DistributionName, NODE_SIGNS, type NodeSign } from '../../../shared/knowledge/distributions';
import type { Inventory, NodeObject } from '../../../shared/model/inventory';

export interface Distribution {
  readonly name: DistributionName | 'unknown';
  /** pods: the control plane is to be seen as pods. one-process: inside another process on a node. managed: the provider's, out of sight. */
  readonly controlPlane: 'pods' | 'one-process' | 'managed' | 'unknown';
  /** "Why do you think so?" */
  readonly because: string;
  /** Where the control plane is, for the reader. */
  readonly says: string;
}

interface Shown {
  readonly sign: NodeSign;
  /** Place in NODE_SIGNS: the lowest of all nodes decides. */
  readonly order: number;
  readonly field: string;
}

/** By the very object: a node that did not change shows the same. */
const SHOWN = new WeakMap<NodeObject, { readonly shown?: Shown }>();

/** Which distribution this is, by what its nodes carry; the most particular sign that any node shows decides. */
export function distributionOf(inventory: Inventory): Distribution {
  let best: { readonly node: NodeObject; readonly shown: Shown } | undefined;
  for (const node of inventory.nodes) {
    const shown = signOf(node);
    if (shown && (!best || shown.order < best.shown.order)) best = { node, shown };
  }
  if (best) {
    const { sign, field } = best.shown;
    return { name: sign.name, controlPlane: sign.controlPlane, because: `Node ${best.node.name} has ${field}.`, says: whereOf(sign) };
  }
  return withoutSign(inventory);
}

/** Of one node: the distribution, and the very field that says so. */
export function nodeDistribution(node: NodeObject): { readonly name: DistributionName; readonly sign: string } | undefined {
  const shown = signOf(node);
  return shown && { name: shown.sign.name, sign: shown.field };
}

function signOf(node: NodeObject): Shown | undefined {
  const known = SHOWN.get(node) ?? { shown: firstSign(node) };
  SHOWN.set(node, known);
  return known.shown;
}

function firstSign(node: NodeObject): Shown | undefined {
  for (const [order, sign] of NODE_SIGNS.entries()) {
    const field = shownBy(node, sign);
    if (field) return { sign, order, field };
  }
  return undefined;
}

function withoutSign(inventory: Inventory): Distribution {
  if (inventory.pods.some((pod) => pod.namespace === 'kube-system' && pod.labels['component'] === 'kube-apiserver')) {
    return {
      name: 'unknown',
      controlPlane: 'pods',
      because: 'kube-system has pods with the label component=kube-apiserver.',
      says: 'The control plane runs as pods.',
    };
  }
  const because = inventory.nodes.length === 0 ? 'No node is known.' : 'No node carries a sign of a distribution that is known.';
  return { name: 'unknown', controlPlane: 'unknown', because, says: 'It does not run as pods of this cluster.' };
}

/** The very field, as a sentence ends with it. */
function shownBy(node: NodeObject, sign: NodeSign): string | undefined {
  switch (sign.field) {
    case 'kubeletVersion':
      return sign.matches.test(node.kubeletVersion) ? `kubeletVersion ${node.kubeletVersion}` : undefined;
    case 'providerId':
      return node.providerId && sign.matches.test(node.providerId) ? `providerID ${node.providerId}` : undefined;
    case 'osImage':
      return sign.matches.test(node.osImage) ? `osImage ${node.osImage}` : undefined;
    case 'label':
      return entry('label', node.labels, sign);
    case 'annotation':
      return entry('annotation', node.annotations, sign);
  }
}

function entry(what: string, values: Readonly<Record<string, string>>, sign: NodeSign): string | undefined {
  const found = Object.entries(values).find(([key, value]) => sign.matches.test(`${key}=${value}`));
  return found ? `${what} ${found[0]}=${found[1]}` : undefined;
}

function whereOf(sign: NodeSign): string {
  switch (sign.controlPlane) {
    case 'pods':
      return `In ${sign.name} the control plane runs as pods of kube-system.`;
    case 'one-process':
      return `In ${sign.name} the control plane runs inside one process on the node, not as pods.`;
    case 'managed':
      return `In ${sign.name} the provider runs the control plane; it has no pods here.`;
  }
}
