import { NEWLINE, NINE, SPACE, ZERO } from './bytes';
import { type FloatError, parseGoFloat } from './goFloat';
import type { Scanner } from './scanner';

const POINT = 46;
const MINUS = 45;
const PLUS = 43;
const EXPONENT = 101;
/** So many digits are a whole number that a double holds exactly. */
const EXACT_DIGITS = 15;
/** Powers of ten that a double holds exactly: one multiplication or division by them rounds once, as it must. */
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/**
 * The number at the scanner's place when it is written plainly (`12`, `-0.5`, `1.5e+08`, few digits) and a space or
 * newline follows: the scanner is after it then. NaN, without having moved, for whatever else stands there.
 */
export function plainFloat(scanner: Scanner): number {
  const { bytes, end } = scanner;
  let at = scanner.at;
  const negative = at < end && bytes[at] === MINUS;
  if (negative) at++;
  const from = at;
  let whole = 0;
  for (; at < end; at++) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) break;
    whole = whole * 10 + digit;
  }
  let digits = at - from;
  let exponent = 0;
  if (at < end && bytes[at] === POINT) {
    const point = at++;
    for (; at < end; at++) {
      const digit = (bytes[at] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) break;
      whole = whole * 10 + digit;
    }
    exponent = point + 1 - at;
    digits -= exponent;
  }
  if (digits === 0 || digits > EXACT_DIGITS || at >= end) return Number.NaN;
  if (((bytes[at] ?? 0) | 32) === EXPONENT) {
    const shown = smallExponent(scanner, at + 1);
    if (shown === NO_EXPONENT) return Number.NaN;
    exponent += shown >> 3;
    at += 1 + (shown & 7);
    if (at >= end) return Number.NaN;
  }
  const after = bytes[at];
  if ((after !== NEWLINE && after !== SPACE) || exponent > 22 || exponent < -22) return Number.NaN;
  scanner.at = at;
  const size = exponent === 0 ? whole : exponent > 0 ? whole * (POWERS[exponent] ?? 0) : whole / (POWERS[-exponent] ?? 1);
  return negative ? -size : size;
}

const NO_EXPONENT = 0x7fffffff;

/** A sign or none and one to three digits: the exponent times 8, plus how many bytes it takes. */
function smallExponent({ bytes, end }: Scanner, from: number): number {
  let at = from;
  const sign = at < end ? bytes[at] : 0;
  if (sign === PLUS || sign === MINUS) at++;
  const first = at;
  let exponent = 0;
  while (at < end && at - first < 4) {
    const code = bytes[at] ?? 0;
    if (code < ZERO || code > NINE) break;
    exponent = exponent * 10 + code - ZERO;
    at++;
  }
  if (at === first || at - first > 3) return NO_EXPONENT;
  return (sign === MINUS ? -exponent : exponent) * 8 + (at - from);
}

/** The number whose token begins at the scanner's place, which is moved to its end; a word of error where it is none. */
export function anyFloat(scanner: Scanner, blankTab: boolean): number | FloatError {
  const from = scanner.at;
  const value = plainFloat(scanner);
  if (!Number.isNaN(value)) return value;
  scanner.skipToken(blankTab);
  return parseGoFloat(scanner.text(from, scanner.at));
}
