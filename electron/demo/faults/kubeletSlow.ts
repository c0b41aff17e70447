import { changeKubelet, faultyNode } from '../world/edit';
import { type Fault, nodeTargets, SUFFERS, WORSE } from './fault';

export const kubeletSlow: Fault = {
  name: 'kubelet-slow',
  breaks: 'one kubelet gets 2 % of a CPU: its answers take seconds, long ones run into timeouts',
  apply: (world) => changeKubelet(world, faultyNode(world), { reach: 'slow' }),
  findings: (world) => [
    { rule: 'kubelet-not-answering', subject: `Node/${faultyNode(world)}` },
    ...['cadvisor', 'kubelet'].flatMap((job) =>
      nodeTargets({ ...world, nodes: world.nodes.filter((node) => node.name === faultyNode(world)) }, 'scrape-timeout', job),
    ),
  ],
  health: () => ({
    cards: {
      kubelet: ['degraded', 'broken'],
      cadvisor: ['ok', 'degraded', 'broken'],
      prometheus: ['ok', 'degraded'],
      'metrics-api': ['ok', 'degraded'],
      'metrics-server': ['ok', 'degraded'],
      'kubectl-top': ['ok', 'degraded'],
    },
    hops: {
      'cadvisor->prometheus': WORSE,
      'kubelet->prometheus': WORSE,
      'containers->kubelet': SUFFERS,
      'kubelet->metrics-server': SUFFERS,
    },
  }),
  settlesSeconds: 60,
};
