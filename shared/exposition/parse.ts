import { assertNever, failed, ok, type Result } from '../model/result';
import type { Document } from './document';
import { unescaped } from './escapes';
import type { ExposedLine, ParseError, ReadExposition, Sample } from './exposition';
import { type Input, inputOf } from './input';
import { readOpenMetrics } from './openMetrics';
import { readPrometheusText } from './prometheusText';
import { NAME_FROM, NAME_TO, type Rows, VALUE_FROM, VALUE_TO } from './rows';
import type { Failure } from './scanner';

export type { Exposition, Family, ParseError, ReadExposition, Sample } from './exposition';

export type ExpositionFormat = 'text' | 'openmetrics';

/**
 * Reads what a component exposes as the scraper of Prometheus 3 does: accepts and refuses the same texts, whole or not
 * at all. Label values are as written. Errors say where, from 1, and what was expected.
 */
export function parseExposition(input: string | Uint8Array, format: ExpositionFormat): Result<ReadExposition, ParseError> {
  const read = inputOf(input);
  const document = readDocument(read, format);
  const { failure } = document.scanner;
  return failure === undefined ? ok(expositionOf(document)) : failed(errorOf(read.text, failure));
}

function readDocument(input: Input, format: ExpositionFormat): Document {
  switch (format) {
    case 'text':
      return readPrometheusText(input);
    case 'openmetrics':
      return readOpenMetrics(input);
    default:
      return assertNever(format);
  }
}

function errorOf(text: string, failure: Failure): ParseError {
  const before = text.slice(0, failure.at);
  const lines = before.split('\n');
  return { line: lines.length, column: (lines[lines.length - 1] ?? '').length + 1, message: failure.message };
}

function expositionOf({ scanner, rows, families }: Document): ReadExposition {
  const { text } = scanner.input;
  return {
    families,
    sampleCount: rows.count,
    samples: () => samplesOf(text, rows),
    linesOf: (indexes) => linesOf(text, rows, indexes),
  };
}

function linesOf(text: string, rows: Rows, indexes: readonly number[]): ExposedLine[] {
  let line = 1;
  let counted = 0;
  return indexes.map((index) => {
    const place = rows.namePlace(index, NAME_FROM);
    for (let at = text.indexOf('\n', counted); at !== -1 && at < place; at = text.indexOf('\n', counted)) {
      line += 1;
      counted = at + 1;
    }
    const end = text.indexOf('\n', place);
    return { line, text: text.slice(counted, end === -1 ? text.length : end) };
  });
}

function* samplesOf(text: string, rows: Rows): Generator<Sample> {
  let name = '';
  for (let i = 0; i < rows.count; i++) {
    name = textAt(text, rows, rows.namePlace(i, NAME_FROM), rows.namePlace(i, NAME_TO), name);
    const labels = labelsOf(text, rows, rows.firstLabel(i), rows.firstLabel(i + 1));
    const value = rows.value(i);
    const timestampMs = rows.timestampMs(i);
    yield Number.isNaN(timestampMs) ? { name, labels, value } : { name, labels, value, timestampMs };
  }
}

function labelsOf(text: string, rows: Rows, from: number, to: number): Record<string, string> {
  const labels: Record<string, string> = {};
  for (let i = from; i < to; i++) {
    const name = textAt(text, rows, rows.labelPlace(i, NAME_FROM), rows.labelPlace(i, NAME_TO));
    const value = textAt(text, rows, rows.labelPlace(i, VALUE_FROM), rows.labelPlace(i, VALUE_TO));
    // An assignment to __proto__ would not make a label.
    if (name === '__proto__') Object.defineProperty(labels, name, { value, enumerable: true, configurable: true, writable: true });
    else labels[name] = value;
  }
  return labels;
}

/** `likely` is given back where the text there is the same: names repeat. */
function textAt(text: string, rows: Rows, from: number, to: number, likely = ''): string {
  if (likely.length === to - from && text.startsWith(likely, from)) return likely;
  const part = text.slice(from, to);
  return rows.escaped.size > 0 && rows.escaped.has(from) ? unescaped(part) : part;
}
