import { changeKubelet, faultyNode } from '../world/edit';
import type { Fault } from './fault';
import { kubeletAndPodsLost } from './kubeletLost';

export const kubeletPaused: Fault = {
  name: 'kubelet-paused',
  breaks: 'one kubelet is stopped (SIGSTOP): connections open, nothing answers',
  apply: (world) => changeKubelet(world, faultyNode(world), { reach: 'hangs' }),
  findings: (world) => [
    { rule: 'kubelet-not-answering', subject: `Node/${faultyNode(world)}` },
    { rule: 'node-unhealthy', subject: `Node/${faultyNode(world)}` },
  ],
  health: kubeletAndPodsLost,
  settlesSeconds: 75,
};
