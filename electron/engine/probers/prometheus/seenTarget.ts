import type { Discovered } from '../../../../shared/model/component';
import { indexed } from '../../../../shared/model/indexed';
import type { Evidence } from '../../../../shared/model/observation';
import { ofKind } from '../byKind';
import type { Looker } from '../prober';
import { field } from '../showing';
import type { Target } from './api';
import { isPrometheusFacts } from './facts';
import { podOfTarget } from './podOfTarget';

/** What a Prometheus says of its scrapes of one component. */
export interface SeenTarget {
  readonly health: string;
  readonly lastError?: string;
  readonly scrapeUrl: string;
  readonly evidence: Evidence;
}

/**
 * The target of a component in the last look at any Prometheus: what stands in for asking it directly
 * where there are too many. Undefined when none scrapes it, or none was seen.
 */
export function targetSeen(look: Looker, found: Discovered): SeenTarget | undefined {
  const key = keyOf(found);
  for (const prometheus of ofKind(look.discovered(), 'prometheus')) {
    const facts = look.factsOf(prometheus.id);
    const targets = isPrometheusFacts(facts) ? facts.targets : undefined;
    const seen = targets?.state === 'ok' && key !== undefined ? targetsByKey(targets.value).get(key) : undefined;
    if (!targets || !seen) continue;
    const { target, place } = seen;
    const { health, lastError, scrapeUrl } = target;
    const says = `target ${scrapeUrl} of ${prometheus.name}: ${health}${lastError ? `: ${lastError}` : ''}`;
    const fields = [field('data', 'activeTargets', place, lastError ? 'lastError' : 'health')];
    return {
      health,
      lastError,
      scrapeUrl,
      evidence: { request: targets.request, atMs: targets.atMs, answerId: targets.answerId, says, fields },
    };
  }
  return undefined;
}

/** A cAdvisor in a kubelet is known by its node, everything else by its pod. */
function keyOf(found: Discovered): string | undefined {
  if (found.kind === 'cadvisor' && found.pods.length === 0) return `cadvisor ${found.node}`;
  return found.pods[0] === undefined ? undefined : `${found.namespace}/${found.pods[0]}`;
}

const targetsByKey = indexed((targets: readonly Target[]) => {
  const byKey = new Map<string, { readonly target: Target; readonly place: number }>();
  for (const [place, target] of targets.entries()) {
    const key = keyOfTarget(target);
    if (key !== undefined) byKey.set(key, { target, place });
  }
  return byKey;
});

function keyOfTarget(target: Target): string | undefined {
  const { discoveredLabels: meta = {}, labels, scrapeUrl } = target;
  if (/\/metrics\/cadvisor(\?|$)/.test(scrapeUrl)) {
    const node = meta['__meta_kubernetes_node_name'] ?? meta['__meta_kubernetes_endpoint_address_target_name'] ?? labels['node'];
    return node === undefined ? undefined : `cadvisor ${node}`;
  }
  const pod = podOfTarget(target);
  return pod && `${pod.namespace}/${pod.name}`;
}
