import { changeKubelet, faultyNode } from '../world/edit';
import { type Fault, SUFFERS } from './fault';

export const cadvisorSeriesFlapping: Fault = {
  name: 'cadvisor-series-flapping',
  breaks: "one kubelet's cAdvisor leaves out half of its containers, other ones in each answer",
  apply: (world) => changeKubelet(world, faultyNode(world), { cadvisorFault: 'flapping' }),
  findings: (world) => [{ rule: 'cadvisor-series-flapping', subject: `Node/${faultyNode(world)}` }],
  health: () => ({ cards: { cadvisor: SUFFERS }, hops: { 'cadvisor->prometheus': SUFFERS, 'container-runtime->cadvisor': SUFFERS } }),
  settlesSeconds: 60,
};
