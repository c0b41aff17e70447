import { type Labels, METRIC_NAME } from '../../../../shared/promql/labels';
import { type Matcher, matchesAll } from '../../../../shared/promql/matcher';
import type { SeriesStorage } from '../../../../shared/promql/storage';
import { hashLabels, sameLabels } from './labelsHash';
import { MemorySeries } from './series';

export interface HeadLimits {
  readonly retentionMs: number;
  /** New series are refused beyond this. */
  readonly maxSeries: number;
  /** Past this many samples the oldest quarter of the time goes, whatever the retention. */
  readonly maxSamples: number;
}

/** 3 h, 250,000 series and 40 million samples: about 600 MB at the very most, 60 MB for the demo of three nodes. */
export const DEFAULT_LIMITS: HeadLimits = { retentionMs: 3 * 3_600_000, maxSeries: 250_000, maxSamples: 40_000_000 };

/** What became of a sample; the words of prometheus storage/interface.go stand behind each. */
export type Appended = 'stored' | 'same' | 'out-of-order' | 'duplicate' | 'too-old';

/** Samples further behind the newest are refused: half of a block's two hours (tsdb/head.go). */
const OUT_OF_BOUNDS_MS = 3_600_000;

/** The storage: in memory only, as a Prometheus whose data directory is an emptyDir and whose blocks are not written yet. */
export class Head implements SeriesStorage {
  /** By the hash of the labels; those with the same hash are chained. Texts of whole label sets would take as much room as the samples. */
  private readonly byHash = new Map<number, MemorySeries>();
  private readonly byName = new Map<string, Set<MemorySeries>>();
  private readonly symbols = new Map<string, string>();
  private size = 0;
  private samples = 0;
  private stale = 0;
  private chunks = 0;
  counts = { appended: 0, created: 0, removed: 0, chunksRemoved: 0, refusedSeries: 0, outOfOrder: 0, outOfBounds: 0 };
  minMs = Number.POSITIVE_INFINITY;
  maxMs = Number.NEGATIVE_INFINITY;

  constructor(readonly limits: HeadLimits) {}

  get seriesCount(): number {
    return this.size;
  }

  get full(): boolean {
    return this.size >= this.limits.maxSeries;
  }

  /** A new process counts anew: the series of the replayed log are its first ones. */
  restarted(): void {
    this.counts = { appended: 0, created: this.size, removed: 0, chunksRemoved: 0, refusedSeries: 0, outOfOrder: 0, outOfBounds: 0 };
  }

  /** Series whose last sample is a stale marker. */
  get staleCount(): number {
    return this.stale;
  }

  get chunkCount(): number {
    return this.chunks;
  }

  *all(): Iterable<MemorySeries> {
    for (const named of this.byName.values()) yield* named;
  }

  /** The series of these labels, made where there is none. Undefined: the head is full; `always` makes room for what tells of a target's health. */
  series(labels: Labels, always = false): MemorySeries | undefined {
    const hash = hashLabels(labels);
    for (let known = this.byHash.get(hash); known !== undefined; known = known.next) if (sameLabels(known.labels, labels)) return known;
    if (this.full && !always) {
      this.counts.refusedSeries++;
      return undefined;
    }
    return this.create(labels, hash);
  }

  private create(labels: Labels, hash: number): MemorySeries {
    const own: Record<string, string> = {};
    for (const name of Object.keys(labels).sort()) own[name] = this.symbol(labels[name] ?? '');
    const series = new MemorySeries(own, hash);
    series.next = this.byHash.get(hash);
    this.byHash.set(hash, series);
    this.size++;
    const name = own[METRIC_NAME] ?? '';
    const named = this.byName.get(name);
    if (named === undefined) this.byName.set(name, new Set([series]));
    else named.add(series);
    this.counts.created++;
    return series;
  }

  /** One copy of each label value, without a hold on the scrape's text that it was cut from. */
  private symbol(text: string): string {
    const known = this.symbols.get(text);
    if (known !== undefined) return known;
    const own = flat(text);
    this.symbols.set(own, own);
    return own;
  }

  append(series: MemorySeries, timeMs: number, value: number, stale = false): Appended {
    if (timeMs < this.maxMs - OUT_OF_BOUNDS_MS) {
      this.counts.outOfBounds++;
      return 'too-old';
    }
    if (timeMs < series.lastMs) {
      this.counts.outOfOrder++;
      return 'out-of-order';
    }
    if (timeMs === series.lastMs) return Object.is(value, series.lastValue) && stale === series.lastStale ? 'same' : 'duplicate';
    if (stale !== series.lastStale) this.stale += stale ? 1 : -1;
    if (series.append(timeMs, value, stale)) this.chunks++;
    this.samples++;
    this.counts.appended++;
    if (timeMs < this.minMs) this.minMs = timeMs;
    if (timeMs > this.maxMs) this.maxMs = timeMs;
    return 'stored';
  }

  select(matchers: readonly Matcher[]): readonly MemorySeries[] {
    const rest = matchers.filter((matcher) => matcher.name !== METRIC_NAME);
    const found: MemorySeries[] = [];
    for (const name of this.namesFor(matchers.filter((matcher) => matcher.name === METRIC_NAME))) {
      for (const series of this.byName.get(name) ?? []) if (matchesAll(series.labels, rest)) found.push(series);
    }
    return found;
  }

  private namesFor(matchers: readonly Matcher[]): readonly string[] {
    const exact = matchers.find((matcher) => matcher.op === '=');
    const candidates = exact === undefined ? [...this.byName.keys()] : this.byName.has(exact.value) ? [exact.value] : [];
    return candidates.filter((name) => matchers.every((matcher) => matcher.test(name)));
  }

  /** Forgets what is past the retention, or the oldest quarter where there are too many samples. */
  truncate(nowMs: number): void {
    const crowded = this.samples > this.limits.maxSamples;
    const beforeMs = Math.max(nowMs - this.limits.retentionMs, crowded ? this.minMs + (this.maxMs - this.minMs) / 4 : 0);
    if (beforeMs <= this.minMs) return;
    this.minMs = Number.POSITIVE_INFINITY;
    for (const series of [...this.all()]) this.truncateSeries(series, beforeMs);
    if (this.symbols.size > 4 * this.size + 10_000) this.symbols.clear();
  }

  private truncateSeries(series: MemorySeries, beforeMs: number): void {
    const { samples, chunks, empty } = series.truncate(beforeMs);
    this.samples -= samples;
    this.counts.chunksRemoved += chunks;
    this.chunks -= chunks;
    if (empty) this.remove(series);
    else this.minMs = Math.min(this.minMs, series.firstMs);
  }

  private remove(series: MemorySeries): void {
    series.removed = true;
    this.unchain(series);
    if (series.lastStale) this.stale--;
    this.size--;
    const name = series.labels[METRIC_NAME] ?? '';
    const named = this.byName.get(name);
    named?.delete(series);
    if (named?.size === 0) this.byName.delete(name);
    this.counts.removed++;
  }

  private unchain(series: MemorySeries): void {
    const first = this.byHash.get(series.hash);
    if (first === series) {
      if (series.next === undefined) this.byHash.delete(series.hash);
      else this.byHash.set(series.hash, series.next);
      return;
    }
    for (let before = first; before !== undefined; before = before.next) if (before.next === series) before.next = series.next;
  }
}

/** V8 copies shorter parts of a string (SlicedString::kMinLength). */
const SLICED_FROM = 13;

/** A copy with characters of its own: a slice of a string keeps the whole string alive. */
function flat(text: string): string {
  if (text.length < SLICED_FROM) return text;
  return Buffer.from(text, 'utf8').toString('utf8');
}
