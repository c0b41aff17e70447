const CHUNK = 16;
const FIRST_BYTES = 64;

/** Bits written one after another, the highest first. Grows as needed; made once and used again and again. */
export class BitWriter {
  private bytes = new Uint8Array(FIRST_BYTES);
  private at = 0;
  private held = 0;
  private heldBits = 0;

  /** Empties it. */
  clear(): void {
    this.at = 0;
    this.held = 0;
    this.heldBits = 0;
  }

  /** Bits so far. */
  get length(): number {
    return this.at * 8 + this.heldBits;
  }

  /** The lowest `count` bits (0 to 53) of a whole number. */
  write(value: number, count: number): void {
    if (count <= CHUNK) {
      this.writeFew(value, count);
      return;
    }
    if (count > 2 * CHUNK) {
      this.write(Math.floor(value / 0x1_0000_0000), count - 2 * CHUNK);
      this.writeFew((value >>> CHUNK) & 0xffff, CHUNK);
      this.writeFew(value & 0xffff, CHUNK);
      return;
    }
    this.writeFew(value >>> CHUNK, count - CHUNK);
    this.writeFew(value & 0xffff, CHUNK);
  }

  /** So many ones, then a zero. */
  writeUnary(count: number): void {
    for (let left = count; left > 0; left -= CHUNK) this.writeFew(0xffff, Math.min(left, CHUNK));
    this.writeFew(0, 1);
  }

  /** What was written, in whole bytes, the last filled with zeros. Valid until the next write. */
  finish(): Uint8Array {
    if (this.heldBits > 0) {
      this.room(1);
      this.bytes[this.at] = (this.held << (8 - this.heldBits)) & 0xff;
    }
    return this.bytes.subarray(0, this.at + (this.heldBits > 0 ? 1 : 0));
  }

  private writeFew(value: number, count: number): void {
    this.held = (this.held << count) | (value & ((1 << count) - 1));
    this.heldBits += count;
    this.room(3);
    while (this.heldBits >= 8) {
      this.heldBits -= 8;
      this.bytes[this.at++] = (this.held >>> this.heldBits) & 0xff;
    }
    this.held &= 0xff;
  }

  private room(count: number): void {
    if (this.at + count <= this.bytes.length) return;
    const larger = new Uint8Array(this.bytes.length * 2);
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

/** Reads what a BitWriter wrote. Past the end it reads zeros: who reads knows how much there is. */
export class BitReader {
  private held = 0;
  private heldBits = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {}

  read(count: number): number {
    if (count <= CHUNK) return this.readFew(count);
    if (count <= 2 * CHUNK) return this.readFew(count - CHUNK) * 0x1_0000 + this.readFew(CHUNK);
    const high = this.read(count - 2 * CHUNK);
    return (high * 0x1_0000 + this.readFew(CHUNK)) * 0x1_0000 + this.readFew(CHUNK);
  }

  /** How many ones come before the next zero; at most `most`, which no zero follows. */
  readUnary(most: number): number {
    let count = 0;
    for (;;) {
      if (this.heldBits === 0) {
        this.held = this.bytes[this.at++] ?? 0;
        this.heldBits = 8;
      }
      const ones = Math.min(Math.clz32(~(this.held << (32 - this.heldBits))), this.heldBits);
      if (count + ones >= most) {
        this.heldBits -= most - count;
        return most;
      }
      count += ones;
      this.heldBits -= ones;
      if (this.heldBits > 0) {
        this.heldBits -= 1;
        return count;
      }
    }
  }

  private readFew(count: number): number {
    while (this.heldBits < count) {
      this.held = ((this.held << 8) | (this.bytes[this.at++] ?? 0)) & 0xffffff;
      this.heldBits += 8;
    }
    this.heldBits -= count;
    return (this.held >>> this.heldBits) & ((1 << count) - 1);
  }
}
