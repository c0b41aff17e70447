import { FULL, mixed, NUMBER, slotsFor, TAG } from './byteStrings';
import { grown, grownSize } from './bytes';

const FIRST = 256;

/** Pairs of numbers, each kept once under a number of its own that counts up from 0. */
export class Pairs {
  count = 0;
  private lefts = new Int32Array(FIRST);
  private rights = new Int32Array(FIRST);
  /** On each slot 0, or the number + 1 of a pair and above it some bits of its hash: most others are told apart by these. */
  private slots = new Int32Array(FIRST);
  private readonly seed = Math.floor(Math.random() * 0x7fffffff);

  /** The number of the pair, a new one if need be: then it equals the `count` of before. */
  idOf(left: number, right: number): number {
    const mask = this.slots.length - 1;
    const hash = this.hash(left, right);
    let slot = hash & mask;
    for (let taken = this.slots[slot] ?? 0; taken !== 0; taken = this.slots[slot] ?? 0) {
      const id = (taken & NUMBER) - 1;
      if (((taken ^ hash) & TAG) === 0 && this.lefts[id] === left && this.rights[id] === right) return id;
      slot = (slot + 1) & mask;
    }
    this.slots[slot] = (this.count + 1) | (hash & TAG);
    return this.add(left, right);
  }

  /** Makes room for so many in all. */
  reserve(pairs: number): void {
    if (pairs <= this.lefts.length) return;
    this.lefts = grown(this.lefts, new Int32Array(pairs));
    this.rights = grown(this.rights, new Int32Array(pairs));
    this.rehash(slotsFor(pairs));
  }

  left(id: number): number {
    return this.lefts[id] ?? 0;
  }

  right(id: number): number {
    return this.rights[id] ?? 0;
  }

  get heldBytes(): number {
    return this.lefts.byteLength + this.rights.byteLength + this.slots.byteLength;
  }

  private add(left: number, right: number): number {
    const id = this.count++;
    if (id >= this.lefts.length) {
      const size = grownSize(this.lefts.length, id + 1);
      this.lefts = grown(this.lefts, new Int32Array(size));
      this.rights = grown(this.rights, new Int32Array(size));
    }
    this.lefts[id] = left;
    this.rights[id] = right;
    if (this.count > this.slots.length * FULL) this.rehash(this.slots.length * 2);
    return id;
  }

  private rehash(size: number): void {
    if (size <= this.slots.length) return;
    const slots = new Int32Array(size);
    const mask = slots.length - 1;
    for (let id = 0; id < this.count; id++) {
      const hash = this.hash(this.left(id), this.right(id));
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = (id + 1) | (hash & TAG);
    }
    this.slots = slots;
  }

  private hash(left: number, right: number): number {
    return mixed(Math.imul(left ^ this.seed, 0x9e3779b1) + right);
  }
}
