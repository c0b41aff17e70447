import { promisify } from 'node:util';
import { brotliDecompress, constants } from 'node:zlib';
import { failed, ok, type Result } from '../../../shared/model/result';
import { SegmentHead } from './entries';
import { FILE_HEAD_BYTES, FRAME, frameBytes, readFrame } from './frames';
import { MOST_SEGMENT_BYTES } from './segments';

const unpack = promisify(brotliDecompress);
/** A segment ends with the entry that fills it: that one may be as large as an answer may be. */
const MOST_RAW_BYTES = 3 * MOST_SEGMENT_BYTES;
const HEAD_PIECE_BYTES = 16;
/** What a reader needs of an open file; another one in tests (larger than the disk). */
export interface RecordingFile {
  read(buffer: Buffer, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
  stat(): Promise<{ readonly size: number }>;
  close(): Promise<void>;
}

export interface Segment {
  readonly head: SegmentHead;
  /** Of its pieces in the file. */
  readonly pieces: readonly { readonly at: number; readonly bytes: number }[];
}

/** Goes from frame to frame, by their sizes: of what they hold only the heads of segments are read. */
export async function findSegments(file: RecordingFile, mostFrames: number): Promise<{ segments: readonly Segment[]; damage?: string }> {
  const { size } = await file.stat();
  const segments: { head: SegmentHead; pieces: { at: number; bytes: number }[] }[] = [];
  let at = FILE_HEAD_BYTES;
  for (let frames = 0; at < size; frames++) {
    if (frames >= mostFrames)
      return { segments, damage: 'it has more parts than a recording of two weeks; what comes after them is left out' };
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

async function readBegin(file: RecordingFile, at: number, bytes: number): Promise<SegmentHead | undefined> {
  const begun = readFrame(await bytesAt(file, at, bytes), 0);
  try {
    return begun === undefined ? undefined : SegmentHead.safeParse(JSON.parse(begun.payload.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** What a segment holds, unpacked: never more than a writer puts into one. */
export async function rawOf(file: RecordingFile, { pieces }: Segment): Promise<Result<Buffer, string>> {
  const packed: Buffer[] = [];
  let packedBytes = 0;
  for (const { at, bytes } of pieces) {
    packedBytes += bytes;
    if (packedBytes > MOST_RAW_BYTES) return failed('a part is larger than a recording makes one');
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

export async function bytesAt(file: RecordingFile, at: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  const { bytesRead } = await file.read(buffer, 0, bytes, at);
  return buffer.subarray(0, bytesRead);
}
