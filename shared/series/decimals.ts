/**
 * Doubles that were written as decimals, as whole numbers of their last digit: 0.35 is 35 of 10^-2. The quotient of two whole
 * numbers below 2^53 and 10^22 is the nearest double, so that the way back is exact to the bit, or is not taken.
 */

/** Beyond it differences of differences are no longer exact. */
const LARGEST = 2 ** 50;
export const MOST_DIGITS = 18;
const POWERS = Float64Array.from({ length: MOST_DIGITS + 1 }, (_, digits) => Number(`1e${digits}`));

/** Digits after the point that all values need; fills `whole`. -1: they are not such decimals (-0, NaN, infinities, 17 digits). */
export function asWhole(values: Float64Array, count: number, whole: Float64Array): number {
  let digits = 0;
  for (let i = 0; i < count; i++) {
    digits = digitsOf(values[i] ?? 0, digits);
    if (digits < 0) return -1;
  }
  const power = powerOf(digits);
  for (let i = 0; i < count; i++) {
    const value = values[i] ?? 0;
    // + 0: minus zero is no whole number.
    const number = Math.round(value * power) + 0;
    if (Math.abs(number) > LARGEST || !Object.is(number / power, value)) return -1;
    whole[i] = number;
  }
  return digits;
}

export function fromWhole(whole: number, digits: number): number {
  return whole / powerOf(digits);
}

function digitsOf(value: number, least: number): number {
  for (let digits = least; digits <= MOST_DIGITS; digits++) {
    const power = powerOf(digits);
    // + 0: minus zero is no whole number.
    const number = Math.round(value * power) + 0;
    if (!(Math.abs(number) <= LARGEST)) return -1;
    if (Object.is(number / power, value)) return digits;
  }
  return -1;
}

function powerOf(digits: number): number {
  return POWERS[digits] ?? Number.NaN;
}
