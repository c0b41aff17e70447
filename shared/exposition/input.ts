/** A text to read, with what is known of it. */
export interface Input {
  /** Bytes that are not UTF-8 stand in it as halves of surrogate pairs, which no valid text has: U+DC00 + byte. */
  readonly text: string;
  /** Whether there is no such half. */
  readonly wellFormed: boolean;
}

const SURROGATE = /[\ud800-\udfff]/;
const LONE_SURROGATE = /\p{Surrogate}/u;
const CHUNK = 8192;

export function isWellFormed(text: string): boolean {
  return !SURROGATE.test(text) || !LONE_SURROGATE.test(text);
}

/** Whether a character stands for a byte that is not UTF-8. */
export function isEscapedByte(code: number): boolean {
  return code >= 0xdc80 && code <= 0xdcff;
}

export function inputOf(input: string | Uint8Array): Input {
  const text = typeof input === 'string' ? input : decode(input);
  return { text, wellFormed: isWellFormed(text) };
}

function decode(bytes: Uint8Array): string {
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const end = asciiEnd(bytes, at);
    const ascii: string = Reflect.apply(String.fromCharCode, null, bytes.subarray(at, end));
    text += ascii;
    at = end;
    while (at < bytes.length && (bytes[at] ?? 0) >= 0x80) {
      const length = sequenceLength(bytes, at);
      text += length === 0 ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0)) : String.fromCodePoint(codePoint(bytes, at, length));
      at += Math.max(length, 1);
    }
  }
  return text;
}

function asciiEnd(bytes: Uint8Array, from: number): number {
  const limit = Math.min(bytes.length, from + CHUNK);
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
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const length = expectedLength(first);
  if (at + length > bytes.length) return 0;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] ?? 0;
    const from = i === 1 ? (SECOND_FROM.get(first) ?? 0x80) : 0x80;
    const to = i === 1 ? (SECOND_TO.get(first) ?? 0xbf) : 0xbf;
    if (byte < from || byte > to) return 0;
  }
  return length;
}

function codePoint(bytes: Uint8Array, at: number, length: number): number {
  let point = (bytes[at] ?? 0) & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) point = (point << 6) | ((bytes[at + i] ?? 0) & 0x3f);
  return point;
}
