import { goQuote } from '../goQuote';
import { TemplateError } from './templateError';

/** What a template works on; undefined is Go's "no value". Numbers are whole. */
export type Value = string | number | boolean | undefined | readonly string[] | StringMap | Struct;

export type StringMap = ReadonlyMap<string, string>;

/** The outermost value; its fields are known, others are errors. */
export class Struct {
  constructor(
    readonly typeName: string,
    readonly fields: ReadonlyMap<string, Value>,
  ) {}
}

export function isList(value: Value): value is readonly string[] {
  return Array.isArray(value);
}

export function isMap(value: Value): value is StringMap {
  return value instanceof Map;
}

export function sortedEntries(map: StringMap): readonly (readonly [string, string])[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

export function typeName(value: Value): string {
  if (value === undefined) return 'nil';
  if (isList(value)) return '[]string';
  if (isMap(value)) return 'map[string]string';
  if (value instanceof Struct) return value.typeName;
  if (typeof value === 'number') return 'int';
  return typeof value === 'boolean' ? 'bool' : 'string';
}

/** Go's template.IsTrue: not the empty value of its type. */
export function isTrue(value: Value): boolean {
  if (isList(value)) return value.length > 0;
  if (isMap(value)) return value.size > 0;
  return value instanceof Struct || Boolean(value);
}

/** Go's %v, and %q where strings are quoted. */
export function print(value: Value, quoted = false): string {
  const text = (one: string) => (quoted ? goQuote(one) : one);
  if (value === undefined) return '<no value>';
  if (isList(value)) return `[${value.map(text).join(' ')}]`;
  if (isMap(value))
    return `map[${sortedEntries(value)
      .map(([key, one]) => `${text(key)}:${text(one)}`)
      .join(' ')}]`;
  if (value instanceof Struct) return `{${[...value.fields.values()].map((one) => print(one, quoted)).join(' ')}}`;
  return typeof value === 'string' ? text(value) : String(value);
}

/** A field of a struct, or the value of a key of a map. */
export function fieldOf(value: Value, name: string): Value {
  if (value === undefined) return undefined;
  if (isMap(value)) return value.get(name);
  if (value instanceof Struct && value.fields.has(name)) return value.fields.get(name);
  throw new TemplateError(`can't evaluate field ${name} in type ${typeName(value)}`);
}
