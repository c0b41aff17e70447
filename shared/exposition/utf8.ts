/**
 * UTF-8 by hand, because bytes that are none must come through: each stands in the string as half of a surrogate pair,
 * U+DC00 + byte, which no valid text has.
 */
export function decodeUtf8(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  let at = from;
  while (at < to) {
    const end = asciiEnd(bytes, at, to);
    const ascii: string = Reflect.apply(String.fromCharCode, null, bytes.subarray(at, end));
    text += ascii;
    at = end;
    while (at < to && (bytes[at] ?? 0) >= 0x80) {
      const length = sequenceLength(bytes, at, to);
      text += length === 0 ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0)) : String.fromCodePoint(codePoint(bytes, at, length));
      at += Math.max(length, 1);
    }
  }
  return text;
}

/** Four bytes at a time: most texts need no other look. */
export function isAscii(text: DataView, from: number, to: number): boolean {
  let bits = 0;
  let at = from;
  for (; at + 4 <= to; at += 4) bits |= text.getInt32(at, true);
  for (; at < to; at++) bits |= text.getUint8(at);
  return (bits & 0x80808080) === 0;
}

export function isUtf8(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    const length = sequenceLength(bytes, at, to);
    if (length === 0) return false;
    at += length - 1;
  }
  return true;
}

/** A lone half of a surrogate pair becomes three bytes that are no UTF-8: it is refused where any such bytes are. */
export function encodeUtf8(text: string): Uint8Array {
  let bytes = new Uint8Array(text.length + 16);
  let size = 0;
  for (let at = 0; at < text.length; at++) {
    if (size + 4 > bytes.length) bytes = larger(bytes, size + 4 + (text.length - at) * 2);
    const code = text.charCodeAt(at);
    if (code < 0x80) {
      bytes[size++] = code;
      continue;
    }
    const point = text.codePointAt(at) ?? 0;
    if (point > 0xffff) at++;
    size = encodePoint(bytes, size, point);
  }
  return bytes.subarray(0, size);
}

function larger(bytes: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  const made = new Uint8Array(size);
  made.set(bytes);
  return made;
}

function encodePoint(bytes: Uint8Array, size: number, point: number): number {
  let at = size;
  const more = point > 0xffff ? 3 : point > 0x7ff ? 2 : 1;
  bytes[at++] = (more === 1 ? 0xc0 : more === 2 ? 0xe0 : 0xf0) | (point >> (6 * more));
  for (let left = more - 1; left >= 0; left--) bytes[at++] = 0x80 | ((point >> (6 * left)) & 0x3f);
  return at;
}

const CHUNK = 8192;

function asciiEnd(bytes: Uint8Array, from: number, to: number): number {
  const limit = Math.min(to, from + CHUNK);
  let at = from;
  while (at < limit && (bytes[at] ?? 0) < 0x80) at++;
  return at;
}

// The second byte's range after the first bytes that narrow it (Unicode, table 3-7): no overlong forms, no surrogates, nothing past U+10FFFF.
const SECOND_FROM = new Map([
  [0xe0, 0xa0],
  [0xf0, 0x90],
]);
const SECOND_TO = new Map([
  [0xed, 0x9f],
  [0xf4, 0x8f],
]);

function expectedLength(first: number): number {
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

/** How many bytes the well-formed sequence at `at` has; 0 where there is none. */
export function sequenceLength(bytes: Uint8Array, at: number, to: number): number {
  const first = bytes[at] ?? 0;
  const length = expectedLength(first);
  if (at + length > to) return 0;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] ?? 0;
    const from = i === 1 ? (SECOND_FROM.get(first) ?? 0x80) : 0x80;
    const last = i === 1 ? (SECOND_TO.get(first) ?? 0xbf) : 0xbf;
    if (byte < from || byte > last) return 0;
  }
  return length;
}

function codePoint(bytes: Uint8Array, at: number, length: number): number {
  let point = (bytes[at] ?? 0) & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) point = (point << 6) | ((bytes[at + i] ?? 0) & 0x3f);
  return point;
}
