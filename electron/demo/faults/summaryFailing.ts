import { changeKubelet, faultyNode } from '../world/edit';
import type { Fault } from './fault';

export const summaryFailing: Fault = {
  name: 'summary-failing',
  breaks: 'the runtime of one node has lost a container: /stats/summary of its kubelet fails as a whole',
  apply: (world) => changeKubelet(world, faultyNode(world), { summaryFails: true }),
  findings: (world) => [{ rule: 'summary-api-failing', subject: `Node/${faultyNode(world)}` }],
  health: () => ({ cards: {}, hops: {} }),
  settlesSeconds: 60,
};
