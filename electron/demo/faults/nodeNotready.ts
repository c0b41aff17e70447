import { changeKubelet, faultyNode } from '../world/edit';
import type { Fault } from './fault';
import { kubeletAndPodsLost } from './kubeletLost';

export const nodeNotready: Fault = {
  name: 'node-notready',
  breaks: "one kubelet's process is gone: connections refused, after 50 s the node is not ready",
  apply: (world) => changeKubelet(world, faultyNode(world), { reach: 'refused' }),
  findings: (world) => [
    { rule: 'node-unhealthy', subject: `Node/${faultyNode(world)}` },
    { rule: 'kubelet-not-answering', subject: `Node/${faultyNode(world)}` },
  ],
  health: kubeletAndPodsLost,
  settlesSeconds: 75,
};
