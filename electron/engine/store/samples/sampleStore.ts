import { type SampleListener, TargetSamples } from './targetSamples';

export interface Retention {
  readonly spanMs: number;
  readonly bytes: number;
  /** Series of all targets: their labels take three hundred bytes each, whatever their samples take. */
  readonly series: number;
}

export const RETENTION: Retention = { spanMs: 24 * 3_600_000, bytes: 150 * 1024 * 1024, series: 200_000 };
/** Rows not yet packed may take this share of the bytes: in a big cluster each target is looked at seldom. */
const ROWS_SHARE = 1 / 3;

/**
 * Every sample of what was looked at, by target: bounded by time and bytes, the oldest block of all goes first. Labels of series
 * beside it, bounded by the same time.
 */
export class SampleStore {
  private readonly targets = new Map<string, TargetSamples>();

  constructor(
    private readonly retention: Retention = RETENTION,
    private readonly listener?: SampleListener,
  ) {}

  target(name: string): TargetSamples {
    const known = this.targets.get(name);
    if (known !== undefined) return known;
    const made = new TargetSamples(name, this.listener);
    this.targets.set(name, made);
    return made;
  }

  clear(): void {
    this.targets.clear();
  }

  has(name: string): boolean {
    return this.targets.has(name);
  }

  all(): Iterable<TargetSamples> {
    return this.targets.values();
  }

  /** Of samples, blocks' indexes included. */
  get bytes(): number {
    let sum = 0;
    for (const target of this.targets.values()) sum += target.bytes;
    return sum;
  }

  get labelBytes(): number {
    let sum = 0;
    for (const target of this.targets.values()) sum += target.names.size;
    return sum;
  }

  get seriesCount(): number {
    let sum = 0;
    for (const target of this.targets.values()) sum += target.names.count;
    return sum;
  }

  /** When the oldest sample was taken; undefined while there is none. */
  get oldestMs(): number | undefined {
    let oldest = Number.POSITIVE_INFINITY;
    for (const { blocks, rows } of this.targets.values()) oldest = Math.min(oldest, blocks[0]?.fromMs ?? rows[0]?.timeMs ?? oldest);
    return Number.isFinite(oldest) ? oldest : undefined;
  }

  /**
   * Drops what is older than may be kept, then the oldest until the rest is small enough. Blocks that went, oldest first.
   * @param beside what else is kept within the same bytes
   */
  retain(nowMs: number, beside = 0): number {
    const sinceMs = nowMs - this.retention.spanMs;
    let dropped = 0;
    for (const target of this.targets.values()) {
      while (target.blocks[0] !== undefined && target.blocks[0].toMs < sinceMs) {
        target.dropOldest();
        dropped += 1;
      }
      target.forgetSeries(sinceMs);
      if (target.names.count === 0 && target.blocks.length === 0) this.targets.delete(target.target);
    }
    this.packRows();
    return dropped + this.shrink(beside);
  }

  /** After a scrape: of more series than may be there the targets go whole that were looked at longest ago. */
  makeRoom(): void {
    while (this.seriesCount > this.retention.series && this.targets.size > 1) {
      let oldest: TargetSamples | undefined;
      for (const target of this.targets.values()) if (!oldest || target.lastMs < oldest.lastMs) oldest = target;
      if (oldest === undefined) return;
      oldest.clear();
      this.targets.delete(oldest.target);
    }
  }

  private packRows(): void {
    const most = this.retention.bytes * ROWS_SHARE;
    const open = [...this.targets.values()].map((target) => ({ target, bytes: target.rowBytes }));
    let sum = open.reduce((all, { bytes }) => all + bytes, 0);
    for (const { target, bytes } of open.sort((a, b) => b.bytes - a.bytes)) {
      if (sum <= most) return;
      target.seal();
      sum -= bytes;
    }
  }

  private shrink(beside: number): number {
    let dropped = 0;
    for (let bytes = this.bytes + beside; bytes > this.retention.bytes; dropped++) {
      const oldest = this.oldestBlockOwner();
      const freed = oldest?.dropOldest();
      if (freed === undefined) break;
      bytes -= freed;
    }
    return dropped;
  }

  private oldestBlockOwner(): TargetSamples | undefined {
    let oldest: TargetSamples | undefined;
    for (const target of this.targets.values()) {
      const first = target.blocks[0];
      if (first && first.toMs < (oldest?.blocks[0]?.toMs ?? Number.POSITIVE_INFINITY)) oldest = target;
    }
    return oldest;
  }
}
