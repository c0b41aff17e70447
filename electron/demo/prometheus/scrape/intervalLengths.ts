import { goDuration, goNumber } from '../../endpoints/goNumber';

interface Lengths {
  sum: number;
  count: number;
  readonly inBuckets: number[];
  /** The newest, for the quantiles. */
  recent: readonly number[];
}

const SUMMARY = 'prometheus_target_interval_length_seconds';
const HISTOGRAM = 'prometheus_target_interval_length_histogram_seconds';
const BOUNDS = [0.01, 0.1, 1, 10];
const QUANTILES = [0.01, 0.05, 0.5, 0.9, 0.99];
/** Quantiles are of the last ten minutes; of so many scrapes at the most. */
const RECENT = 500;

/** How far apart scrapes of a target really began, by the interval that is configured (prometheus scrape/metrics.go). By a clock that nobody can set. */
export class IntervalLengths {
  private readonly byInterval = new Map<number, Lengths>();

  observe(intervalMs: number, seconds: number): void {
    const known = this.byInterval.get(intervalMs) ?? { sum: 0, count: 0, inBuckets: BOUNDS.map(() => 0), recent: [] };
    this.byInterval.set(intervalMs, known);
    known.sum += seconds;
    known.count += 1;
    for (const [i, bound] of BOUNDS.entries()) if (seconds <= bound) known.inBuckets[i] = (known.inBuckets[i] ?? 0) + 1;
    known.recent = [...known.recent.slice(1 - RECENT), seconds];
  }

  /** Sample lines of both families, by family. */
  families(): Readonly<Record<string, string>> {
    const all = [...this.byInterval].sort(([a], [b]) => a - b);
    return {
      [SUMMARY]: all.map(([ms, lengths]) => summary(`interval="${goDuration(ms)}"`, lengths)).join(''),
      [HISTOGRAM]: all.map(([ms, lengths]) => histogram(`interval="${goDuration(ms)}"`, lengths)).join(''),
    };
  }
}

function summary(labels: string, lengths: Lengths): string {
  const sorted = Float64Array.from(lengths.recent).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  const quantiles = QUANTILES.map((share) => `${SUMMARY}{${labels},quantile="${share}"} ${goNumber(at(share))}\n`);
  return quantiles.join('') + totals(SUMMARY, labels, lengths);
}

function histogram(labels: string, lengths: Lengths): string {
  const buckets = BOUNDS.map((bound, i) => `${HISTOGRAM}_bucket{${labels},le="${bound}"} ${lengths.inBuckets[i] ?? 0}\n`);
  return `${buckets.join('')}${HISTOGRAM}_bucket{${labels},le="+Inf"} ${lengths.count}\n${totals(HISTOGRAM, labels, lengths)}`;
}

function totals(name: string, labels: string, { sum, count }: Lengths): string {
  return `${name}_sum{${labels}} ${goNumber(sum)}\n${name}_count{${labels}} ${count}\n`;
}
