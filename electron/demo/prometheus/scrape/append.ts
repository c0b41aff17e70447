import type { Exposition } from '../../../../shared/exposition/parse';
import type { Head } from '../tsdb/head';
import { MemorySeries, nextPass } from '../tsdb/series';
import { type FoundSeries, findByText, findInPlace, forgetUnseen, LimitExceeded } from './findSeries';
import { NOT_STORED } from './places';
import type { Target } from './target';

/** Counters of prometheus_target_scrapes_* (scrape/metrics.go). */
export interface ScrapeCounters {
  outOfOrder: number;
  duplicates: number;
  outOfBounds: number;
  sampleLimit: number;
  bodySizeLimit: number;
  labelLimit: number;
}

export interface Appended {
  readonly scraped: number;
  readonly afterRelabelling: number;
  readonly seriesAdded: number;
  /** Nothing was stored then. */
  readonly error?: string;
}

interface Pending {
  readonly series: MemorySeries[];
  readonly times: number[];
  readonly values: number[];
}

/** What a target exposed. */
export interface Scraped {
  readonly exposition: Exposition;
  /** Its labels objects are the same ones at each scrape, as long as the series live (Listener.samplesOf). */
  readonly steady: boolean;
}

/** Samples dated further ahead than this are refused (scrape/scrape.go maxAheadTime). */
const AHEAD_MS = 600_000;
const NOTHING: Appended = { scraped: 0, afterRelabelling: 0, seriesAdded: 0 };

/**
 * Takes what one scrape of a target exposed into the head: all of it, or nothing where a limit is exceeded. Series that
 * the last scrape had and this one has not get a stale marker; those with explicit timestamps do not.
 */
export function appendScrape(head: Head, target: Target, scraped: Scraped, timeMs: number, counters: ScrapeCounters): Appended {
  target.scrapes++;
  const pass = nextPass();
  target.places.begin();
  const scrape = collect(head, target, scraped, { timeMs, counters, pass });
  if (scrape.result.error !== undefined) {
    markStale(head, target, timeMs);
    return scrape.result;
  }
  commit(head, scrape.pending, counters);
  for (const series of target.tracked) if (series.pass !== pass) appendStale(head, series, timeMs);
  target.tracked = scrape.tracked;
  if (scraped.steady) target.places.end();
  else forgetUnseen(target);
  return scrape.result;
}

/** A failed scrape counts as an empty one: all that was there before goes stale. */
export function appendNothing(head: Head, target: Target, timeMs: number): Appended {
  target.scrapes++;
  markStale(head, target, timeMs);
  return NOTHING;
}

export function markStale(head: Head, target: Target, timeMs: number): void {
  for (const series of target.tracked) appendStale(head, series, timeMs);
  target.tracked = [];
}

function appendStale(head: Head, series: MemorySeries, timeMs: number): void {
  if (timeMs > series.lastMs) head.append(series, timeMs, Number.NaN, true);
}

interface Collected {
  readonly pending: Pending;
  readonly tracked: readonly MemorySeries[];
  readonly result: Appended;
}

interface Collecting {
  readonly timeMs: number;
  readonly counters: ScrapeCounters;
  /** See nextPass. */
  readonly pass: number;
}

function collect(head: Head, target: Target, { exposition, steady }: Scraped, { timeMs, counters, pass }: Collecting): Collected {
  const { job } = target;
  if (head.full && target.refused && target.cache.size === 0 && target.places.size === 0) return skipped(exposition);
  const pending: Pending = { series: [], times: [], values: [] };
  const tracked: MemorySeries[] = [];
  const seriesBefore = head.counts.created;
  const look = { head, target, families: exposition.families };
  let afterRelabelling = 0;
  for (const sample of exposition.samples()) {
    const found = steady ? findInPlace(look, sample) : findByText(look, sample);
    if (found === NOT_STORED) continue;
    if (found instanceof LimitExceeded) {
      counters.labelLimit++;
      return { pending, tracked, result: { scraped: exposition.sampleCount, afterRelabelling, seriesAdded: 0, error: found.message } };
    }
    afterRelabelling++;
    const explicit = job.honorTimestamps ? sample.timestampMs : undefined;
    const series = admitted(found, explicit, timeMs, counters);
    if (series === undefined) continue;
    pending.series.push(series);
    pending.times.push(explicit ?? timeMs);
    pending.values.push(sample.value);
    if (explicit !== undefined && !job.trackTimestampsStaleness) continue;
    series.pass = pass;
    tracked.push(series);
  }
  const seriesAdded = head.counts.created - seriesBefore;
  const result = { scraped: exposition.sampleCount, afterRelabelling, seriesAdded };
  if (job.limits.samples === 0 || afterRelabelling <= job.limits.samples) return { pending, tracked, result };
  counters.sampleLimit++;
  return { pending, tracked, result: { ...result, error: 'sample limit exceeded' } };
}

/** The head is full and has nothing of this target: its health and counts alone are kept. */
function skipped(exposition: Exposition): Collected {
  const count = exposition.sampleCount;
  return {
    pending: { series: [], times: [], values: [] },
    tracked: [],
    result: { scraped: count, afterRelabelling: count, seriesAdded: 0 },
  };
}

/** Undefined where the sample is refused at once. */
function admitted(found: FoundSeries, explicit: number | undefined, timeMs: number, counters: ScrapeCounters): MemorySeries | undefined {
  if (found === 'refused') return undefined;
  const series = found instanceof MemorySeries ? found : found.again;
  if (series !== found && explicit === undefined) {
    counters.duplicates++;
    return undefined;
  }
  if (explicit === undefined || explicit <= timeMs + AHEAD_MS) return series;
  counters.outOfBounds++;
  return undefined;
}

function commit(head: Head, { series, times, values }: Pending, counters: ScrapeCounters): void {
  for (const [i, one] of series.entries()) {
    switch (head.append(one, times[i] ?? 0, values[i] ?? Number.NaN)) {
      case 'out-of-order':
        counters.outOfOrder++;
        break;
      case 'duplicate':
        counters.duplicates++;
        break;
      case 'too-old':
        counters.outOfBounds++;
        break;
      default:
    }
  }
}
