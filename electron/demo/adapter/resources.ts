import { type ApiResource, RESOURCES } from '../kubeapi/resources';

/** A group and plural resource, as metrics are registered for. */
export interface GroupResource {
  readonly group: string;
  readonly resource: string;
}

/** What the REST mapper makes of a resource: singular and plural are accepted. Undefined: it does not know it. */
export function findResource(group: string, resource: string): ApiResource | undefined {
  const name = resource.toLowerCase();
  const fits = (known: ApiResource): boolean => known.name === name || known.kind.toLowerCase() === name;
  return RESOURCES.find((known) => known.serves === 'objects' && known.group === group && fits(known));
}

/** Every resource that metrics could be about. */
export function objectResources(): readonly ApiResource[] {
  return RESOURCES.filter((known) => known.serves === 'objects');
}

/** "pods", "deployments.apps": how discovery and errors write it. */
export function printResource({ group, resource }: GroupResource): string {
  return group === '' ? resource : `${resource}.${group}`;
}

/** Counted as not namespaced whatever labels their series have (pkg/custom-provider/series_registry.go). */
export function isRootScoped({ group, resource }: GroupResource): boolean {
  return group === '' && (resource === 'namespaces' || resource === 'nodes' || resource === 'persistentvolumes');
}
