import { BROKEN, type Fault, hpasOnCpu, SUFFERS, WORSE } from './fault';

export const metricsServerUnreachable: Fault = {
  name: 'metrics-server-unreachable',
  breaks: "the kube-apiserver does not get through to metrics-server's pod",
  apply: (world) => ({
    ...world,
    cuts: [...(world.cuts ?? []), { from: 'apiserver', to: { namespace: 'kube-system', workload: 'metrics-server' }, reach: 'hangs' }],
  }),
  findings: (world) => [
    { rule: 'metrics-api-unavailable', subject: 'APIService/v1beta1.metrics.k8s.io' },
    ...hpasOnCpu(world, 'hpa-metric-unavailable'),
  ],
  health: () => ({
    cards: { 'metrics-server': SUFFERS, 'metrics-api': BROKEN, 'kubectl-top': WORSE, hpa: WORSE },
    hops: {
      'kubelet->metrics-server': WORSE,
      'metrics-server->metrics-api': BROKEN,
      'metrics-api->kubectl-top': WORSE,
      'metrics-api->hpa': WORSE,
    },
  }),
  settlesSeconds: 60,
};
