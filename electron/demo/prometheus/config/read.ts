import { failed, ok, type Result } from '../../../../shared/model/result';
import { parseDuration } from '../../../../shared/relabel/duration';

/** YAML that was read: anything. */
export type Yaml = Readonly<Record<string, unknown>>;

export function isYaml(value: unknown): value is Yaml {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectOf(value: unknown): Yaml {
  return isYaml(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown, fallback = ''): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : fallback;
}

export function numberOf(value: unknown, fallback = 0): number {
  return typeof value === 'number' ? value : fallback;
}

export function flagOf(value: unknown, fallback: boolean): boolean {
  return typeof value === 'boolean' ? value : fallback;
}

/** Texts of a mapping such as labels. */
export function labelsOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(objectOf(value)).map(([name, text]) => [name, textOf(text)]));
}

export function durationOf(value: unknown, fallbackMs: number): Result<number, string> {
  if (value === undefined || value === null) return ok(fallbackMs);
  const duration = parseDuration(textOf(value));
  return duration.ok ? ok(duration.value) : failed(duration.error);
}

const BYTES: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 };

/** "10MB" in bytes, powers of 1024 as Prometheus counts them; 0 is no limit. */
export function bytesOf(value: unknown): number {
  const match = /^(\d+(?:\.\d+)?)([KMGT]?)i?B?$/i.exec(textOf(value, '0'));
  return match === null ? 0 : Math.floor(Number(match[1]) * (BYTES[(match[2] ?? '').toUpperCase()] ?? 1));
}
