import { RE2JS } from 're2js';
import { failed, ok, type Result } from '../model/result';
import type { ConfigError } from './rule';

export type Fields = Readonly<Record<string, unknown>>;

/** A mapping with no other fields than these, as the adapter reads its file (yaml.UnmarshalStrict); absent or empty is an empty one. */
export function mapping(value: unknown, path: string, known: readonly string[]): Result<Fields, ConfigError> {
  const fields = anyMapping(value, path);
  if (!fields.ok) return fields;
  const strange = Object.keys(fields.value).find((name) => !known.includes(name));
  return strange === undefined ? fields : failed({ path: at(path, strange), message: `field ${strange} is not known here` });
}

export function anyMapping(value: unknown, path: string): Result<Fields, ConfigError> {
  if (value === null || value === undefined) return ok({});
  return isMapping(value) ? ok(value) : failed({ path, message: `must be a mapping, this is ${kindOf(value)}` });
}

function isMapping(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function list(value: unknown, path: string): Result<readonly unknown[], ConfigError> {
  if (value === null || value === undefined) return ok([]);
  return Array.isArray(value) ? ok(value) : failed({ path, message: `must be a list, this is ${kindOf(value)}` });
}

/** YAML's numbers and booleans count as the text they print as; absent and empty are ''. */
export function text(fields: Fields, name: string, path: string): Result<string, ConfigError> {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (value === null || value === undefined) return ok('');
  if (typeof value === 'string') return ok(value);
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return ok(String(value));
  return failed({ path: at(path, name), message: `must be a text, this is ${kindOf(value)}` });
}

/** The words of YAML 1.1 count, which the adapter's reader takes for booleans and YAML 1.2 for texts. */
export function boolean(fields: Fields, name: string, path: string, fallback: boolean): Result<boolean, ConfigError> {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (value === null || value === undefined) return ok(fallback);
  if (typeof value === 'boolean') return ok(value);
  if (typeof value === 'string' && /^(?:y|yes|on)$/i.test(value)) return ok(true);
  if (typeof value === 'string' && /^(?:n|no|off)$/i.test(value)) return ok(false);
  return failed({ path: at(path, name), message: `must be true or false, this is ${kindOf(value)}` });
}

/** RE2, as Go's regexp; not anchored. */
export function regex(source: string, path: string): Result<RE2JS, ConfigError> {
  try {
    return ok(RE2JS.compile(source));
  } catch (error) {
    if (error instanceof Error) return failed({ path, message: `${JSON.stringify(source)} is no regular expression: ${error.message}` });
    throw error;
  }
}

export function at(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : `the ${typeof value} ${String(value)}`;
}
