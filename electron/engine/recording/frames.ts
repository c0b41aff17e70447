import { createHash } from 'node:crypto';
import { failed, ok, type Result } from '../../../shared/model/result';

/**
 * The outer layer of a recording (docs/recording-format.md): "HOPREC", a version, then frames one after the other. A file that ends in the middle of a
 * frame was cut off there; all before it holds.
 */
const MAGIC = Buffer.from('HOPREC', 'ascii');
export const FORMAT_VERSION = 2;
export type FormatVersion = 1 | typeof FORMAT_VERSION;
export const FILE_HEAD_BYTES = MAGIC.length + 2;
const FRAME_HEAD_BYTES = 9;
/** No writer makes a larger one; a size beyond it is damage, or an attack. */
const MOST_FRAME_BYTES = 1 << 28;

export const FRAME = { begin: 1, data: 2, end: 3, index: 4 } as const;
export type FrameKind = (typeof FRAME)[keyof typeof FRAME];

export interface Frame {
  readonly kind: FrameKind;
  readonly payload: Buffer;
  /** Where the next one begins. */
  readonly nextAt: number;
}

export function fileHead(): Buffer {
  const version = Buffer.alloc(2);
  version.writeUInt16LE(FORMAT_VERSION);
  return Buffer.concat([MAGIC, version]);
}

/** What stands at the beginning of every recording, or why this is none. */
export function readFileHead(bytes: Buffer): Result<FormatVersion, string> {
  if (bytes.length < FILE_HEAD_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return failed('this is no recording of Hopscope');
  const version = bytes.readUInt16LE(MAGIC.length);
  if (version > FORMAT_VERSION)
    return failed(`it is of format ${version}, made by a newer Hopscope; this one reads formats up to ${FORMAT_VERSION}`);
  return version === 1 || version === FORMAT_VERSION ? ok(version) : failed(`format ${version} does not exist`);
}

export function frame(kind: FrameKind, payload: Buffer): Buffer {
  const head = Buffer.alloc(FRAME_HEAD_BYTES);
  head.writeUInt8(kind, 0);
  head.writeUInt32LE(payload.length, 1);
  checkOf(payload).copy(head, 5);
  return Buffer.concat([head, payload]);
}

/** How many bytes the frame at `at` takes, of which at least its head is in `bytes`; undefined where no whole and sound head stands there. */
export function frameBytes(bytes: Buffer, at: number): number | undefined {
  if (bytes.length < at + FRAME_HEAD_BYTES) return undefined;
  const size = bytes.readUInt32LE(at + 1);
  return isKind(bytes.readUInt8(at)) && size <= MOST_FRAME_BYTES ? FRAME_HEAD_BYTES + size : undefined;
}

/** The frame at `at`; undefined where none stands whole and undamaged. */
export function readFrame(bytes: Buffer, at: number): Frame | undefined {
  const size = frameBytes(bytes, at);
  if (size === undefined || bytes.length < at + size) return undefined;
  const payload = bytes.subarray(at + FRAME_HEAD_BYTES, at + size);
  const kind = bytes.readUInt8(at);
  if (!isKind(kind) || !checkOf(payload).equals(bytes.subarray(at + 5, at + FRAME_HEAD_BYTES))) return undefined;
  return { kind, payload, nextAt: at + size };
}

function isKind(kind: number): kind is FrameKind {
  return kind >= FRAME.begin && kind <= FRAME.index;
}

/** Against damage, not against forgery. */
function checkOf(payload: Buffer): Buffer {
  return createHash('sha256').update(payload).digest().subarray(0, 4);
}
