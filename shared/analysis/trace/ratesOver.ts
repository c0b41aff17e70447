import type { KeptSeries } from './scene';

/** Times that metrics-server serves are cut to whole seconds. */
const CUT_MS = 1_000;

/** The sample of the last stamp in [ms, ms + 1 s): what a time that was cut to its second was made of. */
function sampleIn(series: KeptSeries, ms: number): { readonly atMs: number; readonly value: number } | undefined {
  for (let i = series.timesMs.length - 1; i >= 0; i--) {
    const atMs = series.timesMs[i];
    const value = series.values[i];
    if (atMs === undefined || value === undefined || atMs >= ms + CUT_MS) continue;
    return atMs >= ms ? { atMs, value } : undefined;
  }
  return undefined;
}

/** The sample nearest to a time, not farther than half a second. */
function sampleAt(series: KeptSeries, ms: number): { readonly atMs: number; readonly value: number } | undefined {
  let best: { readonly atMs: number; readonly value: number } | undefined;
  series.timesMs.forEach((atMs, i) => {
    const value = series.values[i];
    if (value === undefined || Math.abs(atMs - ms) > CUT_MS / 2) return;
    if (best === undefined || Math.abs(atMs - ms) < Math.abs(best.atMs - ms)) best = { atMs, value };
  });
  return best;
}

/**
 * The rate of a counter between the two samples that a served window names: the one at `endMs` (cut to its second) and the one
 * `windowMs` before it, per second. Undefined where either was not kept.
 */
export function rateOfWindow(series: KeptSeries, endMs: number, windowMs: number): number | undefined {
  const end = sampleIn(series, endMs);
  if (end === undefined) return undefined;
  const begin = sampleAt(series, end.atMs - windowMs);
  if (begin === undefined || begin.atMs >= end.atMs) return undefined;
  return ((end.value - begin.value) / (end.atMs - begin.atMs)) * 1000;
}

/** Nine digits of a rate are served, and times are whole milliseconds: nearer than this two windows are not alike by chance. */
const SAME_RATE_SHARE = 1e-5;
const LONGEST_WINDOW_MS = 300_000;

/** The two samples of which a served rate was made: every container of a pod has its own window, and the API names one of them. */
export function windowThatGives(
  { timesMs, values }: KeptSeries,
  rate: number,
  notBeforeMs: number,
): { readonly fromMs: number; readonly toMs: number } | undefined {
  for (let end = timesMs.length - 1; end > 0; end--) {
    const toMs = timesMs[end] ?? 0;
    if (toMs < notBeforeMs) return undefined;
    for (let begin = end - 1; begin >= 0; begin--) {
      const fromMs = timesMs[begin] ?? 0;
      if (toMs - fromMs > LONGEST_WINDOW_MS) break;
      const between = (((values[end] ?? 0) - (values[begin] ?? 0)) / (toMs - fromMs)) * 1000;
      if (Math.abs(between - rate) <= Math.max(SAME_RATE_SHARE * rate, 1e-9)) return { fromMs, toMs };
    }
  }
  return undefined;
}

/** The last sample of each, oldest time first. */
export function lastSamples(series: readonly KeptSeries[]): readonly { readonly atMs: number; readonly value: number }[] {
  return series.flatMap(({ timesMs, values }) => {
    const [atMs, value] = [timesMs[timesMs.length - 1], values[values.length - 1]];
    return atMs === undefined || value === undefined ? [] : [{ atMs, value }];
  });
}
