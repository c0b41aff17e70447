import { type BrotliOptions, constants, createBrotliCompress } from 'node:zlib';

/**
 * Entries stand one after the other in a segment, and a segment is one Brotli stream, flushed now and then: what was flushed can be read whatever
 * becomes of the rest. Its window spans the whole segment, so that the second answer of a target costs little more than what changed in it.
 */
const ENTRY_HEAD_BYTES = 8;
/** 64 MiB: as much as a segment holds. */
const WINDOW_BITS = 26;
export const MOST_SEGMENT_BYTES = 1 << 26;
const QUALITY = 5;

const PACKING: BrotliOptions = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: QUALITY,
    [constants.BROTLI_PARAM_LARGE_WINDOW]: 1,
    [constants.BROTLI_PARAM_LGWIN]: WINDOW_BITS,
  },
};

/** A Brotli stream that gives what it has packed so far when it is flushed. */
export class Packer {
  private readonly stream = createBrotliCompress(PACKING);
  private packed: Buffer[] = [];
  rawBytes = 0;

  constructor() {
    this.stream.on('data', (chunk: Buffer) => this.packed.push(chunk));
  }

  add(bytes: Buffer): void {
    this.rawBytes += bytes.length;
    this.stream.write(bytes);
  }

  /** What was packed since the last flush. */
  flush(): Promise<Buffer> {
    return new Promise((resolve) => this.stream.flush(constants.BROTLI_OPERATION_FLUSH, () => resolve(this.taken())));
  }

  end(): Promise<Buffer> {
    return new Promise((resolve) => {
      this.stream.once('end', () => resolve(this.taken()));
      this.stream.end();
    });
  }

  private taken(): Buffer {
    const taken = Buffer.concat(this.packed);
    this.packed = [];
    return taken;
  }
}

export function packEntry(head: string, body: Uint8Array | undefined): Buffer {
  const text = Buffer.from(head, 'utf8');
  const sizes = Buffer.alloc(ENTRY_HEAD_BYTES);
  sizes.writeUInt32LE(text.length, 0);
  sizes.writeUInt32LE(body?.length ?? 0, 4);
  return Buffer.concat([sizes, text, body ?? Buffer.alloc(0)]);
}

export interface Unpacked {
  readonly head: string;
  /** Where its bytes stand in the segment; none where it has no body of its own. */
  readonly from: number;
  readonly to: number;
}

/** The entries of a segment, as far as they are whole. */
export function* unpackEntries(raw: Buffer): Generator<Unpacked> {
  let at = 0;
  while (at + ENTRY_HEAD_BYTES <= raw.length) {
    const from = at + ENTRY_HEAD_BYTES + raw.readUInt32LE(at);
    const to = from + raw.readUInt32LE(at + 4);
    if (to > raw.length) return;
    yield { head: raw.toString('utf8', at + ENTRY_HEAD_BYTES, from), from, to };
    at = to;
  }
}
