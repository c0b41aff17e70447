import { BitReader, BitWriter } from './bits';
import { type ByteReader, type ByteWriter, unzigzag, zigzag } from './bytes';
import { CHANGE_FORMS, changeForm, readChanges, writeChanges } from './changes';
import { asWhole, fromWhole } from './decimals';
import { readIntegers, writeIntegers } from './integers';
import { readXor, writeXor } from './xor';

/** Values in one column. */
export const MOST_VALUES = 4096;

/** The digits of a column that is kept as bits. */
const AS_BITS = 31;

/** One column's work space: values as numbers, and the same as halves of their bits. */
class Turns {
  readonly values = new Float64Array(MOST_VALUES);
  readonly halves = new Uint32Array(this.values.buffer);
  readonly whole = new Float64Array(MOST_VALUES);
  readonly places = new Uint16Array(MOST_VALUES);
}

const turns = new Turns();
const bits = new BitWriter();

/**
 * A series' values, exact to the bit (-0, NaN payloads, stale markers): which differ from the one before, and those as decimals'
 * whole numbers, or where they are none by XOR. `halves` are the same values as pairs of 32 bits, the lower first.
 */
export function writeColumn(out: ByteWriter, halves: Uint32Array, count: number): void {
  const changes = gatherTurns(halves, count);
  const digits = asWhole(turns.values, changes + 1, turns.whole);
  const form = changeForm(turns.places, changes, count);
  out.byte(CHANGE_FORMS.indexOf(form) | ((digits < 0 ? AS_BITS : digits) << 2));
  if (digits < 0) writeFirstBits(out);
  else out.varint(zigzag(turns.whole[0] ?? 0));
  if (changes === 0) return;
  bits.clear();
  writeChanges(bits, form, turns.places, changes, count);
  if (digits < 0) writeXor(bits, turns.halves, changes + 1);
  else writeIntegers(bits, turns.whole, changes + 1);
  out.append(bits.finish());
}

/** Fills `halves` with `count` values; `input` ends with the column. */
export function readColumn(input: ByteReader, halves: Uint32Array, count: number): void {
  const head = input.byte();
  const digits = head >>> 2;
  const asBits = digits === AS_BITS;
  if (asBits) readFirstBits(input);
  else turns.whole[0] = unzigzag(input.varint());
  const rest = new BitReader(input.bytes, input.at);
  const changes = readChanges(rest, CHANGE_FORMS[head & 3] ?? 'none', turns.places, count);
  if (asBits) readXor(rest, turns.halves, changes + 1);
  else {
    readIntegers(rest, turns.whole, changes + 1);
    for (let i = 0; i <= changes; i++) turns.values[i] = fromWhole(turns.whole[i] ?? 0, digits);
  }
  spread(halves, changes, count);
}

/** The first value and each that differs from the one before; how many those are. */
function gatherTurns(halves: Uint32Array, count: number): number {
  const kept = turns.halves;
  kept[0] = halves[0] ?? 0;
  kept[1] = halves[1] ?? 0;
  let changes = 0;
  for (let i = 1; i < count; i++) {
    const low = halves[2 * i] ?? 0;
    const high = halves[2 * i + 1] ?? 0;
    if (low === halves[2 * i - 2] && high === halves[2 * i - 1]) continue;
    turns.places[changes++] = i;
    kept[2 * changes] = low;
    kept[2 * changes + 1] = high;
  }
  return changes;
}

function spread(halves: Uint32Array, changes: number, count: number): void {
  for (let i = 0, turn = 0; i < count; i++) {
    if (turn < changes && turns.places[turn] === i) turn++;
    halves[2 * i] = turns.halves[2 * turn] ?? 0;
    halves[2 * i + 1] = turns.halves[2 * turn + 1] ?? 0;
  }
}

function writeFirstBits(out: ByteWriter): void {
  for (let half = 0; half < 2; half++) {
    const value = turns.halves[half] ?? 0;
    for (let shift = 0; shift < 32; shift += 8) out.byte((value >>> shift) & 0xff);
  }
}

function readFirstBits(input: ByteReader): void {
  for (let half = 0; half < 2; half++) {
    let value = 0;
    for (let shift = 0; shift < 32; shift += 8) value |= input.byte() << shift;
    turns.halves[half] = value >>> 0;
  }
}
