import type { Discovered } from '../../../shared/model/component';
import { foundOfKind } from '../../../shared/model/objectsOf';
import type { Evidence } from '../../../shared/model/observation';
import { isPrometheusFacts } from '../probers/prometheus/facts';
import type { GapSession } from './gapSession';
import { targetKey } from './scrapeStore';

/** Of a session, what is remembered. */
export interface Remembered extends Pick<GapSession, 'clockOffsetMs'> {
  readonly looks: ReadonlyMap<string, Pick<NonNullable<ReturnType<GapSession['looks']['get']>>, 'facts'>>;
  readonly inventory: Pick<GapSession['inventory'], 'leases'>;
  readonly discovered: readonly Pick<Discovered, 'id' | 'kind'>[];
}

export interface SeenError {
  readonly text: string;
  readonly atMs: number;
  readonly evidence: Evidence;
}

/** Errors kept of one target: a target that fails for hours says the same again and again. */
const MOST_EACH = 24;
const MOST_TARGETS = 5_000;
/** Renewals kept of one lease: an hour, as each kubelet renews its own every 10 s. */
const MOST_RENEWALS = 360;

/**
 * What proves a gap's cause and is nowhere kept: what targets said when their scrapes failed (Prometheus has only the error of the last
 * scrape), and when kubelets said that they live (a Lease has only its last renewal). What each look saw is kept here, so that a gap that is
 * over still has its proof.
 */
export class GapMemory {
  private readonly byTarget = new Map<string, SeenError[]>();
  private readonly looked = new WeakSet<object>();
  private readonly renewals = new Map<string, number[]>();
  private leases: object | undefined;

  /** Takes in what the newest looks at every Prometheus say, and the leases of all nodes. */
  observe({ looks, inventory, clockOffsetMs, discovered }: Remembered): void {
    this.observeErrors(foundOfKind(discovered, 'prometheus'), looks, clockOffsetMs);
    // The same object as before holds the same times.
    if (this.leases === inventory.leases) return;
    this.leases = inventory.leases;
    for (const [node, renewedMs] of Object.entries(inventory.leases)) this.renewed(node, renewedMs - clockOffsetMs);
  }

  private observeErrors(scrapers: Remembered['discovered'], looks: Remembered['looks'], clockOffsetMs: number): void {
    for (const { id } of scrapers) {
      const facts = looks.get(id)?.facts;
      if (!isPrometheusFacts(facts) || facts.targets?.state !== 'ok' || this.looked.has(facts.targets)) continue;
      const { value, request, atMs, answerId } = facts.targets;
      this.looked.add(facts.targets);
      for (const { labels, lastError, lastScrape } of value) {
        if (lastError === undefined || lastError === '' || lastScrape === undefined) continue;
        const evidence: Evidence = { request, atMs, says: lastError, ...(answerId === undefined ? {} : { answerId }) };
        this.remember(targetKey(labels), { text: lastError, atMs: Date.parse(lastScrape) - clockOffsetMs, evidence });
      }
    }
  }

  private renewed(node: string, atMs: number): void {
    const kept = this.renewals.get(node) ?? [];
    if (atMs <= (kept[kept.length - 1] ?? 0)) return;
    kept.push(atMs);
    if (kept.length > MOST_RENEWALS) kept.shift();
    this.renewals.set(node, kept);
  }

  private remember(key: string, error: SeenError): void {
    const kept = this.byTarget.get(key) ?? [];
    if (kept[kept.length - 1]?.atMs === error.atMs) return;
    if (!this.byTarget.has(key) && this.byTarget.size >= MOST_TARGETS) return;
    kept.push(error);
    if (kept.length > MOST_EACH) kept.shift();
    this.byTarget.set(key, kept);
  }

  /** Errors of scrapes in that time, oldest first; the one of a text that came last. */
  errorsOf(key: string, fromMs: number, toMs: number): readonly SeenError[] {
    const inside = (this.byTarget.get(key) ?? []).filter(({ atMs }) => atMs > fromMs && atMs <= toMs);
    return [...new Map(inside.map((error) => [error.text, error])).values()];
  }

  /** Times at which the kubelet of a node renewed its lease, ascending: those that were seen. */
  renewalsOf(node: string): readonly number[] {
    return this.renewals.get(node) ?? [];
  }
}
