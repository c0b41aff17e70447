import { copyBytes, grown, grownSize, sameBytes, viewOf } from './bytes';

const FIRST_BYTES = 4096;
const FIRST_SLOTS = 256;
const DOUBLED_BYTES = 1 << 15;
/** Of a table's slots, how many may be taken. */
export const FULL = 0.85;
/** Of a slot, the bits of the number: 134 million, more than 2 GB of text can name. The others are of the hash. */
export const NUMBER = 0x7ffffff;
export const TAG = ~NUMBER;

/**
 * Texts kept once, as bytes in one array, each under a number that counts up from 0. A hash finds them, bytes decide.
 * The seed keeps a hostile target from choosing texts that all fall on one slot.
 */
export class ByteStrings {
  count = 0;
  private bytes = new Uint8Array(FIRST_BYTES);
  private view = viewOf(this.bytes);
  /** Where each text ends; it begins where the one before ends. */
  private ends = new Int32Array(FIRST_SLOTS);
  /** On each slot 0, or the number + 1 of a text and above it some bits of its hash: most others are told apart by these. */
  private slots = new Int32Array(FIRST_SLOTS);
  private readonly seed = Math.floor(Math.random() * 0x7fffffff);

  /** The number of the text that stands there, a new one if need be: then it equals the `count` of before. */
  idOf(text: DataView, from: number, to: number): number {
    const length = to - from;
    const mask = this.slots.length - 1;
    const hash = this.hash(text, from, to);
    let slot = hash & mask;
    for (let taken = this.slots[slot] ?? 0; taken !== 0; taken = this.slots[slot] ?? 0) {
      const id = (taken & NUMBER) - 1;
      if (((taken ^ hash) & TAG) === 0 && this.lengthOf(id) === length && this.is(id, text, from)) return id;
      slot = (slot + 1) & mask;
    }
    this.slots[slot] = (this.count + 1) | (hash & TAG);
    return this.add(text, from, length);
  }

  /** Makes room to find so many in all; where they are kept grows with them. */
  reserve(texts: number): void {
    this.rehash(slotsFor(texts));
  }

  startOf(id: number): number {
    return id === 0 ? 0 : (this.ends[id - 1] ?? 0);
  }

  lengthOf(id: number): number {
    return (this.ends[id] ?? 0) - this.startOf(id);
  }

  /** Whether the text of this number stands at `from`; the view must hold its length. */
  is(id: number, text: DataView, from: number): boolean {
    const start = id === 0 ? 0 : (this.ends[id - 1] ?? 0);
    return sameBytes(this.view, start, text, from, (this.ends[id] ?? 0) - start);
  }

  /** The bytes of a text, not copied. */
  bytesOf(id: number): Uint8Array {
    return this.bytes.subarray(this.startOf(id), this.ends[id] ?? 0);
  }

  get heldBytes(): number {
    return this.bytes.byteLength + this.ends.byteLength + this.slots.byteLength;
  }

  private add(text: DataView, from: number, length: number): number {
    const id = this.count++;
    const start = this.startOf(id);
    if (start + length > this.bytes.length) {
      this.bytes = grown(this.bytes, new Uint8Array(grownSize(this.bytes.length, start + length, DOUBLED_BYTES)));
      this.view = viewOf(this.bytes);
    }
    if (id >= this.ends.length) this.ends = grown(this.ends, new Int32Array(grownSize(this.ends.length, id + 1)));
    copyBytes(text, from, this.view, start, length);
    this.ends[id] = start + length;
    if (this.count > this.slots.length * FULL) this.rehash(this.slots.length * 2);
    return id;
  }

  private rehash(size: number): void {
    if (size <= this.slots.length) return;
    const slots = new Int32Array(size);
    const mask = slots.length - 1;
    for (let id = 0; id < this.count; id++) {
      const hash = this.hash(this.view, this.startOf(id), this.ends[id] ?? 0);
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = (id + 1) | (hash & TAG);
    }
    this.slots = slots;
  }

  private hash(text: DataView, from: number, to: number): number {
    let hash = this.seed ^ (to - from);
    let at = from;
    for (; at + 4 <= to; at += 4) {
      hash = Math.imul(hash ^ text.getInt32(at, true), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    for (; at < to; at++) hash = Math.imul(hash ^ text.getUint8(at), 0x85ebca6b);
    return mixed(hash);
  }
}

/** How many slots a table has that has room for so many. */
export function slotsFor(count: number): number {
  return 2 ** Math.ceil(Math.log2(count / FULL));
}

export function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
