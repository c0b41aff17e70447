import { DEGRADED, type Fault } from './fault';

export const ksmRbac: Fault = {
  name: 'ksm-rbac',
  breaks: 'kube-state-metrics may not list nodes: no kube_node_* series',
  apply: (world) => ({
    ...world,
    kubeStateMetrics: { ...world.kubeStateMetrics, forbidden: [...world.kubeStateMetrics.forbidden, 'nodes'] },
  }),
  findings: () => [{ rule: 'ksm-list-failing', subject: 'Deployment/kube-system/kube-state-metrics' }],
  health: () => ({
    cards: { 'kube-state-metrics': DEGRADED },
    hops: { 'api-objects->kube-state-metrics': DEGRADED, 'kube-state-metrics->prometheus': ['ok', 'degraded'] },
  }),
  settlesSeconds: 60,
};
