import type { Evidence, Observation } from '../../model/observation';
import { unseen, type Verdict } from '../answer';
import type { ScraperSight, TargetSight } from '../sights';

export function targetSubject({ labels }: TargetSight): string {
  return `target/${labels['job'] ?? ''}/${labels['instance'] ?? ''}`;
}

export interface SeenTarget {
  readonly target: TargetSight;
  readonly card: string | undefined;
  readonly scraper: ScraperSight;
  readonly place: number;
}

/** Every target of every scraper whose targets could be read. */
export function seenTargets(scrapers: readonly ScraperSight[]): readonly SeenTarget[] {
  return scrapers.flatMap((scraper) =>
    scraper.targets?.state === 'ok'
      ? scraper.targets.value.map((target, place) => ({ target, card: scraper.cards[place], scraper, place }))
      : [],
  );
}

/** Sentences for scrapers whose targets could not be read. */
export function unreadScrapers(scrapers: readonly ScraperSight[]): readonly string[] {
  return scrapers.flatMap(({ found, targets }) => {
    if (targets?.state === 'ok') return [];
    return [`the targets of ${found.name}: ${targets === undefined ? 'not looked at yet' : targets.because}`];
  });
}

/** The line of /api/v1/targets that shows it. */
export function targetProof({ target, scraper, place }: SeenTarget, field: 'lastError' | 'health' | 'scrapeUrl' = 'lastError'): Evidence {
  const says = `${target.scrapeUrl}: ${target.lastError || target.health}`;
  const seen: Observation<unknown> | undefined = scraper.targets;
  if (!seen) return { atMs: 0, says };
  return {
    request: seen.request,
    atMs: seen.atMs,
    answerId: seen.answerId,
    says,
    fields: [{ path: ['data', 'activeTargets', place, field] }],
  };
}

/** The node that a kubelet's target is of, by what service discovery said of it, else by its address. */
export function nodeOfTarget({ target }: SeenTarget, byAddress: ReadonlyMap<string, string>): string | undefined {
  const meta = target.discoveredLabels ?? {};
  return (
    meta['__meta_kubernetes_node_name'] ??
    (meta['__meta_kubernetes_endpoint_address_target_kind'] === 'Node'
      ? meta['__meta_kubernetes_endpoint_address_target_name']
      : undefined) ??
    byAddress.get(/^https?:\/\/\[?([^/\]]+?)\]?:\d+/.exec(target.scrapeUrl)?.[1] ?? '')
  );
}

/** Prometheus' words when nothing came in time (net/http, context). */
export const TIMED_OUT = /context deadline exceeded|i\/o timeout|Client\.Timeout exceeded/;
/** The kernel's words when there is no way. */
export const NO_WAY = /no route to host|network is unreachable|connection refused/;

/** A verdict of each target, those of scrapers that could not be read as not seen, and why there may be none: for answerOf. */
export function judgeTargets(scrapers: readonly ScraperSight[], judge: (seen: SeenTarget) => Verdict): [readonly Verdict[], string] {
  return [[...seenTargets(scrapers).map(judge), ...unreadScrapers(scrapers).map(unseen)], 'no Prometheus was found'];
}
