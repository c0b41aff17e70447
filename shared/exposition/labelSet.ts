import { isWellFormed } from './input';
import type { Rows } from './rows';
import { BRACE_CLOSE, COMMA, EQUALS, QUOTE, type Scanner } from './scanner';

/** How the two formats differ within braces. */
export interface LabelSyntax {
  /** Blanks anywhere, and labels without a comma between them. */
  readonly loose: boolean;
  /** A lone text in quotes is the metric's name; not so in an exemplar. */
  readonly metricName: boolean;
}

/** A metric's name between braces: where it is, -1 while there is none. */
export interface QuotedName {
  from: number;
  to: number;
}

/**
 * Reads labels up to the closing brace; `at` is after the opening one. Where `rows` is undefined (exemplars) nothing is
 * kept. False where it failed.
 */
export function readLabels(scanner: Scanner, syntax: LabelSyntax, name: QuotedName, rows: Rows | undefined): boolean {
  for (;;) {
    if (syntax.loose) scanner.skipBlanks();
    if (scanner.code === BRACE_CLOSE) {
      scanner.at++;
      return true;
    }
    const from = scanner.at;
    const quoted = scanner.code === QUOTE;
    if (!skipName(scanner, quoted, syntax, rows)) return false;
    const to = scanner.at;
    if (syntax.loose) scanner.skipBlanks();
    if (quoted && syntax.metricName && (scanner.code === COMMA || scanner.code === BRACE_CLOSE)) {
      if (name.from >= 0) return scanner.fail('metric name already set', from);
      name.from = from + 1;
      name.to = to - 1;
      if (scanner.code === COMMA) scanner.at++;
      continue;
    }
    const trim = quoted ? 1 : 0;
    if (!readValue(scanner, from + trim, to - trim, syntax, rows) || !readSeparator(scanner, syntax)) return false;
  }
}

function skipName(scanner: Scanner, quoted: boolean, syntax: LabelSyntax, rows: Rows | undefined): boolean {
  if (!quoted) return scanner.skipLabelName() || scanner.expected('label name');
  const from = scanner.at + 1;
  const escapes = scanner.skipQuoted(syntax.metricName, false);
  if (escapes === undefined) return scanner.fail('expected label name, got a text in quotes that does not end', from - 1);
  if (escapes) rows?.escaped.add(from);
  const { text, wellFormed } = scanner.input;
  if (!wellFormed && rows !== undefined && !isWellFormed(text.slice(from, scanner.at - 1))) {
    return scanner.fail('invalid UTF-8 in a metric or label name', from);
  }
  return true;
}

function readValue(scanner: Scanner, nameFrom: number, nameTo: number, syntax: LabelSyntax, rows: Rows | undefined): boolean {
  if (scanner.code !== EQUALS) return scanner.expected('equal');
  scanner.at++;
  if (syntax.loose) scanner.skipBlanks();
  if (scanner.code !== QUOTE) return scanner.expected('label value');
  const from = scanner.at + 1;
  const escapes = scanner.skipQuoted(syntax.loose, syntax.metricName);
  if (escapes === undefined) return scanner.fail('expected label value, got a text in quotes that does not end', from - 1);
  const { text, wellFormed } = scanner.input;
  if (!wellFormed && !isWellFormed(text.slice(from, scanner.at - 1))) return scanner.fail('invalid UTF-8 label value', from);
  if (escapes) rows?.escaped.add(from);
  rows?.addLabel(nameFrom, nameTo, from, scanner.at - 1);
  return true;
}

function readSeparator(scanner: Scanner, syntax: LabelSyntax): boolean {
  if (syntax.loose) scanner.skipBlanks();
  if (scanner.code === COMMA) {
    scanner.at++;
    return true;
  }
  return syntax.loose || scanner.code === BRACE_CLOSE || scanner.expected('comma or brace close');
}
