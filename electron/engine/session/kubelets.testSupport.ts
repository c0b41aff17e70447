import type { Discovered } from '../../../shared/model/component';

/** The kubelet of a node as discovery finds it, with nothing to ask. */
export function kubeletOf(node: string): Discovered {
  return {
    id: `kubelet/${node}`,
    card: 'kubelet',
    kind: 'kubelet',
    name: node,
    node,
    pods: [],
    args: [],
    endpoints: [],
    confidence: 'proven',
    because: [],
  };
}
