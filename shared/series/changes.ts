import type { BitReader, BitWriter } from './bits';

/** Which values of a column differ from the one before: idle counters say the same for hours. */
export type ChangeForm = 'none' | 'all' | 'bitmap' | 'gaps';

/** In this order they are numbered in a block. */
export const CHANGE_FORMS: readonly ChangeForm[] = ['none', 'all', 'bitmap', 'gaps'];

const COUNT_BITS = 16;
const SHIFT_BITS = 4;
const LONGEST_SHIFT = 15;

/** The shortest way to say `places` (of a column of `count` values, the first never among them). */
export function changeForm(places: Uint16Array, changes: number, count: number): ChangeForm {
  if (changes === 0) return 'none';
  if (changes === count - 1) return 'all';
  return gapsCost(places, changes, shiftOf(changes, count)) < count - 1 ? 'gaps' : 'bitmap';
}

export function writeChanges(out: BitWriter, form: ChangeForm, places: Uint16Array, changes: number, count: number): void {
  if (form === 'bitmap') {
    for (let i = 1, next = 0; i < count; i++) {
      const changed = places[next] === i && next < changes;
      out.write(changed ? 1 : 0, 1);
      if (changed) next++;
    }
  } else if (form === 'gaps') {
    const shift = shiftOf(changes, count);
    out.write(changes, COUNT_BITS);
    out.write(shift, SHIFT_BITS);
    for (let i = 0; i < changes; i++) {
      const gap = gapBefore(places, i);
      out.writeUnary(gap >>> shift);
      out.write(gap, shift);
    }
  }
}

/** Fills `places`; the answer is how many there are. */
export function readChanges(input: BitReader, form: ChangeForm, places: Uint16Array, count: number): number {
  if (form === 'none') return 0;
  if (form === 'gaps') return readGaps(input, places, count);
  let changes = 0;
  for (let i = 1; i < count; i++) if (form === 'all' || input.read(1) === 1) places[changes++] = i;
  return changes;
}

function readGaps(input: BitReader, places: Uint16Array, count: number): number {
  const changes = input.read(COUNT_BITS);
  const shift = input.read(SHIFT_BITS);
  for (let i = 0, at = 0; i < changes; i++) {
    at += input.readUnary(count) * 2 ** shift + input.read(shift) + 1;
    places[i] = at;
  }
  return changes;
}

function gapBefore(places: Uint16Array, i: number): number {
  return (places[i] ?? 0) - (i === 0 ? 0 : (places[i - 1] ?? 0)) - 1;
}

function shiftOf(changes: number, count: number): number {
  return Math.max(0, Math.min(LONGEST_SHIFT, Math.floor(Math.log2((count / changes) * 0.7))));
}

function gapsCost(places: Uint16Array, changes: number, shift: number): number {
  let bits = COUNT_BITS + SHIFT_BITS;
  for (let i = 0; i < changes; i++) bits += (gapBefore(places, i) >>> shift) + 1 + shift;
  return bits;
}
