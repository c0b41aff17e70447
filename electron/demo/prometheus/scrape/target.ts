import type { Labels } from '../../../../shared/promql/labels';
import { parseDuration } from '../../../../shared/relabel/duration';
import type { JobConfig } from '../config/job';
import type { MemorySeries } from '../tsdb/series';
import type { Metadata } from './metadata';
import { type NOT_STORED, Places } from './places';

/** A series as one target exposes it: found once, then again by the text of its name and labels. */
export interface CachedSeries {
  readonly series: MemorySeries;
  /** Number of the scrape that last had it. */
  seenAt: number;
}

export type Health = 'unknown' | 'up' | 'down';

/** One target and what its scrape loop remembers. */
export class Target {
  health: Health = 'unknown';
  lastError = '';
  /** By the scraper's clock, which may be ahead. */
  lastScrapeMs: number | undefined;
  /** When its last scrape began, in simulated time. */
  beganMs: number | undefined;
  lastSeconds = 0;
  dueMs: number;
  scrapes = 0;
  /** By the exposed name and label values: for what was read as text. */
  readonly cache = new Map<string, CachedSeries | typeof NOT_STORED>();
  /** For what was taken without its text. */
  readonly places = new Places();
  /** Series without explicit timestamps of the last scrape: those that get a stale marker when they go. */
  tracked: readonly MemorySeries[] = [];
  /** The head was full when this target last brought a new series. */
  refused = false;
  readonly reports = new Map<string, MemorySeries>();
  metadata: Metadata = new Map();
  readonly intervalMs: number;
  readonly timeoutMs: number;
  /** Without those that begin with __. */
  readonly labels: Labels;
  /** Names that metric_relabel_configs do not drop whatever the labels. */
  readonly wanted: ((name: string) => boolean) | undefined;

  constructor(
    readonly identity: string,
    readonly discovered: Labels,
    readonly allLabels: Labels,
    readonly url: string,
    readonly job: JobConfig,
    nowMs: number,
  ) {
    this.intervalMs = milliseconds(allLabels['__scrape_interval__'], 60_000);
    this.timeoutMs = milliseconds(allLabels['__scrape_timeout__'], 10_000);
    this.labels = Object.fromEntries(Object.entries(allLabels).filter(([name]) => !name.startsWith('__')));
    this.wanted = job.wanted;
    const offset = spread(identity) % this.intervalMs;
    this.dueMs = nowMs - (nowMs % this.intervalMs) + offset;
    if (this.dueMs <= nowMs) this.dueMs += this.intervalMs;
  }

  /** The first moment of its grid after; a late loop leaves out what it missed, as Go's tickers do. */
  dueAfter(timeMs: number): number {
    return this.dueMs + Math.max(1, Math.ceil((timeMs - this.dueMs + 1) / this.intervalMs)) * this.intervalMs;
  }
}

function milliseconds(text: string | undefined, fallback: number): number {
  const duration = parseDuration(text ?? '');
  return duration.ok && duration.value > 0 ? duration.value : fallback;
}

/** FNV-1a, 32 bit: spreads the targets of a job over its interval, the same way each time. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
