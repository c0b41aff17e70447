import { BROKEN, type Fault, hpasOnCpu, WORSE } from './fault';

export const metricsServerNoPermission: Fault = {
  name: 'metrics-server-no-permission',
  breaks: 'metrics-server may not read nodes/metrics: kubelets answer 403',
  apply: (world) => ({ ...world, metricsServer: { ...world.metricsServer, mayReadKubelets: false } }),
  findings: (world) => [
    { rule: 'kubelet-access-denied', subject: 'Deployment/kube-system/metrics-server' },
    { rule: 'metrics-server-no-data', subject: 'Deployment/kube-system/metrics-server' },
    { rule: 'metrics-api-unavailable', subject: 'APIService/v1beta1.metrics.k8s.io' },
    ...hpasOnCpu(world, 'hpa-metric-unavailable'),
  ],
  health: () => ({
    cards: { 'metrics-server': BROKEN, 'metrics-api': BROKEN, 'kubectl-top': WORSE, hpa: WORSE },
    hops: {
      'kubelet->metrics-server': WORSE,
      'metrics-server->metrics-api': BROKEN,
      'metrics-api->kubectl-top': WORSE,
      'metrics-api->hpa': WORSE,
    },
  }),
  settlesSeconds: 75,
};
