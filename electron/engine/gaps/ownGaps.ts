import type { Evidence } from '../../../shared/model/observation';
import type { GapSession } from './gapSession';
import { type Scan, scanTargets } from './scan';
import { ScrapeStore, targetKey } from './scrapeStore';
import type { RawSpan } from './source';
import type { KnownTarget } from './targets';

/** What Hopscope looked at itself, as if it scraped it: a look that brought no number is one that failed. */
export function ownGaps(session: GapSession, span: RawSpan, nowMs: number): Scan {
  const store = new ScrapeStore();
  const listed = new Map<string, KnownTarget>();
  for (const found of session.discovered) {
    const points = looksOf(session, found.id, span.fromMs).filter(({ atMs }) => atMs <= span.toMs);
    if (points.length === 0) continue;
    const labels = { job: found.card, instance: found.id };
    const name = found.node ?? found.name;
    listed.set(targetKey(labels), {
      key: targetKey(labels),
      labels,
      job: found.card,
      listed: true,
      target: { ...labels, name, isKubelet: false },
    });
    const values = points.map(({ value }) => (value === null ? 0 : 1));
    store.add([{ labels: { ...labels, __name__: 'up' }, timesMs: points.map(({ atMs }) => atMs), values }]);
  }
  return scanTargets({
    store,
    listed,
    span,
    partial: false,
    errors: { errorsOf: (key, fromMs, toMs) => lastErrors(session, listed.get(key)?.target.instance, fromMs, toMs) },
    scraper: { name: 'Hopscope', series: [], evidence: [], startsMs: [session.startedMs], offsetMs: 0 },
    cluster: () => ({ events: [], askedMs: nowMs }),
    request: () => 'own looks',
    askedMs: nowMs,
  });
}

/** The line of it that has the most points: every look adds one to it. */
function looksOf({ history }: GapSession, owner: string, fromMs: number) {
  const lines = history.heads(owner).map(({ key }) => history.read(owner, key, fromMs));
  return lines.sort((a, b) => b.length - a.length)[0] ?? [];
}

/** Of a look only the newest is kept whole: it tells of a gap that is still open. */
function lastErrors({ looks }: GapSession, id: string | undefined, fromMs: number, toMs: number) {
  const look = id === undefined ? undefined : looks.get(id);
  if (look === undefined || look.atMs <= fromMs || look.atMs > toMs || look.judgement.health === 'ok') return [];
  const [first] = look.judgement.evidence;
  const text = look.judgement.because ?? 'no answer';
  const evidence: Evidence = first ?? { atMs: look.atMs, says: text };
  return [{ text, atMs: look.atMs, evidence }];
}
