import { changeArgs, changeWorkload } from '../world/edit';
import { BROKEN, type Fault, hpasOnCpu, WORSE } from './fault';

const FLAG = '--kubelet-preferred-address-types=';

export const metricsServerHostname: Fault = {
  name: 'metrics-server-hostname',
  breaks: "metrics-server calls the kubelets by the nodes' names, which the cluster's DNS does not know",
  apply: (world) => {
    const byName = { ...world, metricsServer: { ...world.metricsServer, addressTypes: ['Hostname'] } };
    const edited = changeArgs(byName, 'kube-system', 'metrics-server', (args) =>
      args.map((arg) => (arg.startsWith(FLAG) ? `${FLAG}Hostname` : arg)),
    );
    // With maxUnavailable 0 the pod that works would stay: the one that is never ready could not take its place.
    return changeWorkload(edited, 'kube-system', 'metrics-server', (workload) => ({ ...workload, strategy: 'Recreate' }));
  },
  findings: (world) => [
    { rule: 'node-address-unresolvable', subject: 'Deployment/kube-system/metrics-server' },
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
