import { changeContainer, changeWorkload } from '../world/edit';
import { type Fault, SUFFERS } from './fault';

export const ksmOom: Fault = {
  name: 'ksm-oom',
  breaks: 'kube-state-metrics grows to its memory limit within 11 minutes and is killed for it, again and again',
  apply: (world) =>
    changeWorkload(world, 'kube-system', 'kube-state-metrics', (workload) =>
      changeContainer(workload, 'kube-state-metrics', (container) => ({
        ...container,
        limits: { memory: '64Mi' },
        behaviour: { ...container.behaviour, oomAfterSeconds: 660 },
      })),
    ),
  findings: () => [{ rule: 'ksm-undersized', subject: 'Deployment/kube-system/kube-state-metrics' }],
  health: () => ({ cards: { 'kube-state-metrics': SUFFERS }, hops: {} }),
  settlesSeconds: 60,
};
