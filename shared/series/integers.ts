import type { BitReader, BitWriter } from './bits';
import { unzigzag, zigzag } from './bytes';

/**
 * Whole numbers (|value| up to 2^50) after a known first one, in Rice code: what is written is each one's difference from the
 * one before, or that difference's own difference, divided by what all differences have in common (memory comes in pages).
 */

/** A quotient this long is written as "far off" and the number in full: one counter reset must not cost a thousand bits. */
const ESCAPE = 20;
const FULL_BITS = 54;
const FULL_LENGTH_BITS = 6;
const SHIFT_BITS = 6;
/** Above this no common divisor is looked for. */
const DIVISOR_BITS = 53;

interface Plan {
  readonly second: boolean;
  readonly shift: number;
}

/** Used again and again: nothing is made for each column. */
class Scratch {
  first = new Float64Array(256);
  second = new Float64Array(256);

  fit(count: number): void {
    if (count <= this.first.length) return;
    this.first = new Float64Array(count * 2);
    this.second = new Float64Array(count * 2);
  }
}

const scratch = new Scratch();

/** Writes values[1] to values[count - 1]; values[0] is known to the reader. */
export function writeIntegers(out: BitWriter, values: Float64Array, count: number): void {
  const steps = count - 1;
  if (steps < 1) return;
  scratch.fit(steps);
  const { first, second } = scratch;
  let common = 0;
  for (let i = 0; i < steps; i++) {
    const step = (values[i + 1] ?? 0) - (values[i] ?? 0);
    first[i] = step;
    if (common !== 1) common = divisor(common, Math.abs(step));
  }
  const divided = common > 1;
  if (divided) for (let i = 0; i < steps; i++) first[i] = (first[i] ?? 0) / common;
  for (let i = 0; i < steps; i++) second[i] = zigzag((first[i] ?? 0) - (i === 0 ? 0 : (first[i - 1] ?? 0)));
  for (let i = 0; i < steps; i++) first[i] = zigzag(first[i] ?? 0);
  const plain = planOf(first, steps, false);
  const twice = planOf(second, steps, true);
  const plan = costOf(second, steps, twice.shift) < costOf(first, steps, plain.shift) ? twice : plain;
  out.write(plan.second ? 1 : 0, 1);
  out.write(divided ? 1 : 0, 1);
  if (divided) writeFull(out, common);
  out.write(plan.shift, SHIFT_BITS);
  const rest = plan.second ? second : first;
  for (let i = 0; i < steps; i++) writeRice(out, rest[i] ?? 0, plan.shift);
}

/** Fills values[1] to values[count - 1] from values[0]. */
export function readIntegers(input: BitReader, values: Float64Array, count: number): void {
  if (count < 2) return;
  const second = input.read(1) === 1;
  const common = input.read(1) === 1 ? readFull(input) : 1;
  const shift = input.read(SHIFT_BITS);
  let step = 0;
  for (let i = 1; i < count; i++) {
    const read = unzigzag(readRice(input, shift));
    step = second ? step + read : read;
    values[i] = (values[i - 1] ?? 0) + step * common;
  }
}

function divisor(a: number, b: number): number {
  let larger = a;
  let smaller = b;
  while (smaller !== 0) {
    const rest = larger % smaller;
    larger = smaller;
    smaller = rest;
  }
  return larger < 2 ** DIVISOR_BITS ? larger : 1;
}

function planOf(values: Float64Array, count: number, second: boolean): Plan {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i] ?? 0;
  const guess = Math.max(0, Math.min(50, Math.floor(Math.log2((sum / count) * 0.7 + 1e-9))));
  let shift = guess;
  let least = costOf(values, count, guess);
  // Few far off ones raise the mean: down as long as it gets cheaper.
  for (let lower = guess - 1; lower >= 0; lower--) {
    const cost = costOf(values, count, lower);
    if (cost > least) break;
    least = cost;
    shift = lower;
  }
  if (shift === guess && costOf(values, count, guess + 1) < least) shift = guess + 1;
  return { second, shift };
}

function costOf(values: Float64Array, count: number, shift: number): number {
  const unit = 2 ** shift;
  let bits = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i] ?? 0;
    const quotient = value < 0x4000_0000 && shift < 30 ? value >>> shift : Math.floor(value / unit);
    bits += quotient < ESCAPE ? quotient + 1 + shift : ESCAPE + FULL_LENGTH_BITS + bitLength(value);
  }
  return bits;
}

function writeRice(out: BitWriter, value: number, shift: number): void {
  const unit = 2 ** shift;
  const quotient = Math.floor(value / unit);
  if (quotient < ESCAPE) {
    out.writeUnary(quotient);
    out.write(value - quotient * unit, shift);
    return;
  }
  out.write(2 ** ESCAPE - 1, ESCAPE);
  writeFull(out, value);
}

function readRice(input: BitReader, shift: number): number {
  const quotient = input.readUnary(ESCAPE);
  return quotient < ESCAPE ? quotient * 2 ** shift + input.read(shift) : readFull(input);
}

function writeFull(out: BitWriter, value: number): void {
  const length = bitLength(value);
  out.write(length, FULL_LENGTH_BITS);
  out.write(value, length);
}

function readFull(input: BitReader): number {
  return input.read(Math.min(FULL_BITS, input.read(FULL_LENGTH_BITS)));
}

/** How many bits a whole number from 0 to 2^54 needs. */
function bitLength(value: number): number {
  return value < 0x8000_0000 ? 32 - Math.clz32(value) : 32 + 32 - Math.clz32(Math.floor(value / 0x1_0000_0000));
}
