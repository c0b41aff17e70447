import { scaled } from '../world/edit';
import type { Fault } from './fault';
import { noMetricsApi, withoutMetricsApi } from './metricsServerSilent';

export const metricsServerDown: Fault = {
  name: 'metrics-server-down',
  breaks: 'no metrics-server pod: the Metrics API answers 503',
  apply: (world) => scaled(world, 'kube-system', 'metrics-server', 0),
  findings: (world) => [{ rule: 'component-not-running', subject: 'Deployment/kube-system/metrics-server' }, ...noMetricsApi(world)],
  health: () => withoutMetricsApi(['broken', 'absent']),
  settlesSeconds: 30,
};
