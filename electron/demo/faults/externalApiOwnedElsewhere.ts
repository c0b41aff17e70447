import { type Fault, SUFFERS, WORSE } from './fault';

export const externalApiOwnedElsewhere: Fault = {
  name: 'external-api-owned-elsewhere',
  breaks: 'KEDA made an HPA, and external.metrics.k8s.io belongs to prometheus-adapter',
  apply: (world) => ({
    ...world,
    hpas: [
      ...world.hpas,
      {
        namespace: 'demo',
        name: 'keda-hpa-api',
        target: { kind: 'Deployment', name: 'api' },
        scaledObject: 'api',
        minReplicas: 1,
        maxReplicas: 5,
        metrics: [{ type: 'External', name: 's0-prometheus-queue', value: '100' }],
      },
    ],
  }),
  findings: () => [
    { rule: 'external-api-owned-elsewhere', subject: 'HorizontalPodAutoscaler/demo/keda-hpa-api' },
    { rule: 'adapter-metric-unmapped', subject: 'HorizontalPodAutoscaler/demo/keda-hpa-api' },
  ],
  health: () => ({
    cards: { hpa: WORSE, 'external-metrics-api': WORSE, 'prometheus-adapter': SUFFERS },
    hops: {
      'external-metrics-api->hpa': WORSE,
      'prometheus-adapter->external-metrics-api': SUFFERS,
      'prometheus->prometheus-adapter': SUFFERS,
    },
  }),
  settlesSeconds: 60,
};
