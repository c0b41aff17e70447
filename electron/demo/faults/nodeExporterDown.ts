import { changeWorkload } from '../world/edit';
import { type Fault, SUFFERS } from './fault';

export const nodeExporterDown: Fault = {
  name: 'node-exporter-down',
  breaks: 'no node-exporter pod on any node',
  apply: (world) => changeWorkload(world, 'monitoring', 'node-exporter', (workload) => ({ ...workload, nodeSelector: { none: 'none' } })),
  findings: () => [{ rule: 'component-not-running', subject: 'DaemonSet/monitoring/node-exporter' }],
  health: () => ({
    cards: { 'node-exporter': ['broken', 'absent'] },
    hops: { 'node-exporter->prometheus': ['broken', 'unknown', 'absent'], 'node-kernel->node-exporter': SUFFERS },
  }),
  settlesSeconds: 30,
};
