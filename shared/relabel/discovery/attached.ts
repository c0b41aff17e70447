import { type AttachMetadata, byName, type ClusterObjects, textAt } from './clusterObjects';
import { type Labels, objectLabels, pairsOf } from './metaLabels';

/** What attach_metadata adds; nothing where it is off or the object is not there. */
export interface Attached {
  /** Undefined where nodes are attached and this one is not known: such a pod is no target. */
  node(name: string): Labels | undefined;
  namespace(name: string): Labels;
}

export function attachedBy(attach: AttachMetadata, objects: ClusterObjects): Attached {
  const nodes = attach.node === true ? byName(objects.nodes) : undefined;
  const namespaces = attach.namespace === true ? byName(objects.namespaces) : undefined;
  return {
    node: (name) => {
      if (nodes === undefined) return {};
      const node = nodes.get(name);
      return node === undefined ? undefined : objectLabels(node, 'node');
    },
    namespace: (name) => pairsOf(namespaces?.get(name), 'namespace'),
  };
}

export function namespaceOf(object: unknown): string {
  return textAt(object, 'metadata', 'namespace');
}
