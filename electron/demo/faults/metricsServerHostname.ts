import { BROKEN, type Fault } from './fault';
import { nothingToServe, rolledOut, withoutMetricsApi } from './metricsServerSilent';

const FLAG = '--kubelet-preferred-address-types=';

export const metricsServerHostname: Fault = {
  name: 'metrics-server-hostname',
  breaks: "metrics-server calls the kubelets by the nodes' names, which the cluster's DNS does not know",
  apply: (world) => {
    const byName = { ...world, metricsServer: { ...world.metricsServer, addressTypes: ['Hostname'] } };
    return rolledOut(byName, (args) => args.map((arg) => (arg.startsWith(FLAG) ? `${FLAG}Hostname` : arg)));
  },
  findings: (world) => nothingToServe(world, 'node-address-unresolvable'),
  health: () => withoutMetricsApi(BROKEN),
  settlesSeconds: 60,
};
