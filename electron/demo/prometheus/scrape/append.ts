import type { Exposition, Sample } from '../../../../shared/exposition/parse';
import type { Head } from '../tsdb/head';
import type { MemorySeries } from '../tsdb/series';
import { normalizedLabels } from './floatLabels';
import { limitError, sampleLabels } from './sampleLabels';
import { NOT_STORED, type Target } from './target';

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

/** Samples dated further ahead than this are refused (scrape/scrape.go maxAheadTime). */
const AHEAD_MS = 600_000;
const NOTHING: Appended = { scraped: 0, afterRelabelling: 0, seriesAdded: 0 };

/**
 * Takes what one scrape of a target exposed into the head: all of it, or nothing where a limit is exceeded. Series that
 * the last scrape had and this one has not get a stale marker; those with explicit timestamps do not.
 */
export function appendScrape(head: Head, target: Target, exposition: Exposition, timeMs: number, counters: ScrapeCounters): Appended {
  target.scrapes++;
  const scrape = collect(head, target, exposition, timeMs, counters);
  if (scrape.result.error !== undefined) {
    markStale(head, target, timeMs);
    return scrape.result;
  }
  commit(head, scrape.pending, counters);
  for (const series of target.tracked) if (!scrape.tracked.has(series)) appendStale(head, series, timeMs);
  target.tracked = scrape.tracked;
  forgetUnseen(target);
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
  target.tracked = new Set();
}

function appendStale(head: Head, series: MemorySeries, timeMs: number): void {
  if (timeMs > series.lastMs) head.append(series, timeMs, Number.NaN, true);
}

interface Collected {
  readonly pending: Pending;
  readonly tracked: Set<MemorySeries>;
  readonly result: Appended;
}

function collect(head: Head, target: Target, exposition: Exposition, timeMs: number, counters: ScrapeCounters): Collected {
  const { job } = target;
  if (head.full && target.refused && target.cache.size === 0) return skipped(exposition);
  const pending: Pending = { series: [], times: [], values: [] };
  const tracked = new Set<MemorySeries>();
  const seriesBefore = head.counts.created;
  let afterRelabelling = 0;
  for (const sample of exposition.samples()) {
    const found = lookUp(head, target, sample, exposition);
    if (found === NOT_STORED) continue;
    if (found === 'refused') {
      afterRelabelling++;
      continue;
    }
    if ('error' in found) {
      counters.labelLimit++;
      return { pending, tracked, result: { scraped: exposition.sampleCount, afterRelabelling, seriesAdded: 0, error: found.error } };
    }
    afterRelabelling++;
    const explicit = job.honorTimestamps ? sample.timestampMs : undefined;
    if (take(found.series, sample, explicit, { pending, tracked, timeMs, counters, already: found.already })) {
      if (explicit === undefined || job.trackTimestampsStaleness) tracked.add(found.series);
    }
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
    tracked: new Set(),
    result: { scraped: count, afterRelabelling: count, seriesAdded: 0 },
  };
}

interface Taking {
  readonly pending: Pending;
  readonly tracked: Set<MemorySeries>;
  readonly timeMs: number;
  readonly counters: ScrapeCounters;
  /** This scrape had the series before. */
  readonly already: boolean;
}

/** False where the sample is refused at once. */
function take(series: MemorySeries, sample: Sample, explicit: number | undefined, taking: Taking): boolean {
  if (taking.already && explicit === undefined) {
    taking.counters.duplicates++;
    return false;
  }
  if (explicit !== undefined && explicit > taking.timeMs + AHEAD_MS) {
    taking.counters.outOfBounds++;
    return false;
  }
  taking.pending.series.push(series);
  taking.pending.times.push(explicit ?? taking.timeMs);
  taking.pending.values.push(sample.value);
  return true;
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

type Found = { readonly series: MemorySeries; readonly already: boolean } | { readonly error: string } | 'refused' | typeof NOT_STORED;

function lookUp(head: Head, target: Target, sample: Sample, exposition: Exposition): Found {
  const key = keyOf(sample);
  const cached = target.cache.get(key);
  if (cached === NOT_STORED) return NOT_STORED;
  if (cached !== undefined && !cached.series.removed) {
    const already = cached.seenAt === target.scrapes;
    cached.seenAt = target.scrapes;
    return { series: cached.series, already };
  }
  return head.full && target.refused ? 'refused' : firstLook(head, target, sample, key, exposition);
}

function firstLook(head: Head, target: Target, sample: Sample, key: string, exposition: Exposition): Found {
  const { labels: own, job } = target;
  const exposed = normalizedLabels(sample, exposition.families);
  const labels = sampleLabels(sample.name, exposed, { target: own, honorLabels: job.honorLabels, rules: job.metricRules });
  if (labels === undefined) {
    target.cache.set(key, NOT_STORED);
    return NOT_STORED;
  }
  const error = limitError(labels, job.limits);
  if (error !== undefined) return { error };
  const series = head.series(labels);
  target.refused = series === undefined;
  if (series === undefined) return 'refused';
  target.cache.set(key, { series, seenAt: target.scrapes });
  return { series, already: false };
}

function keyOf(sample: Sample): string {
  let key = sample.name;
  for (const name in sample.labels) key += `\u0000${name}\u0000${sample.labels[name]}`;
  return key;
}

/** Entries of series long gone leave, now and then: pods of a CronJob come with new names each time. */
function forgetUnseen(target: Target): void {
  if (target.scrapes % 20 !== 0) return;
  for (const [key, cached] of target.cache) {
    if (cached === NOT_STORED) target.cache.delete(key);
    else if (cached.seenAt < target.scrapes - 1) target.cache.delete(key);
  }
}
