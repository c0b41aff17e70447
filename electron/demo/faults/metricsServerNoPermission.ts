import { BROKEN, type Fault } from './fault';
import { nothingToServe, withoutMetricsApi } from './metricsServerSilent';

export const metricsServerNoPermission: Fault = {
  name: 'metrics-server-no-permission',
  breaks: 'metrics-server may not read nodes/metrics: kubelets answer 403',
  apply: (world) => ({ ...world, metricsServer: { ...world.metricsServer, mayReadKubelets: false } }),
  findings: (world) => nothingToServe(world, 'kubelet-access-denied'),
  health: () => withoutMetricsApi(BROKEN),
  settlesSeconds: 75,
};
