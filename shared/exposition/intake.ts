import { grown, grownSize } from './bytes';
import type { Catalogue } from './catalogue';
import type { Scrape } from './targetReader';

/** Why Prometheus drops one sample of a scrape that it takes otherwise: up stays 1. */
export type DropCause = 'duplicate' | 'out-of-order' | 'too-far-ahead';

export interface DroppedSample {
  /** As the scrape's columns count. */
  readonly sample: number;
  readonly cause: DropCause;
}

/** A sample this much ahead of the scrape is refused (prometheus scrape.maxAheadTime). */
const AHEAD_MS = 10 * 60_000;

/**
 * What Prometheus would store of the scrapes of one target: per series times only go forward, and one time has one
 * value (scrape.scrapeLoop.append, tsdb head). Series are told apart by their labels, however these are
 * written; le="1" and le="1.0" are two here, while a histogram's are one in Prometheus.
 */
export class Intake {
  private readonly identities = new Map<string, number>();
  private readonly identityOf: number[] = [];
  private times = new Float64Array(64).fill(Number.NEGATIVE_INFINITY);
  private values = new Float64Array(64);
  /** In which scrape the very bytes of a series were seen last, by its number. */
  private readonly seenIn: number[] = [];
  private scrapes = 0;

  constructor(private readonly catalogue: Catalogue) {}

  /** The samples that are dropped, in their order. */
  take(scrape: Scrape, scrapedAtMs: number): DroppedSample[] {
    this.scrapes += 1;
    const dropped: DroppedSample[] = [];
    for (let sample = 0; sample < scrape.count; sample++) {
      const cause = this.takeOne(scrape, sample, scrapedAtMs);
      if (cause !== undefined) dropped.push({ sample, cause });
    }
    return dropped;
  }

  private takeOne({ series, values, timestampsMs }: Scrape, sample: number, scrapedAtMs: number): DropCause | undefined {
    const id = series[sample] ?? 0;
    const explicit = timestampsMs?.[sample] ?? Number.NaN;
    const again = this.seenIn[id] === this.scrapes;
    this.seenIn[id] = this.scrapes;
    // Without a time of its own the same series twice is refused before its value is looked at.
    if (again && Number.isNaN(explicit)) return 'duplicate';
    const time = Number.isNaN(explicit) ? scrapedAtMs : explicit;
    return time > scrapedAtMs + AHEAD_MS ? 'too-far-ahead' : this.store(this.identity(id), time, values[sample] ?? Number.NaN);
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
    const known = this.identityOf[series];
    if (known !== undefined) return known;
    const key = keyOf(this.catalogue.nameOf(series), this.catalogue.labelsOf(series));
    const identity = this.identities.get(key) ?? this.identities.size;
    this.identities.set(key, identity);
    this.identityOf[series] = identity;
    if (identity >= this.times.length) this.grow(identity + 1);
    return identity;
  }

  private grow(needed: number): void {
    const size = grownSize(this.times.length, needed);
    this.times = grown(this.times, new Float64Array(size).fill(Number.NEGATIVE_INFINITY));
    this.values = grown(this.values, new Float64Array(size));
  }
}

/** A label with the empty value does not exist, and their order says nothing. */
function keyOf(name: string, labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).filter(([, value]) => value !== '');
  return JSON.stringify([name, pairs.sort(([a], [b]) => (a < b ? -1 : 1))]);
}
