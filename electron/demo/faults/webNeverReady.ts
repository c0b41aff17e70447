import { changeContainer, changeWorkload } from '../world/edit';
import { type Fault, SUFFERS, WORSE } from './fault';

const PROBE = { httpGet: { path: '/no-such-page', port: 'http', scheme: 'HTTP' }, periodSeconds: 5, failureThreshold: 3 };

export const webNeverReady: Fault = {
  name: 'web-never-ready',
  breaks: 'the readiness probe of web asks for a page that is not there: no pod is ever ready, and its HPA has no values',
  apply: (world) =>
    changeWorkload(world, 'demo', 'web', (workload) => ({
      // Rolling, the pods that are ready would stay: new ones never are.
      ...changeContainer(workload, 'web', (container) => ({ ...container, more: { ...container.more, readinessProbe: PROBE } })),
      strategy: 'Recreate',
      ready: false,
    })),
  findings: () => [{ rule: 'hpa-no-pod-metrics', subject: 'HorizontalPodAutoscaler/demo/web-cpu' }],
  health: () => ({
    cards: { hpa: WORSE, applications: SUFFERS },
    hops: { 'metrics-api->hpa': WORSE, 'applications->prometheus': SUFFERS },
  }),
  // Before five minutes have passed pods that start could be the reason.
  settlesSeconds: 300,
};
