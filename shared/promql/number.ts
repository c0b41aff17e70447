import { parseDuration } from '../relabel/duration';

/** A number literal of PromQL: 1, .5, 1e3, 0x1f, 1_000, Inf, NaN and durations as seconds. Undefined where it is none. */
export function parseNumber(literal: string): number | undefined {
  const sign = literal.startsWith('-') ? -1 : 1;
  const text = literal.replace(/^[-+]/, '').replaceAll('_', '').toLowerCase();
  if (text === 'inf') return sign * Number.POSITIVE_INFINITY;
  if (text === 'nan') return Number.NaN;
  if (/^0x[0-9a-f]+$/.test(text)) return sign * Number.parseInt(text, 16);
  if (/^(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/.test(text)) return sign * Number(text);
  const ms = parseDuration(text);
  return ms.ok ? (sign * ms.value) / 1000 : undefined;
}

/**
 * A sample's value as the HTTP API writes it: shortest, with an exponent below 1e-6 and from 1e21 on
 * (prometheus util/jsonutil), which are JavaScript's own borders.
 */
export function printValue(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  return goExponent(String(value));
}

/** Go writes at least two digits of exponent. */
function goExponent(text: string): string {
  return text.replace(/e([-+])(\d)$/, 'e$10$2');
}

/** An alert's value: always with exponent, "1e+00". */
export function printExponent(value: number): string {
  if (!Number.isFinite(value)) return printValue(value);
  return goExponent(value.toExponential());
}
