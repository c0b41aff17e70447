import type { SeriesTimes } from './seriesTimes';

/** What is known of the series' time, each ascending. `undefined` is "not given", empty is "given, and nothing there". */
export interface Ticks {
  readonly samplesMs: ArrayLike<number>;
  readonly upMs: ArrayLike<number> | undefined;
  readonly downMs: ArrayLike<number>;
  readonly siblingsMs: ArrayLike<number>;
  readonly rejectedMs: ArrayLike<number>;
}

export function ticksOf({ samplesMs, startMs, endMs, up, siblingsMs = [], rejectedMs = [] }: SeriesTimes): Ticks {
  return {
    samplesMs: ascending(samplesMs.filter((atMs) => !(atMs < startMs || atMs > endMs))),
    upMs: up === undefined ? undefined : ascending(up.filter(({ value }) => value === 1).map(({ atMs }) => atMs)),
    downMs: ascending((up ?? []).filter(({ value }) => value === 0).map(({ atMs }) => atMs)),
    siblingsMs: ascending(siblingsMs),
    rejectedMs: ascending(rejectedMs),
  };
}

/** Each time once: a clock that went back, or two replicas' answers, bring times twice. */
function ascending(times: readonly number[]): ArrayLike<number> {
  const sorted = Float64Array.from(times.filter((time) => Number.isFinite(time))).sort();
  return sorted.filter((time, i) => i === 0 || time !== sorted[i - 1]);
}

/** Whether one of the times lies strictly between the two. */
export function anyBetween(times: ArrayLike<number>, fromMs: number, toMs: number): boolean {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) > fromMs) high = middle;
    else low = middle + 1;
  }
  return low < times.length && (times[low] ?? 0) < toMs;
}
