/** One field of a protobuf message. */
export interface WireField {
  readonly number: number;
  /** Of a varint and of fixed sizes. Integers beyond 2^53 lose their last digits. */
  readonly value: number;
  /** Of what has a length. */
  readonly bytes: Uint8Array;
}

/** Bytes that are no message: where, counted from their beginning. */
export class WireError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

const NO_BYTES = new Uint8Array(0);
const VARINT = 0;
const FIXED_64 = 1;
const LENGTH = 2;
const FIXED_32 = 5;

/** Reads protobuf's wire format front to back; throws WireError, which whoever begins to read turns into a value. */
export class Wire {
  at = 0;
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get atEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  /** A number of up to 64 bits, as signed as int64 is: its halves are added, for a double holds 53 bits. */
  varint(): number {
    let low = 0;
    let high = 0;
    const from = this.at;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.byte(from);
      const bits = byte & 0x7f;
      if (shift < 32) low += bits * 2 ** shift;
      else high += bits * 2 ** (shift - 32);
      if (byte < 0x80) return ((high + Math.floor(low / 2 ** 32)) | 0) * 2 ** 32 + (low % 2 ** 32);
    }
    throw new WireError('a number of more than ten bytes', from);
  }

  /** What a length stands before. */
  delimited(): Uint8Array {
    const from = this.at;
    const length = this.varint();
    if (length < 0 || this.at + length > this.bytes.length) throw new WireError(`${length} bytes announced, fewer left`, from);
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  field(): WireField {
    const from = this.at;
    const tag = this.varint();
    const number = Math.floor(tag / 8);
    if (number < 1) throw new WireError('a field without a number', from);
    switch (tag % 8) {
      case VARINT:
        return { number, value: this.varint(), bytes: NO_BYTES };
      case FIXED_64:
        return { number, value: this.view.getFloat64(this.fixed(8), true), bytes: NO_BYTES };
      case LENGTH:
        return { number, value: 0, bytes: this.delimited() };
      case FIXED_32:
        return { number, value: this.view.getFloat32(this.fixed(4), true), bytes: NO_BYTES };
      default:
        throw new WireError(`wire type ${tag % 8} is not known`, from);
    }
  }

  private byte(from: number): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new WireError('the bytes end within a number', from);
    return byte;
  }

  private fixed(size: number): number {
    const at = this.at;
    if (at + size > this.bytes.length) throw new WireError('the bytes end within a number', at);
    this.at += size;
    return at;
  }
}

export function fieldsOf(bytes: Uint8Array): WireField[] {
  const wire = new Wire(bytes);
  const fields: WireField[] = [];
  while (!wire.atEnd) fields.push(wire.field());
  return fields;
}
