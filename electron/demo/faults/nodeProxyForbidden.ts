import type { Fault } from './fault';

/** Not seen is neither well nor broken. */
const DENIED = ['denied'] as const;

export const nodeProxyForbidden: Fault = {
  name: 'node-proxy-forbidden',
  breaks: 'you may read the cluster but not get nodes/proxy: no kubelet can be asked through the kube-apiserver',
  apply: (world) => ({ ...world, mayProxyNodes: false }),
  findings: () => [{ rule: 'node-proxy-denied', subject: 'kubelet' }],
  health: () => ({ cards: { kubelet: DENIED, cadvisor: DENIED }, hops: {} }),
  settlesSeconds: 60,
};
