import type { NewEntry } from './entries';
import { patchOf } from './linePatch';
import { PackedTexts } from './packedTexts';

/** Shorter ones are packed as well by what packs the whole segment. */
const LEAST_BYTES = 4_096;
/** A patch that has grown beyond this part of the whole is of another time: the whole is written again, and is the base from then on. */
const MOST_PART = 0.25;

/** A body as what changed in it since an earlier one. */
export interface Patch {
  /** The SHA-256 of the earlier one. */
  readonly since: string;
  readonly bytes: Buffer;
}

/** The last exposition of each target that was written whole. */
export class Basis {
  private readonly hashes = new Map<string, string>();
  private readonly texts = new PackedTexts();

  /** Undefined: it is to be written whole; what comes of this target is a patch of it then. */
  patch(entry: NewEntry, hash: string, body: Uint8Array): Patch | undefined {
    const target = targetOf(entry, body);
    if (target === undefined) return undefined;
    const since = this.hashes.get(target);
    const base = since === undefined ? undefined : this.texts.get(target);
    if (since !== undefined && base !== undefined) {
      const bytes = Buffer.from(patchOf(base, Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1')), 'latin1');
      if (bytes.length <= body.length * MOST_PART) return { since, bytes };
    }
    this.hashes.set(target, hash);
    this.texts.set(target, body);
    return undefined;
  }
}

/** JSON is one line. */
function targetOf(entry: NewEntry, { length }: Uint8Array): string | undefined {
  if (entry.kind !== 'answer' || length < LEAST_BYTES) return undefined;
  const { asked, headers } = entry;
  return /text/.test(headers['content-type'] ?? '') ? JSON.stringify([asked.route, asked.path]) : undefined;
}
