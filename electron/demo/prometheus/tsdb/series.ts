import type { Labels } from '../../../../shared/promql/labels';
import type { Point, Samples, StoredSeries } from '../../../../shared/promql/storage';
import { Chunk } from './chunk';

/** Samples of a chunk; at 15 s a chunk is a quarter of an hour. */
const CHUNK_SAMPLES = 60;
const FIRST_CAPACITY = 4;
const NONE: Samples = { timesMs: new Float64Array(0), values: new Float64Array(0) };

/** One stored series: full chunks and an open one. Times only grow; the head sees to that. */
export class MemorySeries implements StoredSeries {
  private chunks: Chunk[] = [];
  private times = new Float64Array(FIRST_CAPACITY);
  private values = new Float64Array(FIRST_CAPACITY);
  private open = 0;
  private readonly staleAt = new Set<number>();
  /** True once the head has forgotten it: who holds it must ask the head again. */
  removed = false;
  lastValue = Number.NaN;
  lastStale = false;
  lastMs = Number.NEGATIVE_INFINITY;

  constructor(
    readonly labels: Labels,
    readonly key: string,
  ) {}

  get chunkCount(): number {
    return this.chunks.length + (this.open > 0 ? 1 : 0);
  }

  get firstMs(): number {
    return this.chunks[0]?.firstMs ?? (this.open > 0 ? (this.times[0] ?? 0) : Number.POSITIVE_INFINITY);
  }

  append(timeMs: number, value: number, stale: boolean): void {
    if (this.open === CHUNK_SAMPLES) this.seal();
    if (this.open === this.times.length) this.grow();
    this.times[this.open] = timeMs;
    this.values[this.open] = value;
    if (stale) this.staleAt.add(this.open);
    this.open++;
    this.lastMs = timeMs;
    this.lastValue = value;
    this.lastStale = stale;
  }

  private seal(): void {
    this.chunks.push(new Chunk(this.times.subarray(0, this.open), this.values.subarray(0, this.open), this.staleAt));
    this.open = 0;
    this.staleAt.clear();
  }

  private grow(): void {
    const capacity = Math.min(CHUNK_SAMPLES, this.times.length * 2);
    const times = new Float64Array(capacity);
    const values = new Float64Array(capacity);
    times.set(this.times);
    values.set(this.values);
    this.times = times;
    this.values = values;
  }

  /** Forgets full chunks that end before; gives how many samples went and whether anything is left. */
  truncate(beforeMs: number): { readonly samples: number; readonly chunks: number; readonly empty: boolean } {
    const kept = this.chunks.findIndex((chunk) => chunk.lastMs >= beforeMs);
    const gone = this.chunks.splice(0, kept < 0 ? this.chunks.length : kept);
    const samples = gone.reduce((sum, chunk) => sum + chunk.count, 0);
    if (this.lastMs >= beforeMs || this.chunks.length > 0) return { samples, chunks: gone.length, empty: false };
    const last = this.open;
    this.open = 0;
    return { samples: samples + last, chunks: gone.length + Number(last > 0), empty: true };
  }

  latest(atMs: number, lookbackMs: number): Point | undefined {
    if (this.lastMs <= atMs) return this.pointAfter(this.lastMs, this.lastValue, this.lastStale, atMs - lookbackMs);
    for (let i = this.open - 1; i >= 0; i--) {
      const timeMs = this.times[i] ?? 0;
      if (timeMs <= atMs) return this.pointAfter(timeMs, this.values[i] ?? 0, this.staleAt.has(i), atMs - lookbackMs);
    }
    const chunk = this.chunks[lastAtOrBefore(this.chunks.length, (i) => this.chunks[i]?.firstMs ?? 0, atMs)];
    if (chunk === undefined) return undefined;
    const index = lastAtOrBefore(chunk.count, (i) => chunk.timeAt(i), atMs);
    return this.pointAfter(chunk.timeAt(index), chunk.valueAt(index), chunk.isStale(index), atMs - lookbackMs);
  }

  private pointAfter(timeMs: number, value: number, stale: boolean, afterMs: number): Point | undefined {
    return stale || timeMs <= afterMs ? undefined : { timeMs, value };
  }

  window(afterMs: number, untilMs: number): Samples {
    if (this.lastMs <= afterMs || this.firstMs > untilMs) return NONE;
    const times: number[] = [];
    const values: number[] = [];
    const take = (timeMs: number, value: number): void => {
      times.push(timeMs);
      values.push(value);
    };
    for (const chunk of this.chunks) if (chunk.lastMs > afterMs && chunk.firstMs <= untilMs) takeFrom(chunk, afterMs, untilMs, take);
    for (let i = 0; i < this.open; i++) {
      const timeMs = this.times[i] ?? 0;
      if (timeMs > afterMs && timeMs <= untilMs && !this.staleAt.has(i)) take(timeMs, this.values[i] ?? 0);
    }
    return { timesMs: Float64Array.from(times), values: Float64Array.from(values) };
  }
}

function takeFrom(chunk: Chunk, afterMs: number, untilMs: number, take: (timeMs: number, value: number) => void): void {
  const last = lastAtOrBefore(chunk.count, (i) => chunk.timeAt(i), untilMs);
  for (let i = lastAtOrBefore(chunk.count, (at) => chunk.timeAt(at), afterMs) + 1; i <= last; i++) {
    if (!chunk.isStale(i)) take(chunk.timeAt(i), chunk.valueAt(i));
  }
}

/** Index of the last of `count` ascending times that is not after; -1 where all are. */
function lastAtOrBefore(count: number, timeAt: (index: number) => number, limitMs: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeAt(middle) <= limitMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
