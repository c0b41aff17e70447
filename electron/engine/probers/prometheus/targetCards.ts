import type { Discovered } from '../../../../shared/model/component';
import type { Target } from './api';
import { podOfTarget } from './podOfTarget';

/** Which card a target's samples come from; undefined for Prometheus itself and what is no part of the map. */
export type CardOfTarget = (target: Target) => string | undefined;

/**
 * Sorts targets to cards by what they are, not by the name of the job: the path of a kubelet, the
 * pod or Service that discovery found there. What no component claims is an application when it is
 * a pod or a Service, and nothing otherwise.
 */
export function cardOfTargets(discovered: readonly Discovered[]): CardOfTarget {
  const byPod = new Map<string, Discovered>();
  for (const found of discovered) {
    // A DaemonSet's pod claims its own target before an application that stands for it does.
    for (const pod of found.pods)
      if (found.kind !== 'app' || !byPod.has(`${found.namespace}/${pod}`)) byPod.set(`${found.namespace}/${pod}`, found);
  }
  return (target) => {
    const meta = target.discoveredLabels ?? {};
    const path = pathOf(target.scrapeUrl);
    if (path.endsWith('/metrics/cadvisor')) return 'cadvisor';
    if (meta['__meta_kubernetes_node_name'] !== undefined || /\/metrics\/(resource|probes)$/.test(path)) return 'kubelet';
    const pod = podOfTarget(target);
    const namespace = pod?.namespace ?? meta['__meta_kubernetes_namespace'] ?? target.labels['namespace'];
    const service = meta['__meta_kubernetes_service_name'] ?? target.labels['service'];
    if (namespace === 'default' && service === 'kubernetes') return 'api-objects';
    if (service === 'kubelet') return 'kubelet';
    const owner = pod === undefined ? undefined : byPod.get(`${namespace}/${pod.name}`);
    if (owner) return cardOf(owner);
    return pod !== undefined || service !== undefined ? 'applications' : undefined;
  };
}

function cardOf(owner: Discovered): string | undefined {
  return owner.kind === 'prometheus' ? undefined : owner.card;
}

function pathOf(url: string): string {
  try {
    return new URL(url).pathname.replace(/\/$/, '');
  } catch {
    return '';
  }
}
