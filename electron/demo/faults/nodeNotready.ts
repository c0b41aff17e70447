import { changeKubelet, faultyNode } from '../world/edit';
import { type Fault, oneOfNodes, SUFFERS, WORSE } from './fault';

export const nodeNotready: Fault = {
  name: 'node-notready',
  breaks: "one kubelet's process is gone: connections refused, after 50 s the node is not ready",
  apply: (world) => changeKubelet(world, faultyNode(world), { reach: 'refused' }),
  findings: (world) => [
    { rule: 'node-unhealthy', subject: `Node/${faultyNode(world)}` },
    { rule: 'kubelet-not-answering', subject: `Node/${faultyNode(world)}` },
  ],
  health: (world) => ({
    cards: {
      kubelet: oneOfNodes(world),
      cadvisor: oneOfNodes(world),
      'metrics-server': SUFFERS,
      'metrics-api': SUFFERS,
      'kubectl-top': SUFFERS,
      prometheus: SUFFERS,
      applications: SUFFERS,
      'node-exporter': SUFFERS,
      hpa: SUFFERS,
    },
    hops: {
      'cadvisor->prometheus': WORSE,
      'kubelet->prometheus': WORSE,
      'containers->kubelet': WORSE,
      'kubelet->metrics-server': WORSE,
      'metrics-api->hpa': SUFFERS,
      'metrics-api->kubectl-top': SUFFERS,
      'applications->prometheus': SUFFERS,
      'node-exporter->prometheus': SUFFERS,
      'node-kernel->node-exporter': SUFFERS,
    },
  }),
  settlesSeconds: 75,
};
