const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A name cut from a text of megabytes would keep all of it in memory. */
function copyOf(name: string): string {
  return decoder.decode(encoder.encode(name));
}

/** One copy of each name, for those who keep several sums of the same things. */
export class Copies {
  private readonly known = new Map<string, string>();

  readonly of = (name: string): string => {
    const copy = this.known.get(name) ?? copyOf(name);
    this.known.set(copy, copy);
    return copy;
  };
}

/** Sums by name. */
export class Tally {
  private readonly sums = new Map<string, number>();

  constructor(private readonly copy: (name: string) => string = copyOf) {}

  add(name: string, value: number): void {
    const sum = this.sums.get(name);
    if (sum === undefined) this.sums.set(this.copy(name), value);
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
