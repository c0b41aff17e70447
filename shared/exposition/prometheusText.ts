import { Document } from './document';
import { unescapedHelp } from './escapes';
import { parseGoFloat } from './goFloat';
import { type Input, isEscapedByte } from './input';
import { HASH, NEWLINE, SPACE, TAB } from './scanner';
import { readSeries } from './series';

// Prometheus' grammar is prometheus model/textparse/promlex.l and promparse.go: its scraper, which is looser than the
// format's own description (blanks and commas in labels, metadata anywhere) and stricter in one point (timestamps).

const SYNTAX = { loose: true, metricName: true };

const TYPES = new Map([
  ['counter', 'counter'],
  ['gauge', 'gauge'],
  ['histogram', 'histogram'],
  ['summary', 'summary'],
  ['untyped', 'unknown'],
]);

/** Reads the Prometheus text format 0.0.4. What failed is in the document's scanner. */
export function readPrometheusText(input: Input): Document {
  const document = new Document(input);
  let more = true;
  while (more && !document.scanner.atEnd) more = readLine(document);
  return document;
}

/** False where nothing more is to be read: it failed, or a NUL between the lines ended the text. */
function readLine(document: Document): boolean {
  const { scanner } = document;
  const start = scanner.at;
  scanner.skipBlanks();
  const { code } = scanner;
  if (code === NEWLINE) {
    scanner.at++;
    return true;
  }
  if (code === 0 || scanner.atEnd) return false;
  return code === HASH ? readHashLine(document) : readSample(document, start);
}

/** HELP and TYPE need blanks around them; any other line with # is a comment. */
function readHashLine(document: Document): boolean {
  const { scanner } = document;
  const { text } = scanner.input;
  scanner.at++;
  const spaced = scanner.code === SPACE || scanner.code === TAB;
  scanner.skipBlanks();
  const blank = text.charCodeAt(scanner.at + 4);
  if (spaced && (blank === SPACE || blank === TAB)) {
    if (text.startsWith('HELP', scanner.at)) return readHelp(document);
    if (text.startsWith('TYPE', scanner.at)) return readType(document);
  }
  return skipComment(document, !spaced);
}

/** A NUL in a comment that begins right after # ends the text; in any other it is part of the comment. */
function skipComment(document: Document, nulEnds: boolean): boolean {
  const { scanner } = document;
  const end = scanner.lineEnd();
  const nul = nulEnds ? scanner.input.text.indexOf('\0', scanner.at) : -1;
  scanner.at = end + 1;
  return nul < 0 || nul > end;
}

interface Metadata {
  readonly name: string;
  /** What follows the name, without the one character between them; nothing where only blanks follow. */
  readonly text: string;
  readonly nameEnd: number;
}

/** HELP and TYPE lines, `at` being at that word; undefined where it failed. */
function readMetadata(document: Document, keyword: string): Metadata | undefined {
  const { scanner } = document;
  scanner.at += keyword.length;
  scanner.skipBlanks();
  const name = document.readFamilyName(keyword);
  if (name === undefined) return undefined;
  const nameEnd = scanner.at;
  const end = scanner.lineEnd();
  scanner.skipBlanks();
  const text = scanner.at === end ? '' : scanner.input.text.slice(nameEnd + 1, end);
  scanner.at = end + 1;
  return { name, text, nameEnd };
}

function readHelp(document: Document): boolean {
  const line = readMetadata(document, 'HELP');
  if (line === undefined || !checkBoundary(document, line.nameEnd) || !document.checkHelp(line.text, line.nameEnd + 1)) return false;
  document.describe(line.name, { help: unescapedHelp(line.text) });
  return true;
}

/** One byte after the name is left out, be it a blank or not: of a longer character that leaves no UTF-8 behind. */
function checkBoundary({ scanner }: Document, at: number): boolean {
  const code = scanner.input.text.charCodeAt(at);
  const oneByte = !(code >= 0x80) || isEscapedByte(code);
  return oneByte || scanner.fail('help text is not valid UTF-8', at);
}

function readType(document: Document): boolean {
  const line = readMetadata(document, 'TYPE');
  if (line === undefined) return false;
  const type = TYPES.get(line.text);
  if (type === undefined) return document.scanner.fail(`invalid metric type ${JSON.stringify(line.text)}`, line.nameEnd + 1);
  document.describe(line.name, { type });
  return true;
}

function readSample(document: Document, lineStart: number): boolean {
  const { scanner, rows } = document;
  const series = readSeries(scanner, lineStart, SYNTAX, rows);
  if (series === undefined) return false;
  scanner.skipBlanks();
  const from = scanner.at;
  scanner.skipToken(true);
  if (scanner.at === from) return scanner.expected('value after metric');
  const value = parseGoFloat(scanner.input.text, from, scanner.at);
  if (typeof value === 'string')
    return scanner.fail(`${JSON.stringify(scanner.input.text.slice(from, scanner.at))} is no value: ${value}`, from);
  const timestampMs = readTimestamp(document);
  if (timestampMs === undefined) return false;
  rows.addSample(series.nameFrom, series.nameTo, series.firstLabel, value, timestampMs);
  return true;
}

/** Digits alone; NaN where there is none, undefined where it failed. The line ends after it. */
function readTimestamp(document: Document): number | undefined {
  const { scanner } = document;
  const { text } = scanner.input;
  scanner.skipBlanks();
  const from = scanner.at;
  while (text.charCodeAt(scanner.at) >= 48 && text.charCodeAt(scanner.at) <= 57) scanner.at++;
  const to = scanner.at;
  scanner.skipBlanks();
  if (scanner.code !== NEWLINE && !scanner.atEnd) {
    scanner.expected(to === from ? 'timestamp or new record' : 'next entry after timestamp');
    return undefined;
  }
  scanner.at++;
  if (to === from) return Number.NaN;
  if (to - from > 18 && BigInt(text.slice(from, to)) >= 2n ** 63n) {
    scanner.fail(`timestamp ${text.slice(from, to)} is out of range`, from);
    return undefined;
  }
  return Number(text.slice(from, to));
}
