import { changeKubelet, faultyNode } from '../world/edit';
import { type Fault, oneOfNodes, SUFFERS } from './fault';

export const cadvisorNoLabels: Fault = {
  name: 'cadvisor-no-labels',
  breaks: "one kubelet's cAdvisor does not find the container runtime: no container and image labels",
  apply: (world) => changeKubelet(world, faultyNode(world), { cadvisorLabels: false }),
  findings: (world) => [{ rule: 'cadvisor-labels-missing', subject: `Node/${faultyNode(world)}` }],
  health: (world) => ({
    cards: { cadvisor: oneOfNodes(world), 'container-runtime': SUFFERS },
    hops: { 'cadvisor->prometheus': ['ok', 'degraded'], 'container-runtime->cadvisor': SUFFERS },
  }),
  settlesSeconds: 60,
};
