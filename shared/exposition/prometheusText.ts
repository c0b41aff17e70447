import { HASH, NEWLINE, NINE, NUL, SPACE, TAB, ZERO } from './bytes';
import type { Document } from './document';
import { skipBlanksAndNuls } from './labelSet';
import { PLAIN_HELP } from './metadata';
import { anyFloat, plainFloat } from './plainFloat';
import type { Scanner } from './scanner';
import { encodeUtf8 } from './utf8';

// Prometheus' grammar is prometheus model/textparse/promlex.l and promparse.go: its scraper, which is looser than the
// format's own description (blanks and commas in labels, metadata anywhere) and stricter in one point (timestamps).

export const TEXT_SYNTAX = { loose: true };

const HELP_WORD = encodeUtf8('HELP');
const TYPE_WORD = encodeUtf8('TYPE');

const TYPES = new Set(['counter', 'gauge', 'histogram', 'summary', 'untyped']);

/** Reads a line of the Prometheus text format 0.0.4. False where nothing more is to be read: it failed, or a NUL between the lines ended the text. */
export function readTextLine(document: Document): boolean {
  const { scanner } = document;
  const start = scanner.at;
  scanner.skipBlanks();
  const { code } = scanner;
  if (code === NEWLINE) {
    scanner.at++;
    return true;
  }
  if (code === NUL || code < 0) return false;
  return code === HASH ? readHashLine(document) : readSample(document, start);
}

/** HELP and TYPE need blanks around them; any other line with # is a comment. */
function readHashLine(document: Document): boolean {
  if (document.describeAgain()) return true;
  const { scanner } = document;
  scanner.at++;
  const spaced = scanner.code === SPACE || scanner.code === TAB;
  scanner.skipBlanks();
  if (scanner.code === NUL) return false;
  if (spaced) {
    if (skipWord(scanner, HELP_WORD)) return readHelp(document);
    if (skipWord(scanner, TYPE_WORD)) return readType(document);
  }
  return skipComment(document, !spaced);
}

/** Moves past the word and the blanks that must follow it, and all NULs between and after; false where it is none. */
function skipWord(scanner: Scanner, word: Uint8Array): boolean {
  const { at } = scanner;
  if (scanner.skipKeyword(word)) {
    const wordEnd = scanner.at;
    skipBlanksAndNuls(scanner);
    if (scanner.at > wordEnd) return true;
  }
  scanner.at = at;
  return false;
}

/** A NUL in a comment that begins right after # ends the text, as does one that begins it; in any other it is part of the comment. */
function skipComment({ scanner }: Document, nulEnds: boolean): boolean {
  const end = scanner.lineEnd();
  const nul = nulEnds ? scanner.bytes.subarray(scanner.at, end).indexOf(NUL) : -1;
  scanner.at = end + 1;
  return nul < 0;
}

interface Metadata {
  /** Its number. */
  readonly name: number;
  /** Where the text that follows the name is, without the one byte between them; empty where only blanks and NULs follow. */
  readonly from: number;
  readonly to: number;
}

/** HELP and TYPE lines, `at` being after that word and its blanks; undefined where it failed. */
function readMetadata(document: Document, keyword: string): Metadata | undefined {
  const { scanner } = document;
  const name = document.readFamilyName(keyword);
  if (name < 0) return undefined;
  const nameEnd = scanner.at;
  if (scanner.code === NUL) {
    scanner.expected(`text in ${keyword}`);
    return undefined;
  }
  const to = scanner.lineEnd();
  skipBlanksAndNuls(scanner);
  const from = scanner.at === to ? to : nameEnd + 1;
  // Where no blank follows the name, the text is less its first letter: another line would look the same.
  document.spaced = scanner.at > nameEnd;
  scanner.at = to + 1;
  return { name, from, to };
}

function readHelp(document: Document): boolean {
  const line = readMetadata(document, 'HELP');
  return line !== undefined && document.describeHelp(line.name, PLAIN_HELP, line.from, line.to);
}

function readType(document: Document): boolean {
  const line = readMetadata(document, 'TYPE');
  return line !== undefined && document.describeType(line.name, line.from, line.to, TYPES);
}

function readSample(document: Document, lineStart: number): boolean {
  const { scanner } = document;
  const series = document.readSeries(lineStart);
  if (series < 0) return false;
  scanner.skipBlanks();
  let value = plainFloat(scanner);
  if (Number.isNaN(value)) {
    const read = readOtherValue(document);
    if (read === undefined) return false;
    value = read;
  }
  // By far most lines end here.
  if (scanner.bytes[scanner.at] === NEWLINE) {
    scanner.at++;
    document.add(series, value, Number.NaN);
    return true;
  }
  const timestampMs = readTimestamp(document);
  if (timestampMs === undefined) return false;
  document.add(series, value, timestampMs);
  return true;
}

function readOtherValue({ scanner }: Document): number | undefined {
  const from = scanner.at;
  const value = anyFloat(scanner, true);
  if (scanner.at === from) {
    scanner.expected('value after metric');
    return undefined;
  }
  if (typeof value !== 'string') return value;
  scanner.fail(`${JSON.stringify(scanner.text(from, scanner.at))} is no value: ${value}`, from);
  return undefined;
}

/** Digits alone; NaN where there is none, undefined where it failed. The line ends after it. */
function readTimestamp(document: Document): number | undefined {
  const { scanner } = document;
  scanner.skipBlanks();
  const from = scanner.at;
  let time = 0;
  for (let { code } = scanner; code >= ZERO && code <= NINE; { code } = scanner) {
    time = time * 10 + code - ZERO;
    scanner.at++;
  }
  const to = scanner.at;
  scanner.skipBlanks();
  if (scanner.code !== NEWLINE && !scanner.atEnd) {
    scanner.expected(to === from ? 'timestamp or new record' : 'next entry after timestamp');
    return undefined;
  }
  scanner.at++;
  if (to === from) return Number.NaN;
  return to - from > 15 ? longTimestamp(document, from, to) : time;
}

function longTimestamp({ scanner }: Document, from: number, to: number): number | undefined {
  const text = scanner.text(from, to);
  // BigInt() takes time that grows with the square of the digits.
  if (to - from <= 4096 && BigInt(text) < 2n ** 63n) return Number(text);
  if (/^0*\d{1,18}$/.test(text)) return Number(text);
  scanner.fail(`timestamp ${text} is out of range`, from);
  return undefined;
}
