import { BROKEN, type Fault, nodeTargets } from './fault';

export const prometheusNoPermission: Fault = {
  name: 'prometheus-no-permission',
  breaks: 'Prometheus may not read nodes/metrics: kubelets answer 403',
  apply: (world) => ({ ...world, prometheus: { ...world.prometheus, mayReadKubelets: false } }),
  findings: (world) => ['cadvisor', 'kubelet', 'kubelet-resource'].flatMap((job) => nodeTargets(world, 'scrape-denied', job)),
  health: () => ({ cards: { prometheus: ['ok', 'degraded'] }, hops: { 'cadvisor->prometheus': BROKEN, 'kubelet->prometheus': BROKEN } }),
  settlesSeconds: 60,
};
