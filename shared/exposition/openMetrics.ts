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
const END = encodeUtf8('# EOF');
const EXEMPLAR = encodeUtf8(' # {');

const KEYWORDS = (['HELP', 'TYPE', 'UNIT'] as const).map((keyword) => ({ keyword, start: encodeUtf8(`# ${keyword} `) }));
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
  if (scanner.startsWith(END)) {
    scanner.at += END.length;
    document.endLine();
    if (scanner.code >= 0) scanner.fail('unexpected data after # EOF');
    return false;
  }
  for (const { keyword, start } of KEYWORDS) {
    if (!scanner.startsWith(start)) continue;
    readMetadata(document, keyword);
    return scanner.failure === undefined;
  }
  return scanner.fail('expected HELP, TYPE, UNIT or EOF after "# ": OpenMetrics has no comments');
}

function readMetadata(document: Document, keyword: Keyword): void {
  const { scanner } = document;
  scanner.at += keyword.length + 3;
  const name = document.readFamilyName(keyword);
  if (name < 0) return;
  const end = scanner.lineEnd();
  const from = scanner.at + 1;
  if (scanner.code !== SPACE || end >= scanner.end) {
    scanner.fail(`expected text in ${keyword}, with one space before it and a newline after it`);
    return;
  }
  addMetadata(document, keyword, name, from, end);
  scanner.at = end + 1;
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
  if (seconds === undefined || Number.isFinite(seconds)) return seconds === undefined ? undefined : Math.trunc(seconds * 1000);
  document.scanner.fail(`invalid timestamp ${seconds}`, from);
  return undefined;
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
