import { Block, BlockWriter, type PackedSamples } from '../../../../shared/series/block';
import { Row } from './row';
import { SeriesNames } from './seriesNames';

/** Scrapes that are packed together: half an hour at 15 s. */
const ROWS = 120;
/** Rows beside a scrape's own: what gives one series a hundred timestamps in one answer is no exposition of ours to keep whole. */
const MOST_BESIDE = 8;
export interface KeptBlock {
  readonly fromMs: number;
  readonly toMs: number;
  readonly block: Block;
}

/** Who hears of what is to be written to disk; nobody where nothing is kept. */
export interface SampleListener {
  row(target: string, row: Row, before: Row | undefined): void;
  block(target: string, kept: KeptBlock): void;
  series(target: string, slot: number, key: string): void;
  /** What is no longer kept. */
  forgotten(target: string, slot: number): void;
  dropped(target: string, kept: KeptBlock): void;
}

/** What one scrape brought, in columns: the first `count` places of each. */
export interface ScrapeColumns {
  readonly count: number;
  readonly slots: Uint32Array;
  readonly values: Float64Array;
  /** NaN where a sample has no timestamp of its own. Undefined: none has. */
  readonly timestampsMs: Float64Array | undefined;
}

export interface Taken {
  readonly kept: number;
  /** Not newer than the last of its series, or a second one at the same moment: dropped, as Prometheus does with `up` at 1. */
  readonly dropped: number;
}

/** Everything kept of one target: packed blocks, and the rows since. */
export class TargetSamples {
  readonly names = new SeriesNames();
  readonly rows: Row[] = [];
  readonly blocks: KeptBlock[] = [];
  private lastTimes = new Float64Array(64).fill(Number.NEGATIVE_INFINITY);
  /** The number of the scrape that a series was last in without a timestamp of its own; it ends when the next one has it not. */
  private inScrape = new Uint32Array(64);
  private scrapes = 0;
  private lastScrapeMs = Number.NEGATIVE_INFINITY;
  constructor(
    readonly target: string,
    private readonly listener: SampleListener | undefined,
    private readonly rowsInBlock = ROWS,
  ) {}

  get bytes(): number {
    return this.blocks.reduce((sum, { block }) => sum + block.size, 0) + this.rowBytes;
  }

  /** Of rows not yet packed. */
  get rowBytes(): number {
    return this.rows.reduce((sum, row) => sum + row.bytes, 0);
  }

  get lastMs(): number {
    return this.rows[this.rows.length - 1]?.timeMs ?? this.blocks[this.blocks.length - 1]?.toMs ?? Number.NEGATIVE_INFINITY;
  }

  /** Whether a scrape of then is newer than what is here. */
  isNew(timeMs: number): boolean {
    return timeMs > this.lastScrapeMs;
  }

  /** The slot of a series, new or known. */
  slotOf(key: string): number {
    const known = this.names.find(key);
    if (known !== undefined) return known;
    const slot = this.names.add(key);
    this.fit(slot + 1);
    this.lastTimes[slot] = Number.NEGATIVE_INFINITY;
    this.inScrape[slot] = 0;
    this.listener?.series(this.target, slot, key);
    return slot;
  }

  /** The same series under another text. */
  rename(slot: number, key: string): number {
    this.names.rename(slot, key);
    this.listener?.series(this.target, slot, key);
    return slot;
  }

  /** One scrape, whole; with no samples where it failed. Series that were in the one before and are not in this get their marker. */
  scrape(timeMs: number, columns: ScrapeColumns): Taken {
    if (!this.isNew(timeMs)) return { kept: 0, dropped: columns.count };
    this.lastScrapeMs = timeMs;
    this.scrapes += 1;
    const row = new Row(timeMs, this.names.length);
    const extras: Row[] = [];
    const kept = this.fill(row, columns, extras);
    this.markEnded(row);
    this.push(row);
    for (const extra of extras) this.push(extra);
    if (this.rows.length >= this.rowsInBlock) this.seal();
    return { kept, dropped: columns.count - kept };
  }

  /** Samples that all have timestamps of their own and belong to no scrape: what a look made of its answers. */
  points(timeMs: number, columns: ScrapeColumns): Taken {
    const row = new Row(timeMs, this.names.length, true);
    const extras: Row[] = [];
    const kept = this.fill(row, columns, extras);
    if (kept > 0) for (const each of [row, ...extras]) this.push(each);
    if (this.rows.length >= this.rowsInBlock) this.seal();
    return { kept, dropped: columns.count - kept };
  }

  /** Packs the rows so far into a block. */
  seal(): void {
    const { rows } = this;
    if (rows.length === 0) return;
    const scrapes = Float64Array.from(
      rows.filter(({ extra }) => !extra),
      ({ timeMs }) => timeMs,
    );
    const packed = packRows(rows, scrapes, this.names.length);
    rows.length = 0;
    if (packed === undefined) return;
    this.blocks.push(packed);
    this.listener?.block(this.target, packed);
  }

  /** As stored: names, then blocks in their order, then rows. */
  restoreSeries(slot: number, key: string): void {
    this.names.put(slot, key);
    this.fit(slot + 1);
  }

  restoreBlock(kept: KeptBlock): void {
    this.blocks.push(kept);
    // Each of them was there at the block's beginning at least: what comes next is newer.
    for (const { slot } of kept.block.entries()) if (slot < this.lastTimes.length) this.lastTimes[slot] = kept.fromMs;
    this.lastScrapeMs = kept.block.scrapes[kept.block.scrapes.length - 1] ?? this.lastScrapeMs;
  }

  restoreRow(row: Row): void {
    this.fit(row.values.length);
    this.rows.push(row);
    if (!row.extra) this.lastScrapeMs = row.timeMs;
    for (let slot = 0; slot < row.values.length; slot++) if (row.has(slot)) this.lastTimes[slot] = row.time(slot);
  }

  /** Ascending parts of a series' samples that may reach into (afterMs, untilMs]; markers among them. */
  *parts(slot: number, afterMs: number, untilMs: number): Generator<PackedSamples> {
    for (const { fromMs, toMs, block } of this.blocks) {
      if (toMs <= afterMs || fromMs > untilMs) continue;
      const part = block.read(slot);
      if (part !== undefined) yield part;
    }
    const part = ofRows(this.rows, slot);
    if (part.timesMs.length > 0) yield part;
  }

  /** Drops the oldest block; its bytes. Undefined: there is none. */
  dropOldest(): number | undefined {
    const oldest = this.blocks.shift();
    if (oldest !== undefined) this.listener?.dropped(this.target, oldest);
    return oldest?.block.size;
  }

  /** Everything of it goes. */
  clear(): void {
    this.seal();
    while (this.dropOldest() !== undefined);
    this.forgetSeries(Number.POSITIVE_INFINITY);
  }

  /** Forgets the names of series without a sample since. */
  forgetSeries(beforeMs: number): void {
    for (const { slot } of [...this.names.all()]) {
      if ((this.lastTimes[slot] ?? 0) >= beforeMs || this.rows.some((row) => row.has(slot))) continue;
      this.names.drop(slot);
      this.listener?.forgotten(this.target, slot);
    }
  }

  private fill(row: Row, { count, slots, values, timestampsMs }: ScrapeColumns, extras: Row[]): number {
    const { lastTimes, inScrape, scrapes } = this;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const slot = slots[i] ?? 0;
      const own = timestampsMs === undefined ? Number.NaN : (timestampsMs[i] ?? Number.NaN);
      const explicit = !Number.isNaN(own);
      const timeMs = explicit ? own : row.timeMs;
      if (!(timeMs > (lastTimes[slot] ?? 0))) continue;
      const into = row.has(slot) ? this.rowBeside(row, slot, extras) : row;
      if (into === undefined) continue;
      lastTimes[slot] = timeMs;
      kept += 1;
      into.put(slot, values[i] ?? Number.NaN);
      if (explicit || into !== row) into.putTime(slot, timeMs);
      if (!explicit) inScrape[slot] = scrapes;
    }
    return kept;
  }

  /** A row has one place a series: a later sample of it in the same scrape goes into a row beside. */
  private rowBeside(row: Row, slot: number, extras: Row[]): Row | undefined {
    const last = extras[extras.length - 1];
    if (last !== undefined && !last.has(slot)) return last;
    if (extras.length >= MOST_BESIDE) return undefined;
    const extra = new Row(row.timeMs, this.names.length, true);
    extras.push(extra);
    return extra;
  }

  private markEnded(row: Row): void {
    const before = this.scrapes - 1;
    if (before === 0) return;
    for (let slot = 0; slot < row.values.length; slot++) {
      if (this.inScrape[slot] !== before || !(row.timeMs > (this.lastTimes[slot] ?? 0))) continue;
      row.putStale(slot);
      this.lastTimes[slot] = row.timeMs;
    }
  }

  private push(row: Row): void {
    this.listener?.row(this.target, row, this.rows[this.rows.length - 1]);
    this.rows.push(row);
  }

  private fit(slots: number): void {
    if (slots <= this.lastTimes.length) return;
    const lastTimes = new Float64Array(slots * 2).fill(Number.NEGATIVE_INFINITY);
    lastTimes.set(this.lastTimes);
    this.lastTimes = lastTimes;
    const inScrape = new Uint32Array(slots * 2);
    inScrape.set(this.inScrape);
    this.inScrape = inScrape;
  }
}

function packRows(rows: readonly Row[], scrapes: Float64Array, slots: number): KeptBlock | undefined {
  const writer = new BlockWriter(scrapes);
  const times = new Float64Array(rows.length);
  const values = new Float64Array(rows.length);
  const halves = new Uint32Array(values.buffer);
  let fromMs = Number.POSITIVE_INFINITY;
  let toMs = Number.NEGATIVE_INFINITY;
  for (let slot = 0; slot < slots; slot++) {
    const { count, plain } = gather(rows, slot, times, halves);
    if (count === 0) continue;
    fromMs = Math.min(fromMs, times[0] ?? 0);
    toMs = Math.max(toMs, times[count - 1] ?? 0);
    const clock = plain && count === scrapes.length ? 0 : writer.clock(times.subarray(0, count));
    writer.add(slot, clock, halves);
  }
  const block = Number.isFinite(fromMs) ? Block.open(writer.finish()) : undefined;
  return block && { fromMs, toMs, block };
}

/** A series' samples out of rows; `plain`: all at their scrapes' own time. */
function gather(rows: readonly Row[], slot: number, times: Float64Array, halves: Uint32Array): { count: number; plain: boolean } {
  let count = 0;
  let plain = true;
  for (const row of rows) {
    if (!row.has(slot)) continue;
    times[count] = row.time(slot);
    if (row.extra || (row.timeOf !== undefined && row.timeOf[slot] !== 0)) plain = false;
    halves[2 * count] = row.halves[2 * slot] ?? 0;
    halves[2 * count + 1] = row.halves[2 * slot + 1] ?? 0;
    count++;
  }
  return { count, plain };
}

function ofRows(rows: readonly Row[], slot: number): PackedSamples {
  const times = new Float64Array(rows.length);
  const values = new Float64Array(rows.length);
  const halves = new Uint32Array(values.buffer);
  const { count } = gather(rows, slot, times, halves);
  return { timesMs: times.subarray(0, count), values: values.subarray(0, count), halves };
}
