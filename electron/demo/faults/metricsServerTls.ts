import { BROKEN, type Fault } from './fault';
import { nothingToServe, rolledOut, withoutMetricsApi } from './metricsServerSilent';

export const metricsServerTls: Fault = {
  name: 'metrics-server-tls',
  breaks: "metrics-server checks the kubelets' self-signed certificates and refuses them",
  apply: (world) => {
    const strict = { ...world, metricsServer: { ...world.metricsServer, kubeletInsecureTls: false } };
    return rolledOut(strict, (args) => args.filter((arg) => arg !== '--kubelet-insecure-tls'));
  },
  findings: (world) => nothingToServe(world, 'kubelet-cert-untrusted'),
  health: () => withoutMetricsApi(BROKEN),
  settlesSeconds: 60,
};
