import { BACKSLASH, EQUALS, KINDS, NUL, QUOTE } from './bytes';
import { unescaped } from './escapes';
import { decodeUtf8 } from './utf8';

/** The value in a piece of a set that holds a label: the text in quotes that ends last; a name in quotes may stand before it. */
export function labelValue(bytes: Uint8Array): string {
  const from = bytes.indexOf(QUOTE);
  return quotedText(bytes, bytes.indexOf(EQUALS) > from ? bytes.indexOf(QUOTE, quoteEnd(bytes, from) + 1) : from);
}

/** The metric's name in a piece that holds nothing else. */
export function metricName(bytes: Uint8Array): string {
  const from = bytes.indexOf(QUOTE);
  return from < 0 ? bareName(bytes) : quotedText(bytes, from);
}

function quotedText(bytes: Uint8Array, from: number): string {
  return unescaped(decodeUtf8(bytes, from + 1, valueEnd(bytes, quoteEnd(bytes, from))));
}

/**
 * Prometheus cuts the last byte off what its lexer took for the value: NULs after the closing quote are part of that,
 * so that the quote and all but one of them are the value's.
 */
function valueEnd(bytes: Uint8Array, quote: number): number {
  let at = quote;
  while (bytes[at + 1] === NUL) at++;
  return at;
}

/** Where the closing quote is of the one at `from`. */
function quoteEnd(bytes: Uint8Array, from: number): number {
  let at = from + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) {
    if (bytes[at] === BACKSLASH)
      do at++;
      while (bytes[at] === NUL);
    at++;
  }
  return at;
}

/** A metric's name between braces without quotes, as Prometheus takes it: without its first and last letter. */
function bareName(bytes: Uint8Array): string {
  const from = bytes.findIndex((byte) => (KINDS[byte] ?? 0) !== 0);
  const length = bytes.subarray(from).findIndex((byte) => (KINDS[byte] ?? 0) === 0);
  return decodeUtf8(bytes, from + 1, (length < 0 ? bytes.length : from + length) - 1);
}
