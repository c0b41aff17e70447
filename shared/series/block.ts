import { ByteReader, ByteWriter } from './bytes';
import { readClock, writeClock } from './clock';
import { readColumn, writeColumn } from './column';

/**
 * Some scrapes of one target, packed: the times, each way of taking part in them once, then the series by their slot (the
 * target's own number of it). Each says its length, so that one is found without unpacking those before it.
 */
const VERSION = 1;
/** One place in so many series is kept at hand. */
const STRIDE = 16;

const entry = new ByteWriter();

export class BlockWriter {
  private readonly out = new ByteWriter();
  private readonly entries = new ByteWriter();
  private readonly clocks: Float64Array[] = [];
  private readonly known = new Map<number, number[]>();
  private lastSlot = -1;
  private count = 0;

  /** `scrapes`: their times, ascending; clock 0. */
  constructor(scrapes: Float64Array) {
    this.clocks.push(scrapes);
    this.known.set(hashOf(scrapes), [0]);
  }

  /** A clock's number; the same times have the same one. */
  clock(times: Float64Array): number {
    const key = hashOf(times);
    const likely = this.known.get(key) ?? [];
    const same = likely.find((clock) => sameTimes(this.clocks[clock], times));
    if (same !== undefined) return same;
    this.clocks.push(times.slice());
    this.known.set(key, [...likely, this.clocks.length - 1]);
    return this.clocks.length - 1;
  }

  /** Slots ascend. As many values as the clock has times. */
  add(slot: number, clock: number, halves: Uint32Array): void {
    entry.clear();
    writeColumn(entry, halves, this.clocks[clock]?.length ?? 0);
    this.entries.varint(slot - this.lastSlot - 1);
    this.entries.varint(clock);
    this.entries.varint(entry.length);
    this.entries.append(entry.view());
    this.lastSlot = slot;
    this.count += 1;
  }

  finish(): Uint8Array {
    const { out, clocks } = this;
    const scrapes = clocks[0] ?? new Float64Array(0);
    const fromMs = scrapes[0] ?? 0;
    out.byte(VERSION);
    out.varint(fromMs);
    out.varint(clocks.length);
    for (const [index, times] of clocks.entries()) writeClock(out, times, index === 0 ? undefined : scrapes, fromMs);
    out.varint(this.count);
    out.append(this.entries.view());
    return out.finish();
  }
}

/** Samples of one series as they lie in a block; `halves` are the bits of `values`. */
export interface PackedSamples {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  readonly halves: Uint32Array;
}

export class Block {
  /** Undefined where the bytes are no block of this version. */
  static open(bytes: Uint8Array): Block | undefined {
    return bytes[0] === VERSION ? new Block(bytes) : undefined;
  }

  readonly scrapes: Float64Array;
  readonly seriesCount: number;
  private readonly fromMs: number;
  /** Where each clock begins; they are unpacked when asked for, the last one asked for is kept. */
  private readonly clockPlaces: Uint32Array;
  private readonly slots: Uint32Array;
  private readonly places: Uint32Array;
  private lastClock = -1;
  private lastTimes: Float64Array;

  private constructor(readonly bytes: Uint8Array) {
    const input = new ByteReader(bytes, 1);
    this.fromMs = input.varint();
    const clocks = input.varint();
    this.clockPlaces = new Uint32Array(clocks);
    this.clockPlaces[0] = input.at;
    this.scrapes = readClock(input, undefined, this.fromMs);
    for (let clock = 1; clock < clocks; clock++) {
      this.clockPlaces[clock] = input.at;
      readClock(input, this.scrapes, this.fromMs);
    }
    this.lastTimes = this.scrapes;
    this.seriesCount = input.varint();
    const strides = Math.ceil(this.seriesCount / STRIDE);
    this.slots = new Uint32Array(strides);
    this.places = new Uint32Array(strides);
    this.indexEntries(input);
  }

  /** Bytes in memory, index included. */
  get size(): number {
    return this.bytes.length + 8 * (this.slots.length + this.scrapes.length) + 4 * this.clockPlaces.length;
  }

  /** The series' samples in this block; undefined where it has none. */
  read(slot: number): PackedSamples | undefined {
    const input = this.find(slot);
    if (input === undefined) return undefined;
    const timesMs = this.times(input.varint());
    input.varint();
    const values = new Float64Array(timesMs.length);
    const halves = new Uint32Array(values.buffer);
    readColumn(input, halves, timesMs.length);
    return { timesMs, values, halves };
  }

  /** Every series in it by its slot, ascending, and the bytes that it takes. */
  *entries(): Generator<{ readonly slot: number; readonly bytes: number }> {
    const input = new ByteReader(this.bytes, this.places[0] ?? this.bytes.length);
    let slot = -1;
    for (let at = 0; at < this.seriesCount; at++) {
      const from = input.at;
      slot += input.varint() + 1;
      input.varint();
      const length = input.varint();
      input.at += length;
      yield { slot, bytes: input.at - from };
    }
  }

  private times(clock: number): Float64Array {
    if (clock === 0) return this.scrapes;
    if (clock !== this.lastClock) {
      this.lastClock = clock;
      this.lastTimes = readClock(new ByteReader(this.bytes, this.clockPlaces[clock] ?? 0), this.scrapes, this.fromMs);
    }
    return this.lastTimes;
  }

  private indexEntries(input: ByteReader): void {
    let slot = -1;
    for (let at = 0; at < this.seriesCount; at++) {
      const place = input.at;
      slot += input.varint() + 1;
      if (at % STRIDE === 0) {
        this.slots[at / STRIDE] = slot;
        this.places[at / STRIDE] = place;
      }
      input.varint();
      const length = input.varint();
      input.at += length;
    }
  }

  /** Stands after the slot of the entry. */
  private find(slot: number): ByteReader | undefined {
    let low = 0;
    let high = this.slots.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.slots[middle] ?? 0) <= slot) low = middle;
      else high = middle - 1;
    }
    const first = this.slots[low];
    if (first === undefined || first > slot) return undefined;
    const input = new ByteReader(this.bytes, this.places[low]);
    input.varint();
    for (let at = first; at <= slot; at += input.varint() + 1) {
      if (at === slot) return input;
      input.varint();
      const length = input.varint();
      input.at += length;
      if (input.done) return undefined;
    }
    return undefined;
  }
}

function hashOf(times: Float64Array): number {
  let hash = times.length;
  for (const time of times) hash = Math.imul(hash ^ (time % 0x8000_0000), 0x9e37_79b1);
  return hash;
}

function sameTimes(a: Float64Array | undefined, b: Float64Array): boolean {
  if (a === undefined || a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
