import { type Fault, hpasOnCpu, SUFFERS, WORSE } from './fault';

export const metricsApiserviceDeleted: Fault = {
  name: 'metrics-apiservice-deleted',
  breaks: 'the Metrics API is not registered: 404',
  apply: (world) => ({ ...world, apiServices: world.apiServices.filter((api) => api.group !== 'metrics.k8s.io') }),
  findings: (world) => [
    { rule: 'metrics-api-absent', subject: 'APIService/v1beta1.metrics.k8s.io' },
    ...hpasOnCpu(world, 'hpa-metric-unavailable'),
  ],
  health: () => ({
    cards: { 'metrics-server': SUFFERS, 'metrics-api': ['broken', 'absent'], 'kubectl-top': ['broken', 'unknown', 'absent'], hpa: WORSE },
    hops: {
      'kubelet->metrics-server': SUFFERS,
      'metrics-server->metrics-api': ['broken', 'absent', 'unknown'],
      'metrics-api->kubectl-top': SUFFERS,
      'metrics-api->hpa': WORSE,
    },
  }),
  settlesSeconds: 30,
};
