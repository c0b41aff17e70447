import { failed, ok, type Result } from '../../model/result';
import type { WhyQuestion } from './scene';

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:.]*/;
const MATCHER = /^\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*(,|(?=\}))/;

/** A question as it is written: a metric and, in braces, labels that the series has to have. The error is a sentence. */
export function parseQuestion(text: string): Result<WhyQuestion, string> {
  const written = text.trim();
  const metric = NAME.exec(written)?.[0];
  if (metric === undefined)
    return failed(written === '' ? 'Write the name of a metric.' : `"${written}" does not begin with the name of a metric.`);
  const rest = written.slice(metric.length).trim();
  if (rest === '' || rest === '{}') return ok({ metric, labels: {} });
  if (!rest.startsWith('{') || !rest.endsWith('}')) return failed(`After ${metric} only labels in braces can stand: {namespace="shop"}.`);
  const labels = labelsIn(rest.slice(1));
  return labels.ok ? ok({ metric, labels: labels.value }) : labels;
}

/** `text` begins behind the opening brace. */
function labelsIn(text: string): Result<Record<string, string>, string> {
  const labels: Record<string, string> = {};
  for (let left = text; left.trim() !== '}'; ) {
    const [whole, name = '', sign, quoted = '""'] = MATCHER.exec(left) ?? [];
    if (whole === undefined)
      return failed(`Not understood from "${left.trim()}" on: labels are written name="value", with commas between.`);
    if (sign !== '=') return failed(`A label can only be asked for by its whole value: ${name}="value", not ${sign ?? ''}.`);
    labels[name] = quoted.slice(1, -1).replaceAll(/\\(.)/g, '$1');
    left = left.slice(whole.length);
  }
  return ok(labels);
}

/** As it is written: `up{job="a"}`. */
export function printQuestion({ metric, labels }: WhyQuestion): string {
  const written = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return written.length === 0 ? metric : `${metric}{${written.join(', ')}}`;
}

/** The same question for a shell; `where`: the options that name the cluster. */
export function whyCommand({ metric, labels }: WhyQuestion, where: readonly string[]): string {
  const asked = Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]);
  return ['hopscope', 'why', metric, ...asked, ...where].map(quoted).join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
