/**
 * Everything that looks random in the demo is a hash of the world's seed and a name, so that the same seed gives the
 * same names, ids and noise, whatever was asked before.
 */

/** 32 bits, FNV-1a over the parts with a final mix (murmur3's), so that neighbouring names do not give neighbouring numbers. */
export function hash32(seed: number, ...parts: readonly (string | number)[]): number {
  let h = begun(seed);
  for (const part of parts) h = continued(h, part);
  return mixed(h);
}

function begun(seed: number): number {
  return (0x811c9dc5 ^ seed) | 0;
}

function continued(state: number, part: string | number): number {
  const text = typeof part === 'number' ? part.toString(36) : part;
  let h = state;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return Math.imul(h ^ 0x1f, 0x01000193);
}

function mixed(bits: number): number {
  let h = bits >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** In [0, 1). */
export function fraction(seed: number, ...parts: readonly (string | number)[]): number {
  return hash32(seed, ...parts) / 0x1_0000_0000;
}

/** fraction(seed, key), and fraction(seed, key, part) for several parts: a long key is gone through once. */
export function fractionsFrom(seed: number, key: string): { readonly alone: number; readonly with: (part: number) => number } {
  const state = continued(begun(seed), key);
  return { alone: mixed(state) / 0x1_0000_0000, with: (part) => mixed(continued(state, part)) / 0x1_0000_0000 };
}

/** A whole number in [from, to]. */
export function between(from: number, to: number, seed: number, ...parts: readonly (string | number)[]): number {
  return from + Math.floor(fraction(seed, ...parts) * (to - from + 1));
}

/** Lower-case hexadecimal digits; `digits` is a multiple of 8. */
export function hex(digits: number, seed: number, ...parts: readonly (string | number)[]): string {
  let state = hash32(seed, ...parts);
  // Joined at the end: a string that grows by += is kept as its pieces, several times its size.
  const pieces: string[] = [];
  for (let made = 0; made < digits; made += 8) {
    pieces.push(state.toString(16).padStart(8, '0'));
    state = mixed((state + 0x9e3779b9) >>> 0);
  }
  return pieces.join('');
}

/** A version 4 UUID in form. */
export function uuid(seed: number, ...parts: readonly (string | number)[]): string {
  const d = hex(32, seed, 'uid', ...parts);
  const variant = '89ab'[hash32(seed, d) & 3] ?? '8';
  return [d.slice(0, 8), d.slice(8, 12), `4${d.slice(13, 16)}`, variant + d.slice(17, 20), d.slice(20, 32)].join('-');
}

/** The letters that Kubernetes puts into generated names: no vowels, no look-alikes (k8s.io/apimachinery util/rand). */
const NAME_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

export function nameSuffix(length: number, seed: number, ...parts: readonly (string | number)[]): string {
  let state = hash32(seed, 'name', ...parts);
  const letters: string[] = [];
  while (letters.length < length) {
    letters.push(NAME_LETTERS.charAt(state % NAME_LETTERS.length));
    state = mixed((state + 0x9e3779b9) >>> 0);
  }
  return letters.join('');
}
