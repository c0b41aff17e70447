import type { Discovered } from '../../../shared/model/component';
import { foundOfKind } from '../../../shared/model/objectsOf';
import type { ScrapedPod } from '../discovery/scrapedPod';
import type { LookResult } from '../probers/prober';
import type { Target } from '../probers/prometheus/api';
import { isPrometheusFacts } from '../probers/prometheus/facts';
import { scrapedPods } from '../probers/prometheus/scrapedPods';

interface Seen {
  readonly discovered: readonly Discovered[];
  readonly looks: ReadonlyMap<string, LookResult>;
  rediscover(): void;
}

interface Scraped {
  readonly targets: readonly Target[];
  readonly pods: readonly ScrapedPod[];
}

/**
 * What every Prometheus scrapes, fed back to discovery: workloads that no annotation and no monitor speaks of are found by it. What one
 * that does not answer said last is kept: its applications are still there.
 */
export class ScrapedWatch {
  private readonly byPrometheus = new Map<string, Scraped>();

  constructor(private readonly session: () => Seen) {}

  get known(): readonly ScrapedPod[] {
    return [...this.byPrometheus.values()].flatMap(({ pods }) => pods);
  }

  /** Something changed in the session: discovery runs anew when other pods are scraped than before. */
  observe(): void {
    const { discovered, looks } = this.session();
    const there = foundOfKind(discovered, 'prometheus');
    let changed = false;
    for (const id of this.byPrometheus.keys())
      if (!there.some((found) => found.id === id)) changed = this.byPrometheus.delete(id) || changed;
    for (const found of there) changed = this.take(found, looks.get(found.id)?.facts) || changed;
    if (changed) this.session().rediscover();
  }

  private take(found: Discovered, facts: unknown): boolean {
    const targets = isPrometheusFacts(facts) && facts.targets?.state === 'ok' ? facts.targets.value : undefined;
    const before = this.byPrometheus.get(found.id);
    if (targets === undefined || targets === before?.targets) return false;
    const pods = scrapedPods(found, targets);
    this.byPrometheus.set(found.id, { targets, pods });
    return JSON.stringify(pods) !== JSON.stringify(before?.pods ?? []);
  }
}
