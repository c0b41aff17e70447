import { changeKubelet, faultyNode } from '../world/edit';
import { DEGRADED, type Fault, SUFFERS } from './fault';

export const clockSkew: Fault = {
  name: 'clock-skew',
  breaks: "one node's clock is eleven minutes ahead: Prometheus refuses what it stamps",
  apply: (world) => changeKubelet(world, faultyNode(world), { clockAheadSeconds: 660 }),
  findings: (world) => [
    { rule: 'clock-skew', subject: `Node/${faultyNode(world)}` },
    { rule: 'samples-not-ingested', subject: 'Deployment/monitoring/prometheus' },
  ],
  health: () => ({
    cards: {
      kubelet: DEGRADED,
      cadvisor: SUFFERS,
      prometheus: SUFFERS,
      'metrics-api': SUFFERS,
      'metrics-server': SUFFERS,
      'kubectl-top': SUFFERS,
    },
    hops: {
      'cadvisor->prometheus': SUFFERS,
      'kubelet->prometheus': SUFFERS,
      'kubelet->metrics-server': SUFFERS,
      'containers->kubelet': SUFFERS,
      'metrics-api->hpa': SUFFERS,
    },
  }),
  settlesSeconds: 60,
};
