import { changeContainer, changeWorkload } from '../world/edit';
import { type Fault, SUFFERS, WORSE } from './fault';

/** With its liveness probe it would be restarted before: metric-collection-timely of its /livez fails. */
const UNPROBED = { livenessProbe: undefined };

export const metricsServerStarved: Fault = {
  name: 'metrics-server-starved',
  breaks: 'metrics-server gets so little CPU that it needs four minutes to read the kubelets, and no liveness probe restarts it',
  apply: (world) =>
    changeWorkload(
      { ...world, metricsServer: { ...world.metricsServer, cycleSeconds: 240 } },
      'kube-system',
      'metrics-server',
      (workload) =>
        changeContainer(workload, 'metrics-server', (container) => ({
          ...container,
          limits: { cpu: '1m' },
          more: { ...container.more, ...UNPROBED },
        })),
    ),
  findings: () => [{ rule: 'metrics-stale', subject: 'Deployment/kube-system/metrics-server' }],
  health: () => ({
    cards: { 'metrics-server': SUFFERS, 'metrics-api': WORSE, 'kubectl-top': SUFFERS, hpa: SUFFERS },
    hops: {
      'kubelet->metrics-server': SUFFERS,
      'metrics-server->metrics-api': SUFFERS,
      'metrics-api->kubectl-top': SUFFERS,
      'metrics-api->hpa': SUFFERS,
    },
  }),
  // Values come with the second cycle and grow old until the third.
  settlesSeconds: 270,
};
