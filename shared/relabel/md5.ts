// MD5 (RFC 1321) for the hashmod action, over the UTF-8 bytes of a string. Only there because Prometheus shards with it.

import { utf8Bytes } from './utf8';

const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));

/** The message with its padding and length, as 32 bit words, little endian. */
function wordsOf(bytes: readonly number[]): Int32Array {
  const words = new Int32Array((((bytes.length + 8) >> 6) + 1) * 16);
  for (let i = 0; i < bytes.length; i++) words[i >> 2] = (words[i >> 2] ?? 0) | ((bytes[i] ?? 0) << ((i & 3) * 8));
  words[bytes.length >> 2] = (words[bytes.length >> 2] ?? 0) | (0x80 << ((bytes.length & 3) * 8));
  words[words.length - 2] = bytes.length * 8;
  words[words.length - 1] = Math.floor(bytes.length / 2 ** 29);
  return words;
}

function mix(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d);
  if (round === 1) return (d & b) | (~d & c);
  return round === 2 ? b ^ c ^ d : c ^ (b | ~d);
}

function wordIndex(round: number, step: number): number {
  if (round === 0) return step;
  if (round === 1) return (5 * step + 1) & 15;
  return round === 2 ? (3 * step + 5) & 15 : (7 * step) & 15;
}

function digestBlock(state: Int32Array, words: Int32Array, at: number): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let i = 0; i < 64; i++) {
    const round = i >> 4;
    const sum = (a + mix(round, b, c, d) + (SINES[i] ?? 0) + (words[at + wordIndex(round, i)] ?? 0)) | 0;
    const shift = SHIFTS[round * 4 + (i & 3)] ?? 0;
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
  }
  state.set([(state[0] ?? 0) + a, (state[1] ?? 0) + b, (state[2] ?? 0) + c, (state[3] ?? 0) + d]);
}

/** The 16 bytes of the digest. */
export function md5(text: string): Uint8Array {
  const words = wordsOf(utf8Bytes(text));
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let at = 0; at < words.length; at += 16) digestBlock(state, words, at);
  return Uint8Array.from({ length: 16 }, (_, i) => (state[i >> 2] ?? 0) >>> ((i & 3) * 8));
}
