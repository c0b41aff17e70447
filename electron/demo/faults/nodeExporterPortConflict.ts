import { NODE_EXPORTER } from '../world/healthy/monitoringWorkloads';
import { type Fault, SUFFERS } from './fault';

export const nodeExporterPortConflict: Fault = {
  name: 'node-exporter-port-conflict',
  breaks: 'a second node-exporter is installed, declares no port, and cannot bind port 9100 of any node',
  apply: (world) => {
    const containers = NODE_EXPORTER.containers.map((container) => ({
      ...container,
      ports: [],
      args: [...container.args, '--web.listen-address=:9100'],
      behaviour: { ...container.behaviour, livesSeconds: 1, exitCode: 1 },
    }));
    const second = { ...NODE_EXPORTER, namespace: 'default', service: undefined, containers };
    return { ...world, workloads: [...world.workloads, second] };
  },
  findings: () => [
    { rule: 'node-exporter-port-conflict', subject: 'DaemonSet/default/node-exporter' },
    { rule: 'component-not-running', subject: 'DaemonSet/default/node-exporter' },
  ],
  health: () => ({
    cards: { 'node-exporter': ['degraded', 'broken'], 'node-exporter:default/node-exporter': SUFFERS },
    hops: { 'node-exporter->prometheus': SUFFERS, 'node-kernel->node-exporter': SUFFERS },
  }),
  settlesSeconds: 60,
};
