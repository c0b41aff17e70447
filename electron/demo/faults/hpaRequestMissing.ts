import { changeContainer, changeWorkload } from '../world/edit';
import { type Fault, WORSE } from './fault';

export const hpaRequestMissing: Fault = {
  name: 'hpa-request-missing',
  breaks: 'the sidecar of web has no CPU request: the HPA on it cannot work',
  apply: (world) =>
    changeWorkload(world, 'demo', 'web', (workload) =>
      changeContainer(workload, 'sidecar', (container) => ({ ...container, requests: {} })),
    ),
  findings: () => [{ rule: 'hpa-request-missing', subject: 'HorizontalPodAutoscaler/demo/web-cpu' }],
  health: () => ({ cards: { hpa: WORSE }, hops: { 'metrics-api->hpa': WORSE } }),
  settlesSeconds: 90,
};
