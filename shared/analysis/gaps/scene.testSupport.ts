import type { GapScene, Scrape } from './scene';

/** Noon; scenes of tests are around it. */
export const NOON_MS = Date.UTC(2026, 0, 2, 12, 0, 0);

export function atSecond(second: number): number {
  return NOON_MS + second * 1_000;
}

/** Scrapes that failed, one each 15 s from noon + 15 s on. */
export function failures(count: number, more: Partial<Scrape> = {}): readonly Scrape[] {
  return Array.from({ length: count }, (_, i) => ({ atMs: atSecond(15 * (i + 1)), up: 0 as const, ...more }));
}

/** A gap of four scrapes at 15 s that says nothing of its cause, changed by what a test is about. */
export function scene(change: Partial<GapScene> = {}): GapScene {
  return {
    fromMs: atSecond(0),
    toMs: atSecond(75),
    openBefore: false,
    openAfter: false,
    intervalMs: 15_000,
    gone: 'answers',
    missed: 4,
    failed: change.gone === undefined || change.gone === 'answers' ? failures(4) : [],
    target: { job: 'apps', instance: '10.0.0.7:8080', name: 'web-1', isKubelet: false, timeoutMs: 10_000 },
    errors: [],
    others: { total: 5, scraped: 5 },
    targetStartsMs: [],
    scraper: { name: 'Prometheus', startsMs: [], evidence: [] },
    cluster: { events: [], askedMs: atSecond(100) },
    request: 'GET /api/v1/query?query=up[1h]',
    askedMs: atSecond(100),
    ...change,
  };
}
