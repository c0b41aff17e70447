import { changeKubelet, faultyNode } from '../world/edit';
import type { Fault } from './fault';
import { kubeletLost } from './kubeletLost';

export const kubeletUncertified: Fault = {
  name: 'kubelet-uncertified',
  breaks: 'one kubelet waits for its serving certificate, which nobody approves: it ends every TLS connection',
  apply: (world) => changeKubelet(world, faultyNode(world), { reach: 'uncertified' }),
  findings: (world) => [{ rule: 'kubelet-serving-cert-missing', subject: `Node/${faultyNode(world)}` }],
  health: kubeletLost,
  settlesSeconds: 75,
};
