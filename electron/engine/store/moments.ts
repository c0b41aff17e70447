import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { bytesOf, thinned } from '../../../shared/analysis/history/thinning';

/** A kept moment, found again. */
export interface FoundMoment {
  readonly atMs: number;
  readonly text: string;
}

interface Kept {
  readonly atMs: number;
  readonly turn: boolean;
  readonly bytes: number;
  readonly packed: Uint8Array;
}

const SPAN_MS = 60 * 60_000;
/** An hour at one moment in 5 s is 720: 4 MiB in the demo, for members are counted, not listed, and facts are kept of a few of each kind. */
const LIMIT_BYTES = 16 * 1024 * 1024;
/** What a moment costs beside its bytes. */
const OVERHEAD = 200;
/** Half a millisecond for a Report of 26 kB, which becomes 3.4 kB, and facts of 8 kB, which add 1.8 kB; level 3 takes as long and leaves a seventh more. */
const LEVEL = 6;

/** What was shown at each moment of the last hour, packed; bounded by time and bytes, the oldest thinned first. */
export class MomentStore {
  private kept: readonly Kept[] = [];
  private sum = 0;

  constructor(
    private readonly limitBytes = LIMIT_BYTES,
    private readonly spanMs = SPAN_MS,
    private readonly onKept: (atMs: number, turn: boolean, packed: Uint8Array) => void = () => undefined,
  ) {}

  /** Keeps one text; one that is not newer than the last is left out. */
  add(atMs: number, text: string, turn: boolean): void {
    if (atMs <= (this.lastMs ?? Number.NEGATIVE_INFINITY)) return;
    const packed = deflateRawSync(text, { level: LEVEL });
    const bytes = packed.byteLength + OVERHEAD;
    const inTime = this.kept.filter((each) => each.atMs >= atMs - this.spanMs);
    const all = [...inTime, { atMs, turn, bytes, packed }];
    this.sum = bytesOf(all);
    this.kept = this.sum > this.limitBytes ? thinned(all, this.limitBytes) : all;
    if (this.kept !== all) this.sum = bytesOf(this.kept);
    this.onKept(atMs, turn, packed);
  }

  get firstMs(): number | undefined {
    return this.kept[0]?.atMs;
  }

  get lastMs(): number | undefined {
    return this.kept[this.kept.length - 1]?.atMs;
  }

  get bytes(): number {
    return this.sum;
  }

  /** Oldest first. */
  times(): number[] {
    return this.kept.map(({ atMs }) => atMs);
  }

  /** The newest that is not newer than `atMs`, else the oldest; undefined if none is kept. */
  find(atMs: number): FoundMoment | undefined {
    let found = this.kept[0];
    for (const each of this.kept) if (each.atMs <= atMs) found = each;
    return found && { atMs: found.atMs, text: inflateRawSync(found.packed).toString('utf8') };
  }

  /** The wall clock was set by so much. */
  redate(byMs: number): void {
    this.kept = this.kept.map((each) => ({ ...each, atMs: each.atMs + byMs }));
  }
}
