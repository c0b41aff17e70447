import type { Exposition, Family, Sample } from './exposition';
import { familyOf } from './families';

const PLAIN_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const PLAIN_LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
/** What the text format has no word for. */
const TYPE_WORDS: ReadonlyMap<string, string> = new Map([
  ['unknown', 'untyped'],
  ['gaugehistogram', 'histogram'],
  ['info', 'gauge'],
  ['stateset', 'gauge'],
]);

/** An exposition in the Prometheus text format, for what came in a form that nobody can read: samples in their order, each family's head before its first. */
export function printFamilies(exposition: Exposition): string {
  const lines: string[] = [];
  const begun = new Set<string>();
  for (const sample of exposition.samples()) {
    const name = familyOf(exposition.families, sample.name);
    const family = exposition.families.get(name);
    if (family !== undefined && !begun.has(name)) lines.push(...headOf(name, family));
    begun.add(name);
    lines.push(lineOf(sample));
  }
  return lines.map((line) => `${line}\n`).join('');
}

function headOf(name: string, { help, type }: Family): string[] {
  const shown = PLAIN_NAME.test(name) ? name : quoted(name);
  return [
    ...(help === undefined || help === '' ? [] : [`# HELP ${shown} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`]),
    ...(type === undefined ? [] : [`# TYPE ${shown} ${TYPE_WORDS.get(type) ?? type}`]),
  ];
}

function lineOf({ name, labels, value, timestampMs }: Sample): string {
  const isPlain = PLAIN_NAME.test(name);
  const inside = Object.entries(labels).map(([label, text]) => `${PLAIN_LABEL.test(label) ? label : quoted(label)}=${quoted(text)}`);
  if (!isPlain) inside.unshift(quoted(name));
  const series = `${isPlain ? name : ''}${inside.length === 0 ? '' : `{${inside.join(',')}}`}`;
  // The text format has digits alone: a time before 1970 cannot be written.
  const time = timestampMs === undefined || timestampMs < 0 ? '' : ` ${timestampMs}`;
  return `${series} ${numberText(value)}${time}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

/** As many digits as bring the same number back. */
function numberText(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}
