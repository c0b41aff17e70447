import { changeKubelet, faultyNode } from '../world/edit';
import type { Fault } from './fault';

export const kubeletStatsFromCri: Fault = {
  name: 'kubelet-stats-from-cri',
  breaks: 'one kubelet takes container stats from the runtime (PodAndContainerStatsFromCRI): some families are missing',
  apply: (world) => changeKubelet(world, faultyNode(world), { statsFromCri: true }),
  findings: (world) => [{ rule: 'cri-stats-enabled', subject: `Node/${faultyNode(world)}` }],
  health: () => ({ cards: {}, hops: {} }),
  settlesSeconds: 60,
};
