/** Bytes that the grammars name. */
export const NUL: number = 0;
export const TAB: number = 9;
export const NEWLINE: number = 10;
export const SPACE: number = 32;
export const QUOTE: number = 34;
export const HASH: number = 35;
export const COMMA: number = 44;
export const ZERO: number = 48;
export const NINE: number = 57;
export const EQUALS: number = 61;
export const BACKSLASH: number = 92;
export const BRACE_OPEN: number = 123;
export const BRACE_CLOSE: number = 125;

export const LETTER: number = 1;
export const DIGIT: number = 2;
export const COLON: number = 4;

/** What a byte is in names: LETTER (the underline too), DIGIT or COLON, else 0. */
export const KINDS: Uint8Array = new Uint8Array(256);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_') KINDS[letter.charCodeAt(0)] = LETTER;
for (const digit of '0123456789') KINDS[digit.charCodeAt(0)] = DIGIT;
KINDS[':'.charCodeAt(0)] = COLON;

/** Whether `length` bytes at two places are the same; both views must hold them. Four at a time, without an object. */
export function sameBytes(a: DataView, i: number, b: DataView, j: number, length: number): boolean {
  const wide = i + length - 4;
  if (wide < i) return sameFew(a, i, b, j, length);
  const shift = j - i;
  // From the end: what stands in a family's lines differs there.
  for (let at = wide; at > i; at -= 4) if (a.getInt32(at, true) !== b.getInt32(at + shift, true)) return false;
  return a.getInt32(i, true) === b.getInt32(j, true);
}

function sameFew(a: DataView, i: number, b: DataView, j: number, length: number): boolean {
  for (let at = 0; at < length; at++) if (a.getUint8(i + at) !== b.getUint8(j + at)) return false;
  return true;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** `larger` with what `old` held. */
export function grown<T extends Uint8Array | Uint16Array | Int32Array | Float64Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}

/** Arrays of less than `doubled` places double, so that a first scrape seldom makes new ones; others grow by a quarter, so that a next one makes no large ones. */
export function grownSize(size: number, needed: number, doubled = 1 << 10): number {
  return Math.max(needed, size < doubled ? size * 2 : size + (size >> 2));
}

/** Copies `length` bytes; both views must hold them. Four at a time, without an object. */
export function copyBytes(from: DataView, i: number, to: DataView, j: number, length: number): void {
  const shift = j - i;
  const end = i + length;
  let at = i;
  for (; at + 4 <= end; at += 4) to.setInt32(at + shift, from.getInt32(at, true), true);
  for (; at < end; at++) to.setUint8(at + shift, from.getUint8(at));
}
