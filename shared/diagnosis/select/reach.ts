import type { NodeObject } from '../../model/inventory';
import type { Facts } from '../facts';
import { NO_WAY, nodeOfTarget, type SeenTarget, seenTargets, TIMED_OUT } from './targets';

export type ReachFacts = Pick<Facts, 'metricsApi' | 'scrapers'>;

/** Who of the pods gets through to a node's kubelet. `cut`: every one of its targets there fails, and for want of a way. */
export interface Reach {
  readonly metricsServer: 'reaches' | 'not' | 'unseen';
  readonly prometheus: 'reaches' | 'cut' | 'unseen';
  /** Targets at the kubelet that got no answer. */
  readonly failed: readonly SeenTarget[];
  /** Of when its values in the Metrics API are. */
  readonly servedMs?: number;
  /** When the newest scrape began that got an answer of it. */
  readonly scrapedMs?: number;
}

/** Looked up by node: made once for all nodes, of which there may be thousands. */
export function reaches({ metricsApi, scrapers }: ReachFacts, byAddress: ReadonlyMap<string, string>): (node: string) => Reach {
  const served = metricsApi?.nodes;
  const times =
    served?.state === 'ok' && served.value.length > 0 ? new Map(served.value.map((each) => [each.name, each.timestampMs])) : undefined;
  const targets = new Map<string, SeenTarget[]>();
  for (const each of seenTargets(scrapers)) {
    const node = isKubelets(each) ? nodeOfTarget(each, byAddress) : undefined;
    if (node === undefined) continue;
    const before = targets.get(node);
    if (before) before.push(each);
    else targets.set(node, [each]);
  }
  return (node) => {
    const mine = targets.get(node) ?? [];
    const failed = mine.filter(({ target }) => target.health === 'down' && isNetwork(target.lastError ?? ''));
    return {
      metricsServer: times === undefined ? 'unseen' : times.has(node) ? 'reaches' : 'not',
      prometheus: mine.length === 0 ? 'unseen' : failed.length === mine.length ? 'cut' : 'reaches',
      failed,
      servedMs: times?.get(node),
      scrapedMs: newest(mine.filter((each) => !failed.includes(each))),
    };
  };
}

function newest(targets: readonly SeenTarget[]): number | undefined {
  const times = targets.map(({ target }) => Date.parse(target.lastScrape ?? '')).filter(Number.isFinite);
  return times.length === 0 ? undefined : Math.max(...times);
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
