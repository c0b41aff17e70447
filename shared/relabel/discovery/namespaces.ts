import { namespaceOf } from './attached';
import type { ClusterObjects } from './clusterObjects';

/** The objects that a kubernetes_sd_config with `namespaces: {names}` sees; no names means all. Nodes have no namespace. */
export function withinNamespaces(objects: ClusterObjects, names: readonly string[]): ClusterObjects {
  if (names.length === 0) return objects;
  const wanted = new Set(names);
  const seen = (list: readonly object[] | undefined) => list?.filter((object) => wanted.has(namespaceOf(object)));
  return {
    ...objects,
    pods: seen(objects.pods),
    services: seen(objects.services),
    endpoints: seen(objects.endpoints),
    endpointSlices: seen(objects.endpointSlices),
    ingresses: seen(objects.ingresses),
  };
}
