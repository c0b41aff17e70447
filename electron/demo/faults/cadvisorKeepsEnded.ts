import { changeKubelet, faultyNode } from '../world/edit';
import { DEGRADED, type Fault, SUFFERS } from './fault';

export const cadvisorKeepsEnded: Fault = {
  name: 'cadvisor-keeps-ended',
  breaks: "one kubelet's cAdvisor goes on showing containers that have ended, beside those that took their place",
  apply: (world) => changeKubelet(world, faultyNode(world), { cadvisorFault: 'keeps-ended' }),
  findings: (world) => [{ rule: 'stale-container-series', subject: `Node/${faultyNode(world)}` }],
  health: () => ({ cards: { cadvisor: DEGRADED }, hops: { 'cadvisor->prometheus': SUFFERS, 'container-runtime->cadvisor': SUFFERS } }),
  settlesSeconds: 60,
};
