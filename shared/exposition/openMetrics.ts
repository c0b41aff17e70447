import { Document } from './document';
import { unescaped } from './escapes';
import { parseGoFloat } from './goFloat';
import type { Input } from './input';
import { readLabels } from './labelSet';
import { HASH, NEWLINE, SPACE } from './scanner';
import { readSeries } from './series';

// OpenMetrics 1.0 as Prometheus' scraper reads it (prometheus model/textparse/openmetricslex.l, openmetricsparse.go):
// one space wherever there is one, no comments, no empty lines; it does not ask whether names fit their type.

const SYNTAX = { loose: false, metricName: true };
const EXEMPLAR = { loose: false, metricName: false };
const NO_END = 'data does not end with # EOF';

const TYPES = new Set(['counter', 'gauge', 'histogram', 'gaugehistogram', 'summary', 'info', 'stateset', 'unknown']);

/** Reads OpenMetrics 1.0. What failed is in the document's scanner. */
export function readOpenMetrics(input: Input): Document {
  const document = new Document(input);
  while (document.scanner.failure === undefined) {
    if (document.scanner.atEnd) document.scanner.fail(NO_END);
    else if (document.scanner.code !== HASH) readSample(document);
    else if (readHashLine(document)) break;
  }
  return document;
}

/** True where it was # EOF and nothing follows. */
function readHashLine(document: Document): boolean {
  const { scanner } = document;
  const { text } = scanner.input;
  if (text.startsWith('# EOF', scanner.at)) {
    scanner.at += '# EOF'.length;
    document.endLine();
    return scanner.atEnd || scanner.fail('unexpected data after # EOF');
  }
  for (const keyword of ['HELP', 'TYPE', 'UNIT'] as const) {
    if (!text.startsWith(`# ${keyword} `, scanner.at)) continue;
    readMetadata(document, keyword);
    return false;
  }
  return scanner.fail('expected HELP, TYPE, UNIT or EOF after "# ": OpenMetrics has no comments');
}

function readMetadata(document: Document, keyword: 'HELP' | 'TYPE' | 'UNIT'): void {
  const { scanner } = document;
  scanner.at += keyword.length + 3;
  const name = document.readFamilyName(keyword);
  if (name === undefined) return;
  const end = scanner.lineEnd();
  const at = scanner.at + 1;
  if (scanner.code !== SPACE || end >= scanner.input.text.length) {
    scanner.fail(`expected text in ${keyword}, with one space before it and a newline after it`);
    return;
  }
  addMetadata(document, keyword, name, scanner.input.text.slice(at, end), at);
  scanner.at = end + 1;
}

function addMetadata(document: Document, keyword: 'HELP' | 'TYPE' | 'UNIT', name: string, text: string, at: number): void {
  if (keyword === 'HELP') {
    if (document.checkHelp(text, at)) document.describe(name, { help: unescaped(text) });
  } else if (keyword === 'TYPE') {
    if (TYPES.has(text)) document.describe(name, { type: text });
    else document.scanner.fail(`invalid metric type ${JSON.stringify(text)}`, at);
  } else if (text === '' || name.endsWith(`_${text}`)) document.describe(name, { unit: text });
  else document.scanner.fail(`unit ${JSON.stringify(text)} is not a suffix of metric ${JSON.stringify(name)}`, at);
}

function readSample(document: Document): void {
  const { scanner, rows } = document;
  const series = readSeries(scanner, scanner.at, SYNTAX, rows);
  if (series === undefined) return;
  const value = readNumber(document, 'value after metric');
  if (value === undefined) return;
  const timestamp = scanner.code === SPACE && !atExemplar(document) ? readSeconds(document) : Number.NaN;
  if (timestamp === undefined) return;
  if (scanner.code === SPACE && !readExemplar(document)) return;
  if (scanner.atEnd) scanner.fail(NO_END);
  else if (scanner.code !== NEWLINE) scanner.expected('next entry after value or timestamp');
  scanner.at++;
  rows.addSample(series.nameFrom, series.nameTo, series.firstLabel, value, timestamp);
}

function atExemplar(document: Document): boolean {
  return document.scanner.input.text.startsWith(' # {', document.scanner.at);
}

/** One space and a number. */
function readNumber(document: Document, what: string): number | undefined {
  const { scanner } = document;
  const from = scanner.at + 1;
  if (scanner.code !== SPACE) {
    scanner.expected(what);
    return undefined;
  }
  scanner.at = from;
  scanner.skipToken(false);
  if (scanner.at === from) {
    scanner.expected(what);
    return undefined;
  }
  const value = parseGoFloat(scanner.input.text, from, scanner.at);
  if (typeof value !== 'string') return value;
  scanner.fail(`${JSON.stringify(scanner.input.text.slice(from, scanner.at))} is no number: ${value}`, from);
  return undefined;
}

/** Seconds, given as milliseconds; what is finer is cut off. */
function readSeconds(document: Document): number | undefined {
  const from = document.scanner.at + 1;
  const seconds = readNumber(document, 'timestamp or end of line');
  if (seconds === undefined || Number.isFinite(seconds)) return seconds === undefined ? undefined : Math.trunc(seconds * 1000);
  document.scanner.fail(`invalid timestamp ${seconds}`, from);
  return undefined;
}

/** ` # {labels} value [timestamp]`: checked, not kept. */
function readExemplar(document: Document): boolean {
  const { scanner } = document;
  if (!atExemplar(document)) return scanner.expected('next entry after value or timestamp');
  scanner.at += ' # {'.length;
  if (!readLabels(scanner, EXEMPLAR, { from: -1, to: -1 }, undefined)) return false;
  if (readNumber(document, 'value after exemplar labels') === undefined) return false;
  return scanner.code !== SPACE || readSeconds(document) !== undefined;
}
