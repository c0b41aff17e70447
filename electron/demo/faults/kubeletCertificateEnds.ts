import { changeKubelet, faultyNode } from '../world/edit';
import type { Fault } from './fault';

const TWO_DAYS_MS = 2 * 86_400_000;

export const kubeletCertificateEnds: Fault = {
  name: 'kubelet-certificate-ends',
  breaks: "one kubelet's serving certificate was not rotated and ends in two days",
  apply: (world) => changeKubelet(world, faultyNode(world), { servingCertificateEndsMs: world.startMs + TWO_DAYS_MS }),
  findings: (world) => [{ rule: 'certificate-expiring', subject: `Node/${faultyNode(world)}` }],
  health: () => ({ cards: {}, hops: {} }),
  settlesSeconds: 60,
};
