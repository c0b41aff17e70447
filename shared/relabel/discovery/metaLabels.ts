import { objectAt, textAt } from './clusterObjects';

/** Labels of one target or of the group it belongs to; an empty value counts as absent once they are joined. */
export type Labels = Record<string, string>;

export const META = '__meta_kubernetes_';

/** Prometheus' util/strutil.SanitizeLabelName: what a label name may not hold becomes an underscore. */
export function sanitized(name: string): string {
  return name.replace(/[^a-zA-Z0-9_]/gu, '_');
}

function addPairs(labels: Labels, pairs: object, prefix: string): void {
  for (const key of Object.keys(pairs)) {
    labels[`${prefix}_${sanitized(key)}`] = textAt(pairs, key);
    labels[`${prefix}present_${sanitized(key)}`] = 'true';
  }
}

/** An object's labels and annotations, each as two: its value, and that it is present. */
export function pairsOf(object: unknown, role: string): Labels {
  const labels: Labels = {};
  addPairs(labels, objectAt(object, 'metadata', 'labels'), `${META}${role}_label`);
  addPairs(labels, objectAt(object, 'metadata', 'annotations'), `${META}${role}_annotation`);
  return labels;
}

/** Name, labels and annotations of an object (prometheus discovery/kubernetes/kubernetes.go, addObjectMetaLabels). */
export function objectLabels(object: unknown, role: string): Labels {
  return { [`${META}${role}_name`]: textAt(object, 'metadata', 'name'), ...pairsOf(object, role) };
}

/** A target with what its group adds: the target's own labels win, even empty ones; then empty ones do not exist. */
export function joined(group: Labels, target: Labels): Labels {
  const labels: Labels = {};
  for (const [name, value] of Object.entries({ ...group, ...target })) if (value !== '') labels[name] = value;
  return labels;
}

/** Go's net.JoinHostPort. */
export function hostPort(host: string, port: string): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
