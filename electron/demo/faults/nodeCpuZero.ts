import { changeKubelet, faultyNode } from '../world/edit';
import { DEGRADED, type Fault, SUFFERS } from './fault';

export const nodeCpuZero: Fault = {
  name: 'node-cpu-zero',
  breaks: 'one kubelet reports CPU 0 for its node: metrics-server leaves the node out',
  apply: (world) => changeKubelet(world, faultyNode(world), { zeroNodeCpu: true }),
  findings: (world) => [{ rule: 'node-dropped-by-metrics-server', subject: `Node/${faultyNode(world)}` }],
  health: () => ({
    cards: { kubelet: DEGRADED, 'metrics-api': SUFFERS, 'kubectl-top': SUFFERS, 'metrics-server': SUFFERS },
    hops: { 'kubelet->metrics-server': SUFFERS, 'containers->kubelet': SUFFERS, 'metrics-api->kubectl-top': SUFFERS },
  }),
  settlesSeconds: 60,
};
