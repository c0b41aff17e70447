import { changeKubelet, faultyNode, withRecordingRule } from '../world/edit';
import type { Fault } from './fault';

export const cgroupPathsDiffer: Fault = {
  name: 'cgroup-paths-differ',
  breaks: "one kubelet's cgroup driver is cgroupfs, and a rule selects by the paths of systemd",
  apply: (world) =>
    withRecordingRule(
      changeKubelet(world, faultyNode(world), { cgroupDriver: 'cgroupfs' }),
      'node:kubepods_memory:sum',
      'sum by (instance) (container_memory_working_set_bytes{id=~"/kubepods\\\\.slice/.+",container!=""})',
    ),
  findings: () => [
    { rule: 'cgroup-id-prefix', subject: 'Deployment/monitoring/prometheus' },
    // Besides, for those who select by paths themselves: no path selects those of all nodes.
    { rule: 'cgroup-id-prefix', subject: 'cadvisor' },
  ],
  health: () => ({ cards: {}, hops: {} }),
  settlesSeconds: 60,
};
