import { changeArgs, changeWorkload } from '../world/edit';
import { BROKEN, type Fault, hpasOnCpu, WORSE } from './fault';

export const metricsServerTls: Fault = {
  name: 'metrics-server-tls',
  breaks: "metrics-server checks the kubelets' self-signed certificates and refuses them",
  apply: (world) => {
    const strict = { ...world, metricsServer: { ...world.metricsServer, kubeletInsecureTls: false } };
    const edited = changeArgs(strict, 'kube-system', 'metrics-server', (args) => args.filter((arg) => arg !== '--kubelet-insecure-tls'));
    // With maxUnavailable 0 the pod that works would stay: the one that is never ready could not take its place.
    return changeWorkload(edited, 'kube-system', 'metrics-server', (workload) => ({ ...workload, strategy: 'Recreate' }));
  },
  findings: (world) => [
    { rule: 'kubelet-cert-untrusted', subject: 'Deployment/kube-system/metrics-server' },
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
  settlesSeconds: 60,
};
