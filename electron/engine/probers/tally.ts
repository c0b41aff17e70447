const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Sums by name. Names are copied: one cut from a text of megabytes would keep all of it in memory. */
export class Tally {
  private readonly sums = new Map<string, number>();

  add(name: string, value: number): void {
    const sum = this.sums.get(name);
    if (sum === undefined) this.sums.set(decoder.decode(encoder.encode(name)), value);
    else this.sums.set(name, sum + value);
  }

  get values(): ReadonlyMap<string, number> {
    return this.sums;
  }
}
