import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress, constants } from 'node:zlib';
import { failed, ok, type Result } from '../../../shared/model/result';
import { Entry, SegmentHead } from './entries';
import { FILE_HEAD_BYTES, FRAME, frameBytes, readFileHead, readFrame } from './frames';
import { MOST_SEGMENT_BYTES, unpackEntries } from './segments';

const unpack = promisify(brotliDecompress);
/** A segment ends with the entry that fills it: that one may be as large as an answer may be. */
const MOST_RAW_BYTES = 3 * MOST_SEGMENT_BYTES;
/** Segments whose bytes are kept at hand. */
const KEPT_SEGMENTS = 2;
const HEAD_PIECE_BYTES = 16;
/** Of one segment: a replay lets its time pass. */
const LONGEST_MS = 31 * 86_400_000;

export interface ReadTrouble {
  readonly says: string;
  readonly remedy: string;
}

/** Where a body stands: in which segment, from which byte to which. */
interface Place {
  readonly segment: number;
  readonly from: number;
  readonly to: number;
}

interface Segment {
  readonly head: SegmentHead;
  /** Of its pieces in the file. */
  readonly pieces: readonly { readonly at: number; readonly bytes: number }[];
}

export interface Recording {
  readonly head: SegmentHead;
  readonly fromMs: number;
  readonly toMs: number;
  /** In the order of the file. */
  readonly entries: readonly Entry[];
  /** Set where the file was cut off or damaged: what it still tells. */
  readonly damage?: string;
  /** Undefined where its bytes were lost. */
  bodyOf(entry: { readonly body: { readonly hash: string; readonly bytes: number } }): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
}

/** Opens a recording. A file that was cut off opens as far as it goes; one that is none, or of another format, says so. */
export async function openRecording(path: string): Promise<Result<Recording, ReadTrouble>> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    return failed({ says: `${path} cannot be opened: ${error instanceof Error ? error.message : error}.`, remedy: 'Check the name.' });
  }
  const opened = await readAll(file, path);
  if (!opened.ok) await file.close();
  return opened;
}

async function readAll(file: FileHandle, path: string): Promise<Result<Recording, ReadTrouble>> {
  const version = readFileHead(await bytesAt(file, 0, FILE_HEAD_BYTES));
  if (!version.ok)
    return failed({ says: `${path}: ${version.error}.`, remedy: 'Record with: hopscope record --for 10m -o FILE, or update Hopscope.' });
  const { segments, damage } = await findSegments(file);
  const entries: Entry[] = [];
  const places = new Map<string, Place>();
  let wrong = damage;
  for (const [i, segment] of segments.entries()) {
    const raw = await rawOf(file, segment);
    if (!raw.ok) {
      wrong = raw.error;
      break;
    }
    for (const { head, from, to } of unpackEntries(raw.value)) {
      const entry = readEntry(head);
      if (entry === undefined) {
        wrong = 'an entry is not of this format';
        continue;
      }
      if (Math.abs(entry.atMs - segment.head.fromMs) > LONGEST_MS) {
        wrong = 'an entry is of another time';
        continue;
      }
      entries.push(entry);
      if ('body' in entry && to > from) places.set(entry.body.hash, { segment: i, from, to });
    }
  }
  const [first] = segments;
  if (first === undefined || entries.length === 0)
    return failed({
      says: `${path}: nothing was recorded${wrong === undefined ? '' : `, or it is lost: ${wrong}`}.`,
      remedy: 'Record anew.',
    });
  const bodies = new Bodies(file, segments, places);
  const toMs = entries.reduce((latest, entry) => Math.max(latest, entry.atMs + ('tookMs' in entry ? entry.tookMs : 0)), first.head.fromMs);
  return ok({
    head: first.head,
    fromMs: first.head.fromMs,
    toMs,
    entries,
    ...(wrong === undefined ? {} : { damage: wrong }),
    bodyOf: async ({ body }) => (body.bytes === 0 ? new Uint8Array() : bodies.of(body.hash)),
    close: () => file.close(),
  });
}

function readEntry(head: string): Entry | undefined {
  try {
    return Entry.safeParse(JSON.parse(head)).data;
  } catch {
    return undefined;
  }
}

/** Goes from frame to frame, by their sizes. */
async function findSegments(file: FileHandle): Promise<{ segments: readonly Segment[]; damage?: string }> {
  const { size } = await file.stat();
  const segments: { head: SegmentHead; pieces: { at: number; bytes: number }[] }[] = [];
  let at = FILE_HEAD_BYTES;
  while (at < size) {
    const head = await bytesAt(file, at, HEAD_PIECE_BYTES);
    const bytes = frameBytes(head, 0);
    if (bytes === undefined || at + bytes > size) return { segments, damage: 'the file was cut off; what was flushed before is here' };
    const kind = head.readUInt8(0);
    if (kind === FRAME.begin) {
      const begun = await readBegin(file, at, bytes);
      if (begun === undefined) return { segments, damage: 'the head of a part is damaged' };
      segments.push({ head: begun, pieces: [] });
    } else if (kind === FRAME.data) segments[segments.length - 1]?.pieces.push({ at, bytes });
    else if (kind === FRAME.index) return { segments };
    at += bytes;
  }
  return { segments, damage: 'recording was not ended: the program was stopped, or is still recording' };
}

async function readBegin(file: FileHandle, at: number, bytes: number): Promise<SegmentHead | undefined> {
  const begun = readFrame(await bytesAt(file, at, bytes), 0);
  try {
    return begun === undefined ? undefined : SegmentHead.safeParse(JSON.parse(begun.payload.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

async function rawOf(file: FileHandle, { pieces }: Segment): Promise<Result<Buffer, string>> {
  const packed: Buffer[] = [];
  for (const { at, bytes } of pieces) {
    const piece = readFrame(await bytesAt(file, at, bytes), 0);
    if (piece === undefined) break;
    packed.push(piece.payload);
  }
  if (packed.length === 0) return ok(Buffer.alloc(0));
  try {
    const params = { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 };
    return ok(
      await unpack(Buffer.concat(packed), { params, finishFlush: constants.BROTLI_OPERATION_FLUSH, maxOutputLength: MOST_RAW_BYTES }),
    );
  } catch (error) {
    return failed(`a part cannot be unpacked (${error instanceof Error ? error.message : error})`);
  }
}

async function bytesAt(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  const { bytesRead } = await file.read(buffer, 0, bytes, at);
  return buffer.subarray(0, bytesRead);
}

/** Bytes of answers, read when they are asked for: an hour of a large cluster does not fit into memory. */
class Bodies {
  private readonly kept = new Map<number, Promise<Result<Buffer, string>>>();

  constructor(
    private readonly file: FileHandle,
    private readonly segments: readonly Segment[],
    private readonly places: ReadonlyMap<string, Place>,
  ) {}

  async of(hash: string): Promise<Uint8Array | undefined> {
    const place = this.places.get(hash);
    if (place === undefined) return undefined;
    const raw = await this.rawOf(place.segment);
    return raw?.ok ? raw.value.subarray(place.from, place.to) : undefined;
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
