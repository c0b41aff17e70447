import { DEGRADED, type Fault, SUFFERS } from './fault';

/** A StatefulSet's pod has the same name in every World; which node it is on is the scheduler's business. */
const ZERO_POD = 'demo/cache-0';

export const zeroCpuContainer: Fault = {
  name: 'zero-cpu-container',
  breaks: 'a container of the cache reports CPU 0: metrics-server drops the whole pod',
  apply: (world) => ({
    ...world,
    nodes: world.nodes.map((node) => ({ ...node, kubelet: { ...node.kubelet, zeroCpuPods: [...node.kubelet.zeroCpuPods, ZERO_POD] } })),
  }),
  findings: () => [{ rule: 'pod-dropped-by-metrics-server', subject: `Pod/${ZERO_POD}` }],
  health: () => ({
    cards: { kubelet: DEGRADED, 'metrics-api': SUFFERS, 'kubectl-top': SUFFERS, 'metrics-server': SUFFERS },
    hops: { 'kubelet->metrics-server': SUFFERS, 'containers->kubelet': SUFFERS },
  }),
  settlesSeconds: 60,
};
