import { middleOf } from '../../series/middle';
/** A cumulative number as it was scraped; times ascend. */
export interface Counted {
  readonly timesMs: readonly number[];
  readonly values: readonly number[];
}

/** What a scraper that scrapes itself says of its scrapes, at the same times. */
export interface ScrapesCounted {
  /** prometheus_target_interval_length_seconds_sum and _count: measured by a clock that cannot be set. */
  readonly seconds: Counted;
  readonly count: Counted;
  /** prometheus_target_scrapes_sample_out_of_order_total. */
  readonly refused: Counted;
}

/** The clock went back between two neighbouring samples. */
export interface SetBack {
  readonly fromMs: number;
  readonly toMs: number;
  readonly backMs: number;
  /** Samples refused meanwhile. */
  readonly refused: number;
  /** The usual distance of its own samples. */
  readonly intervalMs: number;
}

interface Step {
  readonly fromMs: number;
  readonly toMs: number;
  readonly seconds: number;
  readonly count: number;
  readonly refused: number;
}

/** So many steps of the counters show what is usual. */
const LEAST_STEPS = 4;
/** Within this part of the usual it is the usual: targets come and go. */
const USUAL = 1.25;
/** Neighbours further apart than this enclose a gap, which has causes of its own. */
const NEAR = 1.5;
/** The least that is claimed, in intervals: a late scrape is less. */
const LEAST_BACK = 1.5;

/**
 * Where the scraper's clock was set back: its samples follow one another at the usual distance, yet between two of them
 * it scraped, and refused as out of order, for longer than that. Not claimed while what follows does not show that the
 * pace is as before: targets that were added raise it for good.
 */
export function setBacks({ seconds, count, refused }: ScrapesCounted): readonly SetBack[] {
  const steps = stepsOf(seconds, count, refused);
  if (steps.length < LEAST_STEPS) return [];
  const intervalMs = middleOf(steps.map(({ fromMs, toMs }) => toMs - fromMs)) ?? 0;
  const usual = middleOf(steps.map((step) => step.seconds)) ?? 0;
  const length = middleOf(steps.flatMap((step) => (step.count > 0 ? [step.seconds / step.count] : []))) ?? 0;
  return steps.flatMap((step, i) => {
    const { fromMs, toMs } = step;
    const next = steps[i + 1];
    const backMs = (step.seconds / usual) * intervalMs - (toMs - fromMs);
    const steady = step.count > 0 && step.seconds / step.count <= USUAL * length;
    const over = next !== undefined && next.seconds <= USUAL * usual;
    const holds =
      usual > 0 && step.refused > 0 && steady && over && toMs - fromMs <= NEAR * intervalMs && backMs >= LEAST_BACK * intervalMs;
    return holds ? [{ fromMs, toMs, backMs: Math.round(backMs), refused: step.refused, intervalMs }] : [];
  });
}

/** A step over which a counter began anew is left out. */
function stepsOf(seconds: Counted, count: Counted, refused: Counted): readonly Step[] {
  const counts = new Map(count.timesMs.map((atMs, i) => [atMs, count.values[i] ?? Number.NaN]));
  const refusals = new Map(refused.timesMs.map((atMs, i) => [atMs, refused.values[i] ?? Number.NaN]));
  const rise = (values: ReadonlyMap<number, number>, fromMs: number, toMs: number) =>
    (values.get(toMs) ?? Number.NaN) - (values.get(fromMs) ?? Number.NaN);
  return seconds.timesMs.flatMap((toMs, i) => {
    const fromMs = seconds.timesMs[i - 1];
    if (fromMs === undefined) return [];
    const step = {
      ...{ fromMs, toMs, count: rise(counts, fromMs, toMs), refused: rise(refusals, fromMs, toMs) },
      seconds: (seconds.values[i] ?? Number.NaN) - (seconds.values[i - 1] ?? Number.NaN),
    };
    return step.seconds >= 0 && step.count >= 0 && step.refused >= 0 ? [step] : [];
  });
}
