import { counterRates, type Reads } from '../../../../shared/analysis/series/counterRate';
import { largestAndOthers, largestOf } from '../../../../shared/analysis/series/largest';
import type { ChartLimit, ChartSample } from '../../../../shared/model/chart';
import { PROMETHEUS_CHARTS as CHARTS } from '../../../../shared/model/charts';
import { formatDuration } from '../../../../shared/model/format';
import { parseGoDuration } from '../../../../shared/model/quantity';
import { lines, point } from '../chartSamples';
import type { OwnCounters, Target } from './api';
import { headSeriesOf } from './factRows';
import type { PrometheusFacts } from './facts';
import type { Rates } from './rates';

export function prometheusSamples(facts: PrometheusFacts, rates: Rates, clockOffsetMs: number): readonly ChartSample[] {
  const { counters, headSeries } = facts;
  const storeAtMs = counters?.state === 'ok' ? counters.atMs : headSeries?.atMs;
  return [
    ...point(CHARTS.samples, rates.samples, storeAtMs),
    ...point(CHARTS.series, headSeriesOf(facts), storeAtMs),
    ...(counters?.state === 'ok' ? counterSamples(counters.value, counters.atMs, facts.before) : []),
    ...(facts.targets?.state === 'ok' ? targetSamples(facts.targets.value, facts.targets.atMs, clockOffsetMs) : []),
  ];
}

function counterSamples(counters: OwnCounters, atMs: number, before: PrometheusFacts['before']): readonly ChartSample[] {
  const rejected = (each: OwnCounters) => new Map(Object.entries(each.rejected).map(([reason, count]) => [spoken(reason), count]));
  const reads: Reads<ReadonlyMap<string, number>> = {
    now: { atMs, value: rejected(counters) },
    before: before && { atMs: before.atMs, value: rejected(before.counters) },
  };
  return [
    ...lines(CHARTS.interval, largestAndOthers(counters.intervals, largestOf), atMs, intervalLimit([...counters.intervals.keys()])),
    ...lines(CHARTS.rules, largestAndOthers(shortNames(counters.ruleGroups), largestOf), atMs),
    ...lines(CHARTS.rejected, largestAndOthers(counterRates(reads)), atMs),
  ];
}

function targetSamples(targets: readonly Target[], atMs: number, clockOffsetMs: number): readonly ChartSample[] {
  const slowest = new Map<string, number>();
  let oldest: number | undefined;
  for (const target of targets) {
    const job = target.scrapePool ?? target.labels['job'] ?? '?';
    if (target.lastScrapeDuration !== undefined) slowest.set(job, Math.max(slowest.get(job) ?? 0, target.lastScrapeDuration));
    const lastMs = Date.parse(target.lastScrape ?? '');
    // One that was never scraped has Go's zero time.
    if (target.health === 'up' && lastMs > 0) oldest = Math.max(oldest ?? 0, (atMs + clockOffsetMs - lastMs) / 1000);
  }
  const timeouts = targets.map((target) => target.scrapeTimeout);
  const up = targets.filter((target) => target.health === 'up').length;
  return [
    ...lines(CHARTS.scrapeDuration, largestAndOthers(slowest, largestOf), atMs, sameLimit('scrape timeout', timeouts)),
    ...point(CHARTS.freshness, oldest, atMs, intervalLimit(targets.map((target) => target.scrapeInterval))),
    ...point(CHARTS.up, up, atMs),
  ];
}

function intervalLimit(intervals: readonly (string | undefined)[]): ChartLimit | undefined {
  return sameLimit('one interval', intervals);
}

/** A limit that all have in common: lines with different ones are not measured against one. */
function sameLimit(says: string, durations: readonly (string | undefined)[]): ChartLimit | undefined {
  const [first] = durations;
  const seconds = first === undefined || durations.some((each) => each !== first) ? undefined : parseGoDuration(first);
  return seconds === undefined ? undefined : { value: seconds, says: `${says}, ${formatDuration(seconds)}` };
}

/** "sample_out_of_order" -> "sample out of order". */
function spoken(reason: string): string {
  return reason.replaceAll('_', ' ');
}

/** "FILE;GROUP" -> "GROUP", where no other file has one of that name. */
function shortNames(groups: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const short = (name: string) => name.slice(name.lastIndexOf(';') + 1);
  const times = new Map<string, number>();
  for (const name of groups.keys()) times.set(short(name), (times.get(short(name)) ?? 0) + 1);
  return new Map([...groups].map(([name, seconds]) => [times.get(short(name)) === 1 ? short(name) : name, seconds] as const));
}
