import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { SettingsFault } from '../../../shared/contract/settings';
import { DEFAULT_SETTINGS, isTable, SETTINGS_VERSION, Settings, upgraded, versionOf } from './model';

export interface ReadSettings {
  readonly settings: Settings;
  /** What the file holds beside them, of other versions: written back untouched. */
  readonly others: Readonly<Record<string, unknown>>;
  readonly faults: readonly SettingsFault[];
  /** The text is no JSON: nothing of it is used. */
  readonly broken: boolean;
  /** The version that the file says when it is newer than ours. */
  readonly newer?: number;
}

/** Reads settings.json field by field: what does not fit is replaced by its default and named with its line, the rest stays. */
export function readSettings(text: string): ReadSettings {
  const parsed = parseJson(text);
  if (parsed === undefined) {
    return { settings: DEFAULT_SETTINGS, others: {}, faults: [syntaxFault(text)], broken: true };
  }
  const given = upgraded(parsed);
  const newer = versionOf(parsed) > SETTINGS_VERSION ? versionOf(parsed) : undefined;
  // A place that says only a part (of a first version, or written by hand) is completed.
  const window = isTable(given['window']) ? { window: { ...DEFAULT_SETTINGS.window, ...given['window'] } } : {};
  const { settings, wrong } = fitting({ ...given, ...window, version: SETTINGS_VERSION });
  const faults = wrong.map((issue) => fieldFault(text, issue));
  const others = Object.fromEntries(Object.entries(given).filter(([key]) => !(key in Settings.shape)));
  return { settings, others, faults, broken: false, ...(newer === undefined ? {} : { newer }) };
}

interface Misfit {
  readonly field: string;
  readonly path: readonly (string | number)[];
  readonly says: string;
}

/** One after the other, so that one wrong field costs only itself; of a list only the wrong entries go. */
function fitting(given: Readonly<Record<string, unknown>>): { readonly settings: Settings; readonly wrong: readonly Misfit[] } {
  const known: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  const wrong: Misfit[] = [];
  for (const [field, schema] of Object.entries(Settings.shape)) {
    if (!(field in given)) continue;
    const read = schema.safeParse(given[field]);
    if (read.success) {
      known[field] = read.data;
      continue;
    }
    wrong.push(...read.error.issues.map(({ path, message }) => ({ field, path: path.filter(isStep), says: message })));
    const left = entriesThatFit(given[field], (value) => schema.safeParse(value).success);
    if (left !== undefined) known[field] = schema.parse(left);
  }
  return { settings: Settings.parse(known), wrong };
}

function entriesThatFit(value: unknown, fits: (value: unknown) => boolean): readonly unknown[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const left = value.filter((entry) => fits([entry]));
  return fits(left) ? left : undefined;
}

function isStep(step: PropertyKey): step is string | number {
  return typeof step !== 'symbol';
}

function parseJson(text: string): Record<string, unknown> | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return isTable(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** JSON is YAML, whose parser knows the line. */
function syntaxFault(text: string): SettingsFault {
  const lines = new LineCounter();
  const [error] = parseDocument(text, { lineCounter: lines }).errors;
  const line = error === undefined ? undefined : lines.linePos(error.pos[0]).line;
  return { ...lineOf(text, line), says: 'The file is not JSON from here on.', used: 'the defaults, for everything' };
}

function fieldFault(text: string, { field, path, says }: Misfit): SettingsFault {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const offset = offsetOf(document, [field, ...path]);
  const line = offset === undefined ? undefined : lines.linePos(offset).line;
  return { ...lineOf(text, line), says: `${[field, ...path].join('.')}: ${says}.`, used: usedFor(field) };
}

function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly (string | number)[]): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if ((isScalar(node) || isMap(node)) && node.range) return node.range[0];
  }
  return keyOffset(document, path[0]);
}

function keyOffset(document: ReturnType<typeof parseDocument>, key: string | number | undefined): number | undefined {
  if (!isMap(document.contents)) return undefined;
  const pair = document.contents.items.find((item) => isScalar(item.key) && item.key.value === key);
  return isScalar(pair?.key) && pair.key.range ? pair.key.range[0] : undefined;
}

function lineOf(text: string, line: number | undefined): { line?: number; text?: string } {
  if (line === undefined) return {};
  const excerpt = text.split('\n')[line - 1]?.trim().slice(0, 200) ?? '';
  return excerpt === '' ? { line } : { line, text: excerpt };
}

function usedFor(field: string): string {
  const value: unknown = Object.entries(DEFAULT_SETTINGS).find(([key]) => key === field)?.[1];
  if (Array.isArray(value)) return 'the entries that fit';
  return field === 'window' ? 'the usual window' : JSON.stringify(value);
}
