import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Expositions pack to a tenth: so much holds those of some hundreds of nodes. */
const MOST_BYTES = 64 * 1024 * 1024;
/** The quickest level: a text is packed once and unpacked for each patch. */
const LEVEL = 1;

/** Texts of which patches are made, packed; the one used longest ago goes first. Texts are bytes as Latin-1. */
export class PackedTexts {
  private readonly texts = new Map<string, Buffer>();
  private bytes = 0;

  constructor(private readonly mostBytes = MOST_BYTES) {}

  get(key: string): string | undefined {
    const packed = this.texts.get(key);
    if (packed === undefined) return undefined;
    this.texts.delete(key);
    this.texts.set(key, packed);
    return inflateRawSync(packed).toString('latin1');
  }

  set(key: string, text: Uint8Array): void {
    this.drop(key);
    const packed = deflateRawSync(text, { level: LEVEL });
    this.texts.set(key, packed);
    this.bytes += packed.length;
    for (const oldest of this.texts.keys()) {
      if (this.bytes <= this.mostBytes) return;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    this.bytes -= this.texts.get(key)?.length ?? 0;
    this.texts.delete(key);
  }
}
