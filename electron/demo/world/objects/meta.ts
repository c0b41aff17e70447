import type { NewKubeObject } from '../../objects';
import { uuid } from '../seeded';

const printed = new Map<number, string>();
const PRINTED_AT_MOST = 4096;

/** "2026-11-21T13:04:28Z": how metav1.Time prints. The same second is the same string: a big cluster has few of them, printed often. */
export function timestamp(ms: number): string {
  const second = Math.floor(ms / 1000);
  const known = printed.get(second);
  if (known !== undefined) return known;
  if (printed.size >= PRINTED_AT_MOST) printed.clear();
  const text = [new Date(second * 1000).toISOString().slice(0, 19), 'Z'].join('');
  printed.set(second, text);
  return text;
}

/** "2026-11-21T13:04:28.569000Z": how metav1.MicroTime prints. */
export function microTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 23)}000Z`;
}

/** The UID of an object other than a pod: the same for the same name, whatever happened since. */
export function uidOf(seed: number, kind: string, namespace: string | undefined, name: string, madeMs = 0): string {
  return uuid(seed, kind, namespace ?? '', name, madeMs);
}

export interface Identity {
  readonly seed: number;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly createdMs: number;
}

type Further = Partial<Omit<NewKubeObject['metadata'], 'name' | 'namespace' | 'uid' | 'creationTimestamp'>>;

/** metadata in the order in which the API prints it; fields that are undefined are left out. */
export function metaOf(
  { seed, kind, namespace, name, createdMs }: Identity,
  more: Further & Readonly<Record<string, unknown>> = {},
): NewKubeObject['metadata'] {
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    uid: uidOf(seed, kind, namespace, name),
    creationTimestamp: timestamp(createdMs),
    ...defined(more),
  };
}

/** The record without its undefined fields and empty maps: JSON of the API has neither. */
export function defined<T extends Readonly<Record<string, unknown>>>(record: T): Partial<T> {
  const out: Partial<T> = {};
  for (const key in record) {
    const value = record[key];
    if (value === undefined || (value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0))
      continue;
    out[key] = value;
  }
  return out;
}
