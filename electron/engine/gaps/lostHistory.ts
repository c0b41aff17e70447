import type { GapDetail, GapStop } from '../../../shared/contract/gaps';
import { formatClock } from '../../../shared/model/format';
import type { Evidence } from '../../../shared/model/observation';
import { chartSource, type HistorySource } from '../charts/sources';
import type { History } from '../store/history';
import { scraperGapDetail } from './gapDetail';
import type { GapSession } from './gapSession';
import type { Scan, ScannedGap } from './scan';

export interface LostHistoryParts {
  /** "Prometheus monitoring/k8s". */
  readonly name: string;
  /** When its process began, as its own /metrics said last (the cluster's clock, brought to ours). */
  readonly startedMs: number | undefined;
  /** Who it is in the own looks, and what they brought. */
  readonly id: string;
  readonly history: Pick<History, 'heads' | 'read'>;
  readonly askedMs: number;
}

const USUAL_INTERVAL_MS = 15_000;

/**
 * A Prometheus that answered in this time, started anew and has nothing of before: its data went with it, and its own history
 * cannot tell. From the last own look that it answered to its first sample now; undefined where that is not so.
 */
export function lostHistory(
  { fromMs, beganMs, targets }: Scan,
  { name, startedMs, id, history, askedMs }: LostHistoryParts,
): ScannedGap | undefined {
  if (beganMs === undefined || startedMs === undefined || startedMs <= fromMs || startedMs > beganMs) return undefined;
  const looks = history.heads(id).flatMap(({ key }) => history.read(id, key, fromMs));
  const seenMs = Math.max(...looks.filter(({ atMs, value }) => value !== null && atMs < startedMs).map(({ atMs }) => atMs));
  if (!Number.isFinite(seenMs)) return undefined;
  const intervals = targets.map(({ ticks }) => ticks.intervalMs).filter((ms) => ms > 0);
  const intervalMs = intervals.length === 0 ? USUAL_INTERVAL_MS : Math.min(...intervals);
  const evidence: Evidence[] = [
    { atMs: seenMs, says: `own look at ${name}: it answered at ${formatClock(seenMs)} UTC` },
    { request: 'GET /metrics', atMs: askedMs, says: `process_start_time_seconds ${Math.round(startedMs / 1_000)}, after that` },
    { request: 'GET /api/v1/query', atMs: askedMs, says: `no up of any target before ${formatClock(beganMs)} UTC` },
  ];
  return {
    ...{ id: 'lost-history', key: '', fromMs: seenMs, toMs: beganMs, intervalMs, ofAll: true, gone: 'scrapes', failed: [] },
    ...{ openBefore: false, openAfter: false, missed: Math.max(1, Math.floor((beganMs - seenMs) / intervalMs)) },
    cause: 'scraper-restarted',
    because: `${name} started again at ${formatClock(startedMs)} UTC and has nothing of before ${formatClock(beganMs)}: its data went with it.`,
    evidence,
    remedy: 'Give its data a volume that outlives the pod; two replicas that scrape the same close such gaps.',
  };
}

/** The same of a source that was read at `askedMs`. */
export function lostHistoryOf(
  scan: Scan,
  source: HistorySource,
  { history, clockOffsetMs }: Pick<GapSession, 'history' | 'clockOffsetMs'>,
  askedMs: number,
): ScannedGap | undefined {
  const counters = source.facts?.counters;
  const startedMs = counters?.state === 'ok' ? counters.value.startedMs : undefined;
  return lostHistory(scan, {
    ...{ name: chartSource(source).name, id: source.found.id, history, askedMs },
    startedMs: startedMs === undefined ? undefined : startedMs - clockOffsetMs,
  });
}

/** As the gap view shows it: nothing at all is there, of any target. */
export function lostStop({ id, fromMs, toMs, cause }: ScannedGap, { targets }: Scan): GapStop {
  return { id, fromMs, toMs, cause, targets: targets.length, lost: true };
}

/** What it cost cannot be told: what was evaluated went as well. */
export function lostDetail(gap: ScannedGap, name: string): GapDetail {
  return scraperGapDetail(gap, name, 'what its rules made of it went with its data');
}
