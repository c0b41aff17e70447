import { type Fault, WORSE } from './fault';

export const hpaSelectorsOverlap: Fault = {
  name: 'hpa-selectors-overlap',
  breaks: 'web has a second HPA, on memory: both lay claim to the same pods and neither scales',
  apply: (world) => ({
    ...world,
    hpas: [
      ...world.hpas,
      {
        namespace: 'demo',
        name: 'web-memory',
        target: { kind: 'Deployment', name: 'web' },
        minReplicas: 2,
        maxReplicas: 4,
        metrics: [{ type: 'Resource', name: 'memory', averageUtilization: 150 }],
      },
    ],
  }),
  findings: () =>
    ['web-cpu', 'web-memory'].map((name) => ({ rule: 'hpa-ambiguous-selector', subject: `HorizontalPodAutoscaler/demo/${name}` })),
  health: () => ({ cards: { hpa: WORSE }, hops: { 'metrics-api->hpa': WORSE } }),
  settlesSeconds: 60,
};
