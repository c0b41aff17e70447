import { type Fault, SUFFERS } from './fault';
import { noMetricsApi, withoutMetricsApi } from './metricsServerSilent';

export const metricsServerUnreachable: Fault = {
  name: 'metrics-server-unreachable',
  breaks: "the kube-apiserver does not get through to metrics-server's pod",
  apply: (world) => ({
    ...world,
    cuts: [...(world.cuts ?? []), { from: 'apiserver', to: { namespace: 'kube-system', workload: 'metrics-server' }, reach: 'hangs' }],
  }),
  findings: noMetricsApi,
  health: () => withoutMetricsApi(SUFFERS),
  settlesSeconds: 60,
};
