/** Reading of JSON that the API server sent: what is missing or of another shape becomes empty, never an error. */
export type Json = Readonly<Record<string, unknown>>;

const NOTHING: Json = {};

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function object(parent: Json, key: string): Json {
  const value = parent[key];
  return isJson(value) ? value : NOTHING;
}

export function objects(parent: Json, key: string): readonly Json[] {
  const value = parent[key];
  return Array.isArray(value) ? value.filter(isJson) : [];
}

export function texts(parent: Json, key: string): readonly string[] {
  const value = parent[key];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

export function text(parent: Json, key: string): string {
  const value = parent[key];
  return typeof value === 'string' ? value : '';
}

/** Undefined for what is missing or empty. */
export function someText(parent: Json, key: string): string | undefined {
  return text(parent, key) || undefined;
}

/** An IntOrString ("http", 8080) as text. */
export function intOrText(parent: Json, key: string): string {
  const value = parent[key];
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
}

export function number(parent: Json, key: string): number {
  return someNumber(parent, key) ?? 0;
}

export function someNumber(parent: Json, key: string): number | undefined {
  const value = parent[key];
  return typeof value === 'number' ? value : undefined;
}

export function flag(parent: Json, key: string): boolean {
  return parent[key] === true;
}

/** An RFC 3339 time in milliseconds since the epoch. */
export function timeMs(parent: Json, key: string): number | undefined {
  const ms = Date.parse(text(parent, key));
  return Number.isNaN(ms) ? undefined : ms;
}

const NO_TEXTS: Readonly<Record<string, string>> = {};

/** A map of text to text; quantities that were written as numbers become text. */
export function textMap(parent: Json, key: string): Readonly<Record<string, string>> {
  const value = parent[key];
  if (!isJson(value)) return NO_TEXTS;
  const map: Record<string, string> = {};
  for (const [name, one] of Object.entries(value)) if (typeof one === 'string' || typeof one === 'number') map[name] = String(one);
  return map;
}
