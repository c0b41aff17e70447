import { unescaped } from './escapes';
import { type LabelSyntax, type QuotedName, readLabels } from './labelSet';
import { NAME_FROM, NAME_TO, type Rows } from './rows';
import { BRACE_OPEN, type Scanner } from './scanner';

/** The name and labels that begin a line; the value comes next. */
export interface Series {
  readonly nameFrom: number;
  readonly nameTo: number;
  readonly firstLabel: number;
}

/**
 * Reads `name`, `name{...}` or `{"name",...}`; undefined where it failed. `nameFrom` is where the name begins, for a
 * line that starts with blanks the line itself: Prometheus' text parser takes them into the name.
 */
export function readSeries(scanner: Scanner, nameFrom: number, syntax: LabelSyntax, rows: Rows): Series | undefined {
  const firstLabel = rows.labelCount;
  const name: QuotedName = { from: -1, to: -1 };
  const lineStart = scanner.at;
  if (scanner.skipMetricName()) {
    name.from = nameFrom;
    name.to = scanner.at;
    if (syntax.loose) scanner.skipBlanks();
  } else if (scanner.code !== BRACE_OPEN) {
    scanner.expected('a valid start token');
    return undefined;
  }
  if (scanner.code === BRACE_OPEN) {
    scanner.at++;
    if (!readLabels(scanner, syntax, name, rows)) return undefined;
  }
  if (name.from < 0) scanner.fail('metric name not set', lineStart);
  else if (name.from === name.to) scanner.fail('metric name is empty', lineStart);
  else checkNames(scanner, rows, firstLabel);
  return scanner.failure === undefined ? { nameFrom: name.from, nameTo: name.to, firstLabel } : undefined;
}

/** What the storage refuses: a label name twice, the metric's own included, and the empty one. */
function checkNames(scanner: Scanner, rows: Rows, firstLabel: number): void {
  const { text } = scanner.input;
  for (let i = firstLabel; i < rows.labelCount; i++) {
    const from = rows.labelPlace(i, NAME_FROM);
    const length = rows.labelPlace(i, NAME_TO) - from;
    if (length === 0) scanner.fail('label name is empty', from);
    if (length === 8 && text.startsWith('__name__', from)) scanner.fail('label name "__name__" is not unique', from);
    for (let j = firstLabel; j < i; j++) if (sameName(text, rows, i, j)) failTwice(scanner, rows, i);
  }
}

function failTwice(scanner: Scanner, rows: Rows, label: number): void {
  scanner.fail(`label name ${JSON.stringify(nameOf(scanner.input.text, rows, label))} is not unique`, rows.labelPlace(label, NAME_FROM));
}

function nameOf(text: string, rows: Rows, label: number): string {
  const from = rows.labelPlace(label, NAME_FROM);
  const name = text.slice(from, rows.labelPlace(label, NAME_TO));
  return rows.escaped.has(from) ? unescaped(name) : name;
}

function sameName(text: string, rows: Rows, i: number, j: number): boolean {
  const a = rows.labelPlace(i, NAME_FROM);
  const b = rows.labelPlace(j, NAME_FROM);
  if (rows.escaped.size > 0 && (rows.escaped.has(a) || rows.escaped.has(b))) return nameOf(text, rows, i) === nameOf(text, rows, j);
  const length = rows.labelPlace(i, NAME_TO) - a;
  if (length !== rows.labelPlace(j, NAME_TO) - b) return false;
  for (let at = 0; at < length; at++) if (text.charCodeAt(a + at) !== text.charCodeAt(b + at)) return false;
  return true;
}
