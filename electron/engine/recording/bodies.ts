import { createHash } from 'node:crypto';
import type { Result } from '../../../shared/model/result';
import { patched } from './linePatch';
import { PackedTexts } from './packedTexts';
import { type RecordingFile, rawOf, type Segment } from './segmentFile';

/** Segments whose bytes are kept at hand. */
const KEPT_SEGMENTS = 2;

/** Where a body stands: in which segment, from which byte to which. */
export interface Place {
  readonly segment: number;
  readonly from: number;
  readonly to: number;
  /** What stands there is a patch of the body of this hash. */
  readonly since?: string;
}

/** Bytes of answers, read when they are asked for: an hour of a large cluster does not fit into memory. */
export class Bodies {
  private readonly kept = new Map<number, Promise<Result<Buffer, string>>>();
  /** Whole bodies of which patches were made: those of a hundred nodes lie in several segments. */
  private readonly bases = new PackedTexts();

  constructor(
    private readonly file: RecordingFile,
    private readonly segments: readonly Segment[],
    private readonly places: ReadonlyMap<string, Place>,
  ) {}

  /** Undefined where they were lost. */
  async of({ hash, bytes }: { readonly hash: string; readonly bytes: number }): Promise<Uint8Array | undefined> {
    if (bytes === 0) return new Uint8Array();
    const place = this.places.get(hash);
    if (place === undefined) return undefined;
    const raw = await this.bytesAt(place);
    if (raw === undefined || place.since === undefined) return raw;
    const base = await this.base(place.since);
    const text = base === undefined ? undefined : patched(base, raw.toString('latin1'), bytes);
    const whole = text === undefined ? undefined : Buffer.from(text, 'latin1');
    return whole !== undefined && createHash('sha256').update(whole).digest('base64url') === hash ? whole : undefined;
  }

  /** A body of which others are patches is none itself. */
  private async base(hash: string): Promise<string | undefined> {
    const kept = this.bases.get(hash);
    if (kept !== undefined) return kept;
    const place = this.places.get(hash);
    const whole = place === undefined || place.since !== undefined ? undefined : await this.bytesAt(place);
    if (whole === undefined) return undefined;
    this.bases.set(hash, whole);
    return whole.toString('latin1');
  }

  private async bytesAt({ segment, from, to }: Place): Promise<Buffer | undefined> {
    const raw = await this.rawOf(segment);
    return raw?.ok ? raw.value.subarray(from, to) : undefined;
  }

  private rawOf(segment: number): Promise<Result<Buffer, string>> | undefined {
    const found = this.segments[segment];
    if (found === undefined) return undefined;
    const kept = this.kept.get(segment) ?? rawOf(this.file, found);
    // The one used last stands last.
    this.kept.delete(segment);
    this.kept.set(segment, kept);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= KEPT_SEGMENTS) break;
      this.kept.delete(oldest);
    }
    return kept;
  }
}
