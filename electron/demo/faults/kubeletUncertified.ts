import { changeKubelet, faultyNode } from '../world/edit';
import { type Fault, oneOfNodes, SUFFERS, WORSE } from './fault';

export const kubeletUncertified: Fault = {
  name: 'kubelet-uncertified',
  breaks: 'one kubelet waits for its serving certificate, which nobody approves: it ends every TLS connection',
  apply: (world) => changeKubelet(world, faultyNode(world), { reach: 'uncertified' }),
  findings: (world) => [{ rule: 'kubelet-serving-cert-missing', subject: `Node/${faultyNode(world)}` }],
  health: (world) => ({
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
  }),
  settlesSeconds: 75,
};
