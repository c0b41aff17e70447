import { describe, expect, test } from 'vitest';
import type { Facts } from '../facts';
import { denied, facts, failed, kubelet, NOW, node, scraper, seen, served, target, unreachable } from '../facts.testSupport';
import { kubeletReach } from './kubeletReach';
import { addressesOf, reaches } from './reach';

const TIMEOUT = 'Get "https://10.0.0.1:10250/metrics": context deadline exceeded';
const OTHERS = { nodes: seen([served('n2')]), pods: seen([]) };
const HANGS = unreachable('504: no answer in time', { durationMs: 10_000, request: 'GET /api/v1/nodes/n1/proxy/healthz' });

const at = (ms: number) => new Date(NOW + ms).toISOString();

/** "apiserver sees, metrics-server cut, ...: verdict" of node n1. */
function told(changed: Partial<Facts>): string {
  const all = facts(changed);
  const reach = reaches(all, addressesOf(all.nodes.items))('n1');
  const { ways, verdict } = kubeletReach(node('n1'), all.kubelets[0], reach);
  return `${ways.map(({ reader, sight }) => `${reader} ${sight}`).join(', ')}: ${verdict}`;
}

describe('a kubelet by all ways', () => {
  test.each<[string, Partial<Facts>, string]>([
    [
      'everybody gets an answer',
      { scrapers: [scraper([target()])] },
      'apiserver sees, direct unknown, metrics-server sees, prometheus sees: reached',
    ],
    [
      'a firewall between pods and it',
      { metricsApi: OTHERS, scrapers: [scraper([failed(TIMEOUT)])] },
      'apiserver sees, direct unknown, metrics-server cut, prometheus cut: pods-to-kubelet',
    ],
    [
      'refused is reached: a 403 came from it',
      { scrapers: [scraper([failed('server returned HTTP status 403 Forbidden')])] },
      'apiserver sees, direct unknown, metrics-server sees, prometheus sees: reached',
    ],
    [
      'it hangs for all',
      { kubelets: [kubelet({ healthz: HANGS, resource: HANGS })], metricsApi: OTHERS, scrapers: [scraper([failed(TIMEOUT)])] },
      'apiserver cut, direct unknown, metrics-server cut, prometheus cut: kubelet',
    ],
    [
      'we may not look, and the pods see it',
      { kubelets: [kubelet({ healthz: denied(), resource: denied() })], scrapers: [scraper([target()])] },
      'apiserver denied, direct unknown, metrics-server sees, prometheus sees: reached',
    ],
    [
      'the Metrics API is silent: nothing is said of metrics-server',
      { metricsApi: undefined },
      'apiserver sees, direct unknown, metrics-server unknown, prometheus unknown: reached',
    ],
    [
      'it serves no node at all: that is not this kubelet',
      { metricsApi: { nodes: seen([]), pods: seen([]) } },
      'apiserver sees, direct unknown, metrics-server unknown, prometheus unknown: reached',
    ],
    [
      'it hangs, and what others have is from before: nothing is said of them',
      { kubelets: [kubelet({ healthz: HANGS, resource: HANGS })], scrapers: [scraper([target({ lastScrape: at(-30_000) })])] },
      'apiserver cut, direct unknown, metrics-server unknown, prometheus unknown: kubelet-or-way',
    ],
    [
      'it hangs for the control plane alone',
      { kubelets: [kubelet({ healthz: HANGS, resource: HANGS })], scrapers: [scraper([target({ lastScrape: at(-2_000) })])] },
      'apiserver cut, direct unknown, metrics-server unknown, prometheus sees: control-plane-to-kubelet',
    ],
    [
      'not looked at yet',
      { kubelets: [], metricsApi: undefined },
      'apiserver unknown, direct unknown, metrics-server unknown, prometheus unknown: untold',
    ],
    [
      'asked directly',
      { kubelets: [kubelet({ healthz: { ...seen('ok'), route: 'direct' } })] },
      'apiserver unknown, direct sees, metrics-server sees, prometheus unknown: reached',
    ],
  ])('%s', (_, changed, says) => expect(told(changed)).toBe(says));

  test('late is not cut off, and explains who gives up: no firewall is blamed', () => {
    const late = { ...seen('ok'), durationMs: 8_000, atMs: NOW };
    const slow = { kubelets: [kubelet({ healthz: late })], metricsApi: OTHERS, scrapers: [scraper([failed(TIMEOUT)])] };
    expect(told(slow)).toBe('apiserver sees, direct unknown, metrics-server unknown, prometheus unknown: reached');
  });
});
