import type { World } from '../world/world';
import { type Fault, oneOfNodes, SUFFERS, WORSE } from './fault';

type Health = ReturnType<NonNullable<Fault['health']>>;

/** The map while one kubelet gives nothing to anybody. */
export const kubeletLost = (world: World): Health => ({
  cards: {
    kubelet: oneOfNodes(world),
    cadvisor: oneOfNodes(world),
    'metrics-server': SUFFERS,
    'metrics-api': SUFFERS,
    'kubectl-top': SUFFERS,
    prometheus: SUFFERS,
    hpa: SUFFERS,
  },
  hops: {
    'cadvisor->prometheus': WORSE,
    'kubelet->prometheus': WORSE,
    'containers->kubelet': WORSE,
    'kubelet->metrics-server': WORSE,
    'metrics-api->hpa': SUFFERS,
    'metrics-api->kubectl-top': SUFFERS,
  },
});

/** The same, and its node is found not ready in time: its pods are no endpoints any more. */
export const kubeletAndPodsLost = (world: World): Health => {
  const { cards, hops } = kubeletLost(world);
  return {
    cards: { ...cards, applications: SUFFERS, 'node-exporter': SUFFERS },
    hops: {
      ...hops,
      'applications->prometheus': SUFFERS,
      'node-exporter->prometheus': SUFFERS,
      'node-kernel->node-exporter': SUFFERS,
    },
  };
};
