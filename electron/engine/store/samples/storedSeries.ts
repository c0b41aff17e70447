import type { Labels } from '../../../../shared/promql/labels';
import { type Matcher, matchesAll } from '../../../../shared/promql/matcher';
import type { Point, Samples, SeriesStorage, StoredSeries } from '../../../../shared/promql/storage';
import { type WindowRule, windowStart } from '../../../../shared/promql/windowRule';
import type { PackedSamples } from '../../../../shared/series/block';
import { isStale } from '../../../../shared/series/stale';
import type { SampleStore } from './sampleStore';
import { keyStart, scrapedLabels, targetLabels } from './scrapeTarget';
import type { TargetSamples } from './targetSamples';

/**
 * The kept samples as PromQL reads them: rate, increase, irate and quantiles come from the one evaluator. `rule`: of the server whose
 * results they are to equal (windowRuleOf).
 */
export function promqlStorage(store: SampleStore, rule: WindowRule = 'left-open'): SeriesStorage {
  return {
    select(matchers) {
      const found: StoredSeries[] = [];
      for (const target of store.all()) found.push(...seriesOf(target, matchers, rule));
      return found;
    },
  };
}

function seriesOf(target: TargetSamples, matchers: readonly Matcher[], rule: WindowRule): StoredSeries[] {
  const found: StoredSeries[] = [];
  const own = targetLabels(target.target);
  if (own === undefined) return found;
  const name = matchers.find((matcher) => matcher.name === '__name__' && matcher.op === '=');
  const start = name && keyStart(name.value);
  for (const { slot, key } of target.names.all()) {
    if (start !== undefined && !key.startsWith(start)) continue;
    const labels = scrapedLabels(key, own);
    if (matchesAll(labels, matchers)) found.push(storedSeries(target, slot, labels, rule));
  }
  return found;
}

function storedSeries(target: TargetSamples, slot: number, labels: Labels, rule: WindowRule): StoredSeries {
  return {
    labels,
    latest: (atMs, lookbackMs) => latest(target, slot, atMs, windowStart(atMs, lookbackMs, rule)),
    window: (afterMs, untilMs) => samplesIn(target, slot, windowStart(afterMs, 0, rule), untilMs),
  };
}

/** A series' samples in (afterMs, untilMs], ascending, stale markers left out. Times are whole milliseconds. */
export function samplesIn(target: TargetSamples, slot: number, afterMs: number, untilMs: number): Samples {
  const parts = [...target.parts(slot, afterMs, untilMs)];
  const room = parts.reduce((sum, { timesMs }) => sum + timesMs.length, 0);
  const timesMs = new Float64Array(room);
  const values = new Float64Array(room);
  let count = 0;
  let lastMs = afterMs;
  for (const part of parts) {
    for (let i = 0; i < part.timesMs.length; i++) {
      const timeMs = part.timesMs[i] ?? 0;
      // After a restart a sample with a timestamp of its own may have been taken in twice.
      if (timeMs <= lastMs || timeMs > untilMs) continue;
      lastMs = timeMs;
      if (isStale(part.halves, i)) continue;
      timesMs[count] = timeMs;
      values[count++] = part.values[i] ?? Number.NaN;
    }
  }
  return { timesMs: timesMs.subarray(0, count), values: values.subarray(0, count) };
}

function latest(target: TargetSamples, slot: number, atMs: number, afterMs: number): Point | undefined {
  let last: { readonly part: PackedSamples; readonly index: number } | undefined;
  for (const part of target.parts(slot, afterMs, atMs)) {
    for (let index = 0; index < part.timesMs.length; index++) {
      const timeMs = part.timesMs[index] ?? 0;
      if (timeMs > afterMs && timeMs <= atMs) last = { part, index };
    }
  }
  if (last === undefined || isStale(last.part.halves, last.index)) return undefined;
  return { timeMs: last.part.timesMs[last.index] ?? 0, value: last.part.values[last.index] ?? Number.NaN };
}
