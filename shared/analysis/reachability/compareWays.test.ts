import { describe, expect, test } from 'vitest';
import { compareWays } from './compareWays';
import { READERS, type Reader, type Sight, type Way } from './ways';

const NODE = { node: 'node-3', port: 10250 };
const SIGHTS: readonly Sight[] = ['sees', 'cut', 'denied', 'unknown'];

/** "sees cut unknown denied": kube-apiserver, metrics-server, Prometheus, this machine. */
function ways(sights: string): readonly Way[] {
  const words = sights.split(' ');
  return READERS.map((reader, at) => ({ reader, sight: SIGHTS.find((one) => one === words[at]) ?? 'unknown', says: '' }));
}

describe('who sees a kubelet and who does not', () => {
  test.each([
    [
      'sees sees sees sees',
      'reached',
      'The control plane, metrics-server, Prometheus and this machine reach the kubelet of node-3; nobody is cut off.',
    ],
    [
      'sees sees sees unknown',
      'reached',
      'The control plane, metrics-server and Prometheus reach the kubelet of node-3; nobody is known to be cut off, of this machine nothing is known.',
    ],
    [
      'denied sees unknown unknown',
      'reached',
      'Metrics-server reaches the kubelet of node-3; nobody is known to be cut off, one may not look from the control plane, of Prometheus and this machine nothing is known.',
    ],
    ['unknown denied unknown unknown', 'untold', 'Who reaches the kubelet of node-3 is not known: nobody could be asked.'],
    [
      'sees cut cut unknown',
      'pods-to-kubelet',
      'The control plane reaches the kubelet of node-3, pods do not (metrics-server and Prometheus): look at the firewall between pods and port 10250 of node-3.',
    ],
    [
      'denied cut cut sees',
      'pods-to-kubelet',
      'This machine reaches the kubelet of node-3, pods do not (metrics-server and Prometheus): look at the firewall between pods and port 10250 of node-3.',
    ],
    [
      'sees unknown cut unknown',
      'one-pod-or-all',
      'The control plane reaches the kubelet of node-3, Prometheus does not, and no other pod is known to: look at the firewall between pods and port 10250 of node-3, then at Prometheus.',
    ],
    [
      'sees cut sees unknown',
      'one-reader',
      'The control plane and Prometheus reach the kubelet of node-3, metrics-server does not: another pod gets through, so look at metrics-server itself (its address for the node, a policy for its namespace).',
    ],
    [
      'cut sees sees unknown',
      'control-plane-to-kubelet',
      'Metrics-server and Prometheus reach the kubelet of node-3, the control plane does not: look at the way from the kube-apiserver to port 10250 of node-3 (security group, konnectivity or another tunnel).',
    ],
    [
      'cut cut cut unknown',
      'kubelet',
      'The control plane, metrics-server and Prometheus do not reach the kubelet of node-3, and nobody does: look at the kubelet of node-3 and at its machine, not at a way to it.',
    ],
    [
      'cut denied unknown unknown',
      'kubelet-or-way',
      'The control plane does not reach the kubelet of node-3, and nobody else could be asked: it is the kubelet or that one way.',
    ],
    [
      'cut cut unknown sees',
      'only-from-here',
      'This machine reaches the kubelet of node-3, the control plane and metrics-server do not: look at the network of the cluster, which keeps its own from port 10250 of node-3.',
    ],
    [
      'sees sees unknown cut',
      'here-to-kubelet',
      'The control plane and metrics-server reach the kubelet of node-3, this machine does not: look at the way from here to port 10250 of node-3 (VPN, firewall); the cluster itself is not touched.',
    ],
  ] as const)('%s: %s', (sights, verdict, says) => {
    const found = compareWays(NODE, ways(sights));
    expect(found.verdict).toBe(verdict);
    expect(found.says).toBe(says);
  });
});

const EVERY = SIGHTS.flatMap((a) => SIGHTS.flatMap((b) => SIGHTS.flatMap((c) => SIGHTS.map((d) => `${a} ${b} ${c} ${d}`))));

describe('over all combinations', () => {
  test('there are 256', () => expect(new Set(EVERY).size).toBe(256));

  test.each(['denied', 'unknown'] as const)('%s is never a failure: it concludes what the other would', (unseen) => {
    const other = unseen === 'denied' ? 'unknown' : 'denied';
    for (const sights of EVERY)
      expect(compareWays(NODE, ways(sights.replaceAll(unseen, other))).verdict, sights).toBe(compareWays(NODE, ways(sights)).verdict);
  });

  test('without anybody cut off nothing is said to be broken, with somebody something is', () => {
    for (const sights of EVERY) {
      const { verdict, says } = compareWays(NODE, ways(sights));
      const isWell = verdict === 'reached' || verdict === 'untold';
      expect(isWell, sights).toBe(!sights.includes('cut'));
      expect(says.includes('look at') || verdict === 'kubelet-or-way', sights).toBe(!isWell);
    }
  });

  test('the kubelet itself is blamed only where nobody sees it', () => {
    for (const sights of EVERY) {
      const { verdict } = compareWays(NODE, ways(sights));
      if (verdict === 'kubelet' || verdict === 'kubelet-or-way') expect(sights, sights).not.toContain('sees');
    }
  });

  test('a sentence names everybody who sees it or is cut off, and says "does not" of nobody else', () => {
    const names: Readonly<Record<Reader, string>> = {
      apiserver: 'control plane',
      'metrics-server': 'etrics-server',
      prometheus: 'Prometheus',
      direct: 'this machine',
    };
    for (const sights of EVERY) {
      const tried = ways(sights);
      const { says } = compareWays(NODE, tried);
      for (const { reader, sight } of tried)
        if (sight === 'sees' || sight === 'cut') expect(says.toLowerCase(), sights).toContain(names[reader].toLowerCase());
    }
  });
});
