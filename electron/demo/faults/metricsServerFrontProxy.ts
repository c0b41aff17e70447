import { changeArgs } from '../world/edit';
import { type Fault, SUFFERS } from './fault';
import { noMetricsApi, withoutMetricsApi } from './metricsServerSilent';

const OTHER_CA = '--requestheader-client-ca-file=/etc/front-proxy/old-ca.crt';

export const metricsServerFrontProxy: Fault = {
  name: 'metrics-server-front-proxy',
  breaks: "metrics-server does not know the front proxy's authority: it answers the kube-apiserver with 401",
  apply: (world) => {
    const distrusting = { ...world, metricsServer: { ...world.metricsServer, distrustsFrontProxy: true } };
    return changeArgs(distrusting, 'kube-system', 'metrics-server', (args) => [...args, OTHER_CA]);
  },
  findings: (world) => [{ rule: 'front-proxy-ca-untrusted', subject: 'APIService/v1beta1.metrics.k8s.io' }, ...noMetricsApi(world)],
  health: () => {
    const { cards, hops } = withoutMetricsApi(SUFFERS);
    // It reads the kubelets as before, and says so.
    return { cards, hops: { ...hops, 'kubelet->metrics-server': SUFFERS } };
  },
  settlesSeconds: 60,
};
