import { changeKubelet, faultyNode } from '../world/edit';
import { type Fault, SUFFERS } from './fault';

export const housekeepingSlow: Fault = {
  name: 'housekeeping-slow',
  breaks: 'one kubelet is started with --housekeeping-interval=50s',
  apply: (world) => changeKubelet(world, faultyNode(world), { housekeepingMs: 50_000 }),
  findings: (world) => [{ rule: 'housekeeping-cadence', subject: `Node/${faultyNode(world)}` }],
  health: () => ({
    cards: { cadvisor: SUFFERS, kubelet: SUFFERS, 'metrics-api': SUFFERS, 'metrics-server': SUFFERS },
    hops: { 'containers->kubelet': SUFFERS, 'kubelet->metrics-server': SUFFERS, 'cadvisor->prometheus': SUFFERS },
  }),
  settlesSeconds: 90,
};
