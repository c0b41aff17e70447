import { scaled } from '../world/edit';
import { type Fault, WORSE } from './fault';

export const ksmDown: Fault = {
  name: 'ksm-down',
  breaks: 'no kube-state-metrics pod',
  apply: (world) => scaled(world, 'kube-system', 'kube-state-metrics', 0),
  findings: () => [{ rule: 'component-not-running', subject: 'Deployment/kube-system/kube-state-metrics' }],
  health: () => ({
    cards: { 'kube-state-metrics': ['broken', 'absent'] },
    hops: { 'api-objects->kube-state-metrics': WORSE, 'kube-state-metrics->prometheus': ['broken', 'unknown', 'absent'] },
  }),
  settlesSeconds: 30,
};
