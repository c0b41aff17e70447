/** Which card of the map exposes a family, where its name alone tells; undefined: any target may. */
export function cardOfFamily(name: string): string | undefined {
  if (name.startsWith('container_')) return 'cadvisor';
  if (name.startsWith('kube_')) return 'kube-state-metrics';
  return undefined;
}

/** "kube_node_labels" -> what it is of, and the flag that lets it expose them. */
export interface LabelFamily {
  /** Plural, as the flag names it. */
  readonly resource: string;
  readonly flag: 'metric-labels-allowlist' | 'metric-annotations-allowlist';
  /** Before the name of each label of the series. */
  readonly prefix: 'label_' | 'annotation_';
}

export function labelFamily(name: string): LabelFamily | undefined {
  const [, singular, kind] = /^kube_([a-z0-9]+)_(labels|annotations)$/.exec(name) ?? [];
  if (singular === undefined) return undefined;
  const resource = pluralOf(singular);
  return kind === 'labels'
    ? { resource, flag: 'metric-labels-allowlist', prefix: 'label_' }
    : { resource, flag: 'metric-annotations-allowlist', prefix: 'annotation_' };
}

function pluralOf(singular: string): string {
  if (singular === 'endpoint') return 'endpoints';
  if (/(?:s|x|ch)$/.test(singular)) return `${singular}es`;
  return singular.endsWith('y') ? `${singular.slice(0, -1)}ies` : `${singular}s`;
}

/** "nodes=[role,zone],pods=[*]" -> resource -> keys (KSM docs/developer/cli-arguments). */
export function allowedKeys(flag: string | undefined): ReadonlyMap<string, readonly string[]> {
  const entries = (flag ?? '').matchAll(/([a-z*]+)=\[([^\]]*)\]/g);
  return new Map([...entries].map(([, resource = '', keys = '']) => [resource, keys.split(',').map((key) => key.trim())] as const));
}

/** "app.kubernetes.io/name" -> "app_kubernetes_io_name", as KSM writes it behind the prefix. */
export function asLabelName(key: string): string {
  return key.replace(/[^a-zA-Z0-9_]/g, '_');
}
