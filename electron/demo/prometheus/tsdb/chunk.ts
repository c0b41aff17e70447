/** Samples of a full chunk. A number alone stands for a value that never changed; whole numbers take the narrowest type that holds them. */
type Packed = number | Float64Array | Int32Array | Int16Array | Int8Array;

/**
 * A full chunk of one series. Times at an even distance take two numbers, constant values one: most series of a cluster
 * change seldom, and a scrape's times are even by construction. Others keep full precision.
 */
export class Chunk {
  private readonly times: Float64Array | undefined;
  private readonly stepMs: number;
  private readonly base: number;
  private readonly packed: Packed;
  private readonly staleAt: ReadonlySet<number> | undefined;
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;

  constructor(times: Float64Array, values: Float64Array, staleAt: ReadonlySet<number>) {
    this.count = times.length;
    this.firstMs = times[0] ?? 0;
    this.lastMs = times[times.length - 1] ?? 0;
    this.stepMs = times.length > 1 ? (times[1] ?? 0) - this.firstMs : 0;
    this.times = times.every((time, i) => time === this.firstMs + i * this.stepMs) ? undefined : times.slice();
    this.base = values[0] ?? 0;
    this.packed = pack(values);
    this.staleAt = staleAt.size > 0 ? new Set(staleAt) : undefined;
  }

  timeAt(index: number): number {
    return this.times === undefined ? this.firstMs + index * this.stepMs : (this.times[index] ?? 0);
  }

  valueAt(index: number): number {
    if (typeof this.packed === 'number') return this.packed;
    const value = this.packed[index] ?? 0;
    return this.packed instanceof Float64Array ? value : this.base + value;
  }

  isStale(index: number): boolean {
    return this.staleAt?.has(index) === true;
  }
}

function pack(values: Float64Array): Packed {
  const base = values[0] ?? 0;
  if (values.every((value) => Object.is(value, base))) return base;
  const whole = values.every((value) => Number.isSafeInteger(value) && !Object.is(value, -0));
  if (!whole) return values.slice();
  const differences = values.map((value) => value - base);
  const width = differences.reduce((most, difference) => Math.max(most, Math.abs(difference)), 0);
  if (width < 2 ** 7) return Int8Array.from(differences);
  if (width < 2 ** 15) return Int16Array.from(differences);
  return width < 2 ** 31 ? Int32Array.from(differences) : values.slice();
}
