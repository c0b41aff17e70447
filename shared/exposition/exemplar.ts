import { BRACE_CLOSE, COMMA, QUOTE } from './bytes';
import { addLabel } from './labelRecord';
import { readValue } from './labelSet';
import type { Scanner } from './scanner';

const SYNTAX = { loose: false };

/**
 * Labels of an exemplar up to the closing brace, `at` being after the opening one; undefined where it failed. As
 * Prometheus reads them: backslashes stay as written, names in quotes are not asked whether they are UTF-8.
 */
export function readExemplarLabels(scanner: Scanner): Record<string, string> | undefined {
  const labels: Record<string, string> = {};
  while (scanner.code !== BRACE_CLOSE) {
    const from = scanner.at;
    const trim = scanner.code === QUOTE ? 1 : 0;
    if (!skipName(scanner)) return undefined;
    const name = scanner.text(from + trim, scanner.at - trim);
    const valueFrom = scanner.at + 2;
    if (!readValue(scanner, SYNTAX, false)) return undefined;
    addLabel(labels, name, scanner.text(valueFrom, scanner.at - 1));
    if (scanner.code === COMMA) scanner.at++;
    else if (scanner.code !== BRACE_CLOSE) {
      scanner.expected('comma or brace close');
      return undefined;
    }
  }
  scanner.at++;
  return labels;
}

function skipName(scanner: Scanner): boolean {
  if (scanner.code !== QUOTE) return scanner.skipLabelName() || scanner.expected('label name');
  const from = scanner.at;
  return scanner.skipQuoted(false, false) >= 0 || scanner.fail('expected label name, got a text in quotes that does not end', from);
}
