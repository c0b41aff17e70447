import { changeContainer, changeWorkload } from '../world/edit';
import { type Fault, SUFFERS } from './fault';

export const prometheusOom: Fault = {
  name: 'prometheus-oom',
  breaks: 'Prometheus grows to its memory limit within 11 minutes and is killed for it, again and again; its data stay',
  apply: (world) =>
    changeWorkload(world, 'monitoring', 'prometheus', (workload) =>
      changeContainer(workload, 'prometheus', (container) => ({
        ...container,
        limits: { memory: '300Mi' },
        behaviour: { ...container.behaviour, oomAfterSeconds: 660 },
      })),
    ),
  findings: () => [{ rule: 'prometheus-restarted', subject: 'Deployment/monitoring/prometheus' }],
  health: () => ({ cards: { prometheus: SUFFERS }, hops: {} }),
  settlesSeconds: 60,
};
