import { changeKubelet, faultyNode } from '../world/edit';
import { type Fault, SUFFERS, WORSE } from './fault';

export const kubeletFirewalled: Fault = {
  name: 'kubelet-firewalled',
  breaks: "a firewall keeps pods from one node's kubelet; the control plane still reaches it",
  apply: (world) => changeKubelet(world, faultyNode(world), { reachFromPods: 'hangs' }),
  findings: (world) => [{ rule: 'kubelet-unreachable-from-pods', subject: `Node/${faultyNode(world)}` }],
  health: () => ({
    cards: { 'metrics-server': SUFFERS, 'metrics-api': WORSE, 'kubectl-top': SUFFERS, prometheus: ['ok', 'degraded'], hpa: SUFFERS },
    hops: {
      'kubelet->metrics-server': WORSE,
      'cadvisor->prometheus': WORSE,
      'kubelet->prometheus': WORSE,
      'metrics-api->hpa': SUFFERS,
      'metrics-api->kubectl-top': SUFFERS,
    },
  }),
  settlesSeconds: 90,
};
