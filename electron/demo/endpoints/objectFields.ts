import type { KubeObject } from '../objects';

/** Objects are JSON of unknown shape; these read a field and say undefined where it is not what is asked for. */
export interface Fields {
  readonly [field: string]: unknown;
}

const empty: Fields = {};

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function fields(value: unknown): Fields {
  return isFields(value) ? value : empty;
}

export function fieldList(of: Fields, name: string): readonly Fields[] {
  const value = of[name];
  return Array.isArray(value) ? value.filter(isFields) : [];
}

export function textList(of: Fields, name: string): readonly string[] {
  const value = of[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function textField(of: Fields, name: string): string | undefined {
  const value = of[name];
  return typeof value === 'string' ? value : undefined;
}

export function numberField(of: Fields, name: string): number | undefined {
  const value = of[name];
  return typeof value === 'number' ? value : undefined;
}

export function specOf(object: KubeObject): Fields {
  return fields(object['spec']);
}

export function statusOf(object: KubeObject): Fields {
  return fields(object['status']);
}

/** Seconds since the epoch of an RFC 3339 field. */
export function timeField(of: Fields, name: string): number | undefined {
  const text = textField(of, name);
  if (text === undefined) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}

/** Milliseconds as Kubernetes writes metav1.Time: RFC 3339, UTC, whole seconds. */
export function kubeTime(ms: number): string {
  return new Date(Math.floor(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}
