import type { NodeObject } from '../../model/inventory';
import type { Facts } from '../facts';
import { NO_WAY, nodeOfTarget, type SeenTarget, seenTargets, TIMED_OUT } from './targets';

export type ReachFacts = Pick<Facts, 'kubelets' | 'metricsApi' | 'scrapers'>;

/** Who of the pods gets through to a node's kubelet. `cut`: every one of its targets there fails, and for want of a way. */
export interface Reach {
  readonly metricsServer: 'reaches' | 'not' | 'unseen';
  readonly prometheus: 'reaches' | 'cut' | 'unseen';
  /** Targets at the kubelet that got no answer. */
  readonly failed: readonly SeenTarget[];
}

export function reachOf(node: string, byAddress: ReadonlyMap<string, string>, { metricsApi, scrapers }: ReachFacts): Reach {
  const served = metricsApi?.nodes;
  const mine = seenTargets(scrapers).filter((each) => isKubelets(each) && nodeOfTarget(each, byAddress) === node);
  const failed = mine.filter(({ target }) => target.health === 'down' && isNetwork(target.lastError ?? ''));
  return {
    metricsServer:
      served?.state !== 'ok' || served.value.length === 0 ? 'unseen' : served.value.some(({ name }) => name === node) ? 'reaches' : 'not',
    prometheus: mine.length === 0 ? 'unseen' : failed.length === mine.length ? 'cut' : 'reaches',
    failed,
  };
}

function isKubelets({ card }: SeenTarget): boolean {
  return card === 'kubelet' || card === 'cadvisor';
}

function isNetwork(error: string): boolean {
  return TIMED_OUT.test(error) || NO_WAY.test(error);
}

/** Address -> node. */
export function addressesOf(nodes: readonly NodeObject[]): ReadonlyMap<string, string> {
  return new Map(
    nodes.flatMap(({ name, addresses }) => [[name, name] as const, ...addresses.map(({ address }) => [address, name] as const)]),
  );
}
