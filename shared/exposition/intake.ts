import { grown, grownSize } from './bytes';
import type { Catalogue } from './catalogue';
import type { SampleColumns } from './exposition';

/** Why Prometheus drops one sample of a scrape that it takes otherwise: up stays 1. */
export type DropCause = 'duplicate' | 'out-of-order' | 'too-old' | 'too-far-ahead';

export interface DroppedSample {
  /** As the scrape's columns count. */
  readonly sample: number;
  readonly cause: DropCause;
}

const NONE = -1;
/** A sample this much ahead of the scrape is refused (prometheus scrape.maxAheadTime). */
const AHEAD_MS = 10 * 60_000;
/** One this much older than the newest that is kept is out of bounds: half a block of two hours (prometheus tsdb head, appendableMinValidTime). */
const BEHIND_MS = 60 * 60_000;

/**
 * What Prometheus would store of the scrapes of one target: per series times only go forward, and one time has one
 * value (scrape.scrapeLoop.append, tsdb head). Series are told apart by their labels, however these are
 * written; le="1" and le="1.0" are two here, while a histogram's are one in Prometheus.
 */
export class Intake {
  /** By a hash of name and labels, the first identity that has it; those with the same hash follow in `next`. */
  private readonly byHash = new Map<number, number>();
  private next = new Int32Array(64).fill(NONE);
  /** Of each identity a series that has it. */
  private seriesOf = new Int32Array(64);
  private count = 0;
  private identityOf = new Int32Array(64).fill(NONE);
  private times = new Float64Array(64).fill(Number.NEGATIVE_INFINITY);
  private values = new Float64Array(64);
  /** In which scrape the very bytes of a series were seen last, by its number. */
  private seenIn = new Int32Array(64);
  private scrapes = 0;

  constructor(private readonly catalogue: Catalogue) {}

  /** Bytes of its arrays, and about what its table takes. */
  get heldBytes(): number {
    const arrays = [this.next, this.seriesOf, this.identityOf, this.times, this.values, this.seenIn];
    return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0) + 40 * this.byHash.size;
  }

  /** The samples that are dropped, in their order. */
  take(scrape: SampleColumns, scrapedAtMs: number): DroppedSample[] {
    this.scrapes += 1;
    const dropped: DroppedSample[] = [];
    for (let sample = 0; sample < scrape.count; sample++) {
      const cause = this.takeOne(scrape, sample, scrapedAtMs);
      if (cause !== undefined) dropped.push({ sample, cause });
    }
    return dropped;
  }

  private takeOne({ series, values, timestampsMs }: SampleColumns, sample: number, scrapedAtMs: number): DropCause | undefined {
    const id = series[sample] ?? 0;
    const explicit = timestampsMs?.[sample] ?? Number.NaN;
    if (id >= this.seenIn.length) this.growSeries(id + 1);
    const again = this.seenIn[id] === this.scrapes;
    this.seenIn[id] = this.scrapes;
    // Without a time of its own the same series twice is refused before its value is looked at.
    if (again && Number.isNaN(explicit)) return 'duplicate';
    const time = Number.isNaN(explicit) ? scrapedAtMs : explicit;
    if (time > scrapedAtMs + AHEAD_MS) return 'too-far-ahead';
    return time < scrapedAtMs - BEHIND_MS ? 'too-old' : this.store(this.identity(id), time, values[sample] ?? Number.NaN);
  }

  private store(identity: number, time: number, value: number): DropCause | undefined {
    const last = this.times[identity] ?? Number.NEGATIVE_INFINITY;
    if (time < last) return 'out-of-order';
    if (time === last) return Object.is(this.values[identity], value) ? undefined : 'duplicate';
    this.times[identity] = time;
    this.values[identity] = value;
    return undefined;
  }

  private identity(series: number): number {
    const known = this.identityOf[series] ?? NONE;
    if (known !== NONE) return known;
    const hash = this.catalogue.hashOf(series);
    const first = this.byHash.get(hash) ?? NONE;
    let identity = first;
    while (identity !== NONE && !this.isSame(this.seriesOf[identity] ?? 0, series)) identity = this.next[identity] ?? NONE;
    if (identity === NONE) {
      identity = this.count++;
      if (identity >= this.times.length) this.growIdentities(identity + 1);
      this.seriesOf[identity] = series;
      this.next[identity] = first;
      this.byHash.set(hash, identity);
    }
    this.identityOf[series] = identity;
    return identity;
  }

  /** Asked of those with one hash: seldom. */
  private isSame(one: number, other: number): boolean {
    return this.keyOf(one) === this.keyOf(other);
  }

  /** A label with the empty value does not exist, and their order says nothing. */
  private keyOf(series: number): string {
    const pairs = Object.entries(this.catalogue.labelsOf(series)).filter(([, value]) => value !== '');
    return JSON.stringify([this.catalogue.nameOf(series), pairs.sort(([a], [b]) => (a < b ? -1 : 1))]);
  }

  private growIdentities(needed: number): void {
    const size = grownSize(this.times.length, needed);
    this.times = grown(this.times, new Float64Array(size).fill(Number.NEGATIVE_INFINITY));
    this.values = grown(this.values, new Float64Array(size));
    this.next = grown(this.next, new Int32Array(size).fill(NONE));
    this.seriesOf = grown(this.seriesOf, new Int32Array(size));
  }

  private growSeries(needed: number): void {
    const size = grownSize(this.seenIn.length, needed);
    this.seenIn = grown(this.seenIn, new Int32Array(size));
    this.identityOf = grown(this.identityOf, new Int32Array(size).fill(NONE));
  }
}
