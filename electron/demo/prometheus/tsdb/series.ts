import type { Labels } from '../../../../shared/promql/labels';
import type { Point, Samples, StoredSeries } from '../../../../shared/promql/storage';
import { Chunk } from './chunk';

/** Samples of a chunk; at 15 s a chunk is a quarter of an hour. */
const CHUNK_SAMPLES = 60;
const NO_STALE: ReadonlySet<number> = new Set();
const NONE: Samples = { timesMs: new Float64Array(0), values: new Float64Array(0) };

/**
 * One stored series: full chunks and an open one. Times only grow; the head sees to that. The open chunk is one plain
 * array of time, value, time, value ...: a big cluster has half a million of these, and a typed array costs more than
 * the few samples that it would hold.
 */
export class MemorySeries implements StoredSeries {
  private chunks: Chunk[] | undefined;
  private readonly open: number[] = [];
  /** Indices in the open chunk. */
  private staleAt: Set<number> | undefined;
  /** True once the head has forgotten it: who holds it must ask the head again. */
  removed = false;
  lastValue = Number.NaN;
  lastStale = false;
  lastMs = Number.NEGATIVE_INFINITY;
  /** Number of the scrape or evaluation that last had it: see nextPass. */
  pass = 0;
  /** The next series whose labels have the same hash. */
  next: MemorySeries | undefined;

  constructor(
    readonly labels: Labels,
    readonly hash: number,
  ) {}

  private get openCount(): number {
    return this.open.length >> 1;
  }

  get firstMs(): number {
    return this.chunks?.[0]?.firstMs ?? this.open[0] ?? Number.POSITIVE_INFINITY;
  }

  /** True where a chunk begins with it. */
  append(timeMs: number, value: number, stale: boolean): boolean {
    if (this.openCount === CHUNK_SAMPLES) this.seal();
    const begins = this.open.length === 0;
    if (stale) {
      this.staleAt ??= new Set();
      this.staleAt.add(this.openCount);
    }
    this.open.push(timeMs, value);
    this.lastMs = timeMs;
    this.lastValue = value;
    this.lastStale = stale;
    return begins;
  }

  private timeAt(index: number): number {
    return this.open[2 * index] ?? 0;
  }

  private valueAt(index: number): number {
    return this.open[2 * index + 1] ?? Number.NaN;
  }

  private seal(): void {
    const count = this.openCount;
    const times = Float64Array.from({ length: count }, (_, i) => this.timeAt(i));
    const values = Float64Array.from({ length: count }, (_, i) => this.valueAt(i));
    this.chunks ??= [];
    this.chunks.push(new Chunk(times, values, this.staleAt ?? NO_STALE));
    this.open.length = 0;
    this.staleAt = undefined;
  }

  /** Forgets full chunks that end before; gives how many samples went and whether anything is left. */
  truncate(beforeMs: number): { readonly samples: number; readonly chunks: number; readonly empty: boolean } {
    const chunks = this.chunks ?? [];
    const kept = chunks.findIndex((chunk) => chunk.lastMs >= beforeMs);
    const gone = chunks.splice(0, kept < 0 ? chunks.length : kept);
    const samples = gone.reduce((sum, chunk) => sum + chunk.count, 0);
    if (this.lastMs >= beforeMs || chunks.length > 0) return { samples, chunks: gone.length, empty: false };
    const last = this.openCount;
    this.open.length = 0;
    return { samples: samples + last, chunks: gone.length + Number(last > 0), empty: true };
  }

  latest(atMs: number, lookbackMs: number): Point | undefined {
    if (this.lastMs <= atMs) return this.pointAfter(this.lastMs, this.lastValue, this.lastStale, atMs - lookbackMs);
    for (let i = this.openCount - 1; i >= 0; i--) {
      const timeMs = this.timeAt(i);
      if (timeMs <= atMs) return this.pointAfter(timeMs, this.valueAt(i), this.staleAt?.has(i) === true, atMs - lookbackMs);
    }
    const chunks = this.chunks ?? [];
    const chunk = chunks[lastAtOrBefore(chunks.length, (i) => chunks[i]?.firstMs ?? 0, atMs)];
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
    for (const chunk of this.chunks ?? []) if (chunk.lastMs > afterMs && chunk.firstMs <= untilMs) takeFrom(chunk, afterMs, untilMs, take);
    for (let i = 0; i < this.openCount; i++) {
      const timeMs = this.timeAt(i);
      if (timeMs > afterMs && timeMs <= untilMs && this.staleAt?.has(i) !== true) take(timeMs, this.valueAt(i));
    }
    return { timesMs: Float64Array.from(times), values: Float64Array.from(values) };
  }
}

let passes = 0;

/**
 * A number for one scrape of a target or one evaluation of a rule: series that carry it were in it, the others of the
 * time before were not. A mark on the series costs nothing, a set of them does for each scrape.
 */
export function nextPass(): number {
  passes += 1;
  return passes;
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
