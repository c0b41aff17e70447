import { scaled } from '../world/edit';
import { BROKEN, type Fault, hpasOnCpu, WORSE } from './fault';

export const metricsServerDown: Fault = {
  name: 'metrics-server-down',
  breaks: 'no metrics-server pod: the Metrics API answers 503',
  apply: (world) => scaled(world, 'kube-system', 'metrics-server', 0),
  findings: (world) => [
    { rule: 'component-not-running', subject: 'Deployment/kube-system/metrics-server' },
    { rule: 'metrics-api-unavailable', subject: 'APIService/v1beta1.metrics.k8s.io' },
    ...hpasOnCpu(world, 'hpa-metric-unavailable'),
  ],
  health: () => ({
    cards: { 'metrics-server': ['broken', 'absent'], 'metrics-api': BROKEN, 'kubectl-top': WORSE, hpa: WORSE },
    hops: {
      'kubelet->metrics-server': WORSE,
      'metrics-server->metrics-api': BROKEN,
      'metrics-api->kubectl-top': WORSE,
      'metrics-api->hpa': WORSE,
    },
  }),
  settlesSeconds: 30,
};
