import type { Evidence } from '../../../shared/model/observation';
import type { LookResult } from '../probers/prober';
import { isPrometheusFacts } from '../probers/prometheus/facts';
import { targetKey } from './scrapeStore';

export interface SeenError {
  readonly text: string;
  readonly atMs: number;
  readonly evidence: Evidence;
}

/** Errors kept of one target: a target that fails for hours says the same again and again. */
const MOST_EACH = 24;
const MOST_TARGETS = 5_000;

/**
 * What targets said when their scrapes failed. Prometheus keeps only the error of the last scrape, and no history of it: what
 * each look saw is kept here, so that a gap that is over still has its error.
 */
export class ErrorMemory {
  private readonly byTarget = new Map<string, SeenError[]>();
  private readonly looked = new WeakSet<object>();

  /** Takes in what the newest looks at every Prometheus say. */
  observe(looks: ReadonlyMap<string, Pick<LookResult, 'facts'>>, clockOffsetMs: number): void {
    for (const { facts } of looks.values()) {
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

  private remember(key: string, error: SeenError): void {
    const kept = this.byTarget.get(key) ?? [];
    if (kept[kept.length - 1]?.atMs === error.atMs) return;
    if (!this.byTarget.has(key) && this.byTarget.size >= MOST_TARGETS) return;
    kept.push(error);
    if (kept.length > MOST_EACH) kept.shift();
    this.byTarget.set(key, kept);
  }

  /** Errors of scrapes in that time, oldest first; the one of a text that came last. */
  of(key: string, fromMs: number, toMs: number): readonly SeenError[] {
    const inside = (this.byTarget.get(key) ?? []).filter(({ atMs }) => atMs > fromMs && atMs <= toMs);
    return [...new Map(inside.map((error) => [error.text, error])).values()];
  }
}
