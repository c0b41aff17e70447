import type { InferredLabels } from '../../../shared/cgroup/inferLabels';
import type { SeriesRow } from '../../../shared/contract/engine';
import { familyOf } from '../../../shared/exposition/families';
import type { ReadExposition } from '../../../shared/exposition/parse';

/** Series sent at once: more than anybody scrolls through; words find the others. */
export const SERIES_SENT = 500;

export interface FamilyValues {
  /** Series of the family in the answer. */
  readonly total: number;
  /** Of them those that hold every word. */
  readonly found: number;
  readonly rows: SeriesRow[];
}

/** Labels that a series lacks and that something else tells. */
type Infer = (labels: Readonly<Record<string, string>>) => InferredLabels;

/**
 * The series of one family as they stand in an answer. `search`: words that name, labels and values
 * are looked through for, whatever their case, and what is inferred of a series too. Of those found the first 500.
 */
export function familyValues(exposition: ReadExposition, family: string, search: string, infer: Infer = () => []): FamilyValues {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const belongs = memberOf(exposition, family);
  const kept: { readonly at: number; readonly row: Omit<SeriesRow, 'line' | 'value' | 'text'> }[] = [];
  let total = 0;
  let found = 0;
  let at = -1;
  for (const { name, labels, timestampMs } of exposition.samples()) {
    at += 1;
    if (!belongs(name)) continue;
    total += 1;
    const inferred = infer(labels);
    if (words.length > 0 && !holdsAll(name, [...Object.entries(labels), ...inferred], words)) continue;
    found += 1;
    if (kept.length >= SERIES_SENT) continue;
    const atMs = timestampMs === undefined ? {} : { atMs: timestampMs };
    const also = inferred.length === 0 ? {} : { inferred: inferred.map(([label, value]): [string, string] => [label, value]) };
    kept.push({ at, row: { name, labels: Object.entries(labels), ...atMs, ...also } });
  }
  const lines = exposition.linesOf(kept.map((each) => each.at));
  const rows = kept.map(({ row }, index) => {
    const { line, text } = lines[index] ?? { line: 0, text: '' };
    return { ...row, line, text, value: valueIn(text, row.name, row.labels) };
  });
  return { total, found, rows };
}

/** Names repeat from sample to sample: each is judged once. */
function memberOf(exposition: ReadExposition, family: string): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const belongs = familyOf(exposition.families, name) === family;
    known.set(name, belongs);
    return belongs;
  };
}

function holdsAll(name: string, labels: InferredLabels, words: readonly string[]): boolean {
  const text = `${name} ${labels.map(([label, value]) => `${label}="${value}"`).join(' ')}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The value as written: the first word after the series (its labels may hold anything, braces too). */
function valueIn(line: string, name: string, labels: readonly unknown[]): string {
  const rest = labels.length > 0 || line.trimStart().startsWith('{') ? afterLabels(line) : line.slice(line.indexOf(name) + name.length);
  return /^[\s{}]*([^\s#]+)/.exec(rest)?.[1] ?? '';
}

function afterLabels(line: string): string {
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const char = line[at];
    if (quoted && char === '\\') at += 1;
    else if (char === '"') quoted = !quoted;
    else if (char === '}' && !quoted) return line.slice(at + 1);
  }
  return '';
}
