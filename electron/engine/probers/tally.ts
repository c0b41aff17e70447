const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A name cut from a text of megabytes would keep all of it in memory. */
function copyOf(name: string): string {
  return decoder.decode(encoder.encode(name));
}

/** Sums by name. */
export class Tally {
  private readonly sums = new Map<string, number>();

  add(name: string, value: number): void {
    const sum = this.sums.get(name);
    if (sum === undefined) this.sums.set(copyOf(name), value);
    else this.sums.set(name, sum + value);
  }

  get values(): ReadonlyMap<string, number> {
    return this.sums;
  }
}

/** Cumulative bucket counts of histograms, added up by name. */
export class BucketsBy {
  private readonly tallies = new Map<string, Tally>();

  add(name: string, le: string, count: number): void {
    const tally = this.tallies.get(name) ?? new Tally();
    if (!this.tallies.has(name)) this.tallies.set(copyOf(name), tally);
    tally.add(le, count);
  }

  get values(): ReadonlyMap<string, ReadonlyMap<string, number>> {
    return new Map([...this.tallies].map(([name, tally]) => [name, tally.values] as const));
  }
}
