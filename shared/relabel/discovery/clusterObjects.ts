/**
 * Objects of the Kubernetes API as its JSON has them (metadata, spec, status, subsets, endpoints), by kind. A kind
 * that is absent counts as having no objects, as for a Prometheus that may not list it.
 */
export interface ClusterObjects {
  readonly nodes?: readonly object[];
  readonly namespaces?: readonly object[];
  readonly pods?: readonly object[];
  readonly services?: readonly object[];
  readonly endpoints?: readonly object[];
  readonly endpointSlices?: readonly object[];
  readonly ingresses?: readonly object[];
}

/** `attach_metadata` of a kubernetes_sd_config: labels and annotations of the target's node or namespace as well. */
export interface AttachMetadata {
  readonly node?: boolean;
  readonly namespace?: boolean;
}

// Below: reading JSON of which nothing is known. What is missing or of another kind reads as nothing, never throws.

export type Json = Readonly<Record<string, unknown>>;

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object found along the fields; an empty one where there is none. */
export function objectAt(value: unknown, ...path: readonly string[]): Json {
  let found = value;
  for (const field of path) found = isJson(found) ? found[field] : undefined;
  return isJson(found) ? found : {};
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const parent = objectAt(value, ...path.slice(0, -1));
  const list = parent[path[path.length - 1] ?? ''];
  return Array.isArray(list) ? list : [];
}

/** Texts as they are, numbers and booleans as they print, anything else ''. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = objectAt(value, ...path.slice(0, -1))[path[path.length - 1] ?? ''];
  if (typeof found === 'string') return found;
  return typeof found === 'number' || typeof found === 'boolean' ? String(found) : '';
}

/** By `namespace/name`, or by the name alone for objects without a namespace. */
export function byName(objects: readonly object[] | undefined): ReadonlyMap<string, object> {
  return new Map(
    (objects ?? []).map((object) => [keyOf(textAt(object, 'metadata', 'namespace'), textAt(object, 'metadata', 'name')), object]),
  );
}

export function keyOf(namespace: string, name: string): string {
  return namespace === '' ? name : `${namespace}/${name}`;
}
