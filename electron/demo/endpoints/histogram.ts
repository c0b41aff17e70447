import { goNumber } from './goNumber';

/** A Prometheus histogram that the demo itself observes into. */
export class Histogram {
  private readonly counts: number[];
  private sum = 0;
  private total = 0;

  /** Upper bounds without +Inf, ascending. */
  constructor(private readonly bounds: readonly number[]) {
    this.counts = bounds.map(() => 0);
  }

  observe(value: number): void {
    this.sum += value;
    this.total += 1;
    this.bounds.forEach((bound, i) => {
      if (value <= bound) this.counts[i] = (this.counts[i] ?? 0) + 1;
    });
  }

  /** Sample lines; `labels` as they stand between braces, "" for none. */
  render(name: string, labels = ''): string {
    const inner = labels === '' ? '' : `${labels},`;
    const outer = labels === '' ? '' : `{${labels}}`;
    const buckets = this.bounds.map((bound, i) => `${name}_bucket{${inner}le="${goNumber(bound)}"} ${goNumber(this.counts[i] ?? 0)}\n`);
    const last = `${name}_bucket{${inner}le="+Inf"} ${goNumber(this.total)}\n`;
    return `${buckets.join('')}${last}${name}_sum${outer} ${goNumber(this.sum)}\n${name}_count${outer} ${goNumber(this.total)}\n`;
  }
}

/** client_golang's DefBuckets. */
export const defaultBounds: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
