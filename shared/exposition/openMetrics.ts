import { HASH, NEWLINE, SPACE } from './bytes';
import type { Document } from './document';
import { readExemplarLabels } from './exemplar';
import { HELP, UNIT } from './metadata';
import { anyFloat } from './plainFloat';
import { encodeUtf8 } from './utf8';

// OpenMetrics 1.0 as Prometheus' scraper reads it (prometheus model/textparse/openmetricslex.l, openmetricsparse.go):
// one space wherever there is one, no comments, no empty lines; it does not ask whether names fit their type.

export const OPENMETRICS_SYNTAX = { loose: false };
const NO_END = 'data does not end with # EOF';
const HASH_BLANK = encodeUtf8('# ');
const END = encodeUtf8('EOF');
const EXEMPLAR = encodeUtf8(' # {');

const KEYWORDS = (['HELP', 'TYPE', 'UNIT'] as const).map((keyword) => ({ keyword, word: encodeUtf8(`${keyword} `) }));
type Keyword = (typeof KEYWORDS)[number]['keyword'];

const TYPES = new Set(['counter', 'gauge', 'histogram', 'gaugehistogram', 'summary', 'info', 'stateset', 'unknown']);

/** Reads a line of OpenMetrics 1.0. False where nothing more is to be read: it failed, or was # EOF. */
export function readOpenMetricsLine(document: Document): boolean {
  return document.scanner.code === HASH ? readHashLine(document) : readSample(document);
}

/** What is wrong with a text that ended without # EOF. */
export function failUnended(document: Document): void {
  document.scanner.fail(NO_END);
}

function readHashLine(document: Document): boolean {
  if (document.describeAgain()) return true;
  const { scanner } = document;
  const { at } = scanner;
  if (scanner.startsWith(HASH_BLANK)) {
    scanner.at += HASH_BLANK.length;
    if (scanner.skipKeyword(END)) return readEnd(document);
    for (const { keyword, word } of KEYWORDS) {
      if (!scanner.skipKeyword(word)) continue;
      readMetadata(document, keyword);
      return scanner.failure === undefined;
    }
  }
  scanner.at = at;
  return scanner.fail('expected HELP, TYPE, UNIT or EOF after "# ": OpenMetrics has no comments');
}

/** Nothing but one newline, and NULs, may follow. */
function readEnd(document: Document): false {
  const { scanner } = document;
  document.endLine();
  scanner.skipNuls();
  return scanner.code < 0 ? false : scanner.fail('unexpected data after # EOF');
}

/** `at` is after the keyword and its blank. */
function readMetadata(document: Document, keyword: Keyword): void {
  const { scanner } = document;
  const name = document.readFamilyName(keyword);
  if (name < 0) return;
  const end = scanner.lineEnd();
  const from = scanner.at + 1;
  if (scanner.code !== SPACE || end >= scanner.end) {
    scanner.fail(`expected text in ${keyword}, with one space before it and a newline after it`);
    return;
  }
  scanner.at = end + 1;
  scanner.skipNuls();
  // Prometheus cuts the last byte off the line, which is its newline unless NULs follow: then the newline is in the text.
  document.spaced = scanner.at === end + 1;
  addMetadata(document, keyword, name, from, scanner.at - 1);
}

function addMetadata(document: Document, keyword: Keyword, name: number, from: number, to: number): void {
  if (keyword === 'HELP') document.describeHelp(name, HELP, from, to);
  else if (keyword === 'TYPE') document.describeType(name, from, to, TYPES);
  else addUnit(document, name, from, to);
}

function addUnit(document: Document, name: number, from: number, to: number): void {
  const { scanner, target } = document;
  const unit = scanner.text(from, to);
  const metric = target.catalogue.nameText(name);
  const text = target.metadata.idOf(scanner, from, to);
  if (text >= 0 && (unit === '' || metric.endsWith(`_${unit}`))) document.describe(name, UNIT, text);
  else scanner.fail(`unit ${JSON.stringify(unit)} is not a suffix of metric ${JSON.stringify(metric)}`, from);
}

function readSample(document: Document): boolean {
  const { scanner } = document;
  const series = document.readSeries(scanner.at);
  if (series < 0) return false;
  const value = readNumber(document, 'value after metric');
  if (value === undefined) return false;
  const timestamp = scanner.code === SPACE && !scanner.startsWith(EXEMPLAR) ? readSeconds(document) : Number.NaN;
  if (timestamp === undefined) return false;
  if (scanner.code === SPACE && !readExemplar(document)) return false;
  if (scanner.code < 0) return scanner.fail(NO_END);
  if (scanner.code !== NEWLINE) return scanner.expected('next entry after value or timestamp');
  scanner.at++;
  document.add(series, value, timestamp);
  return true;
}

/** One space and a number. */
function readNumber(document: Document, what: string): number | undefined {
  const { scanner } = document;
  if (scanner.code !== SPACE) {
    scanner.expected(what);
    return undefined;
  }
  scanner.at++;
  const from = scanner.at;
  const value = anyFloat(scanner, false);
  if (scanner.at === from) {
    scanner.expected(what);
    return undefined;
  }
  if (typeof value !== 'string') return value;
  scanner.fail(`${JSON.stringify(scanner.text(from, scanner.at))} is no number: ${value}`, from);
  return undefined;
}

/** Seconds, given as milliseconds; what is finer is cut off. */
function readSeconds(document: Document): number | undefined {
  const from = document.scanner.at + 1;
  const seconds = readNumber(document, 'timestamp or end of line');
  if (seconds === undefined || Number.isFinite(seconds)) return seconds === undefined ? undefined : toInt64(seconds * 1000);
  document.scanner.fail(`invalid timestamp ${seconds}`, from);
  return undefined;
}

/** Go's int64(): without the part behind the point and without -0; what is too large becomes the smallest (on amd64). */
function toInt64(value: number): number {
  const whole = Math.trunc(value) + 0;
  return whole >= -(2 ** 63) && whole < 2 ** 63 ? whole : -(2 ** 63);
}

/** ` # {labels} value [timestamp]`. */
function readExemplar(document: Document): boolean {
  const { scanner } = document;
  if (!scanner.startsWith(EXEMPLAR)) return scanner.expected('next entry after value or timestamp');
  scanner.at += EXEMPLAR.length;
  const labels = readExemplarLabels(scanner);
  if (labels === undefined) return false;
  const value = readNumber(document, 'value after exemplar labels');
  if (value === undefined) return false;
  const timestampMs = scanner.code === SPACE ? readSeconds(document) : Number.NaN;
  if (timestampMs === undefined) return false;
  document.exemplify({ labels, value, ...(Number.isNaN(timestampMs) ? {} : { timestampMs }) });
  return true;
}
