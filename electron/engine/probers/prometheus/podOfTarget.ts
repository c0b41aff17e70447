import type { Target } from './api';

/** The pod a target is, by what discovery said of it, else by its own labels. Undefined: it names none. */
export function podOfTarget({ discoveredLabels: meta = {}, labels }: Pick<Target, 'discoveredLabels' | 'labels'>) {
  const name = meta['__meta_kubernetes_pod_name'] ?? labels['pod'];
  const namespace = meta['__meta_kubernetes_namespace'] ?? labels['namespace'];
  return name === undefined ? undefined : { namespace, name };
}
