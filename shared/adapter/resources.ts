/** The resources that the cluster serves: by group ('' is core) the plural names. */
export type ApiResources = Readonly<Record<string, readonly string[]>>;

/** A group and a plural name. */
export interface GroupResource {
  readonly group: string;
  readonly resource: string;
}

/** Where English alone does not tell. */
const SINGULARS: Readonly<Record<string, string>> = { endpoints: 'endpoints', leases: 'lease', caches: 'cache', aliases: 'alias' };

/**
 * Finds a resource as Kubernetes' REST mapper does (apimachinery pkg/api/meta/restmapper.go): singular or plural, in any case;
 * without a group in any group, core first; else in that group or, failing that, in one that begins so.
 */
export function findResource(resources: ApiResources, { group, resource }: GroupResource): GroupResource | undefined {
  const wanted = resource.toLowerCase();
  const groups = Object.keys(resources).sort((a, b) => Number(b === '') - Number(a === ''));
  const inGroups = (among: readonly string[]) => {
    for (const one of among) {
      const found = (resources[one] ?? []).find((plural) => plural === wanted || singularOf(plural) === wanted);
      if (found !== undefined) return { group: one, resource: found };
    }
    return undefined;
  };
  if (group === '') return inGroups(groups);
  return inGroups(groups.filter((one) => one === group)) ?? inGroups(groups.filter((one) => one.startsWith(group)));
}

/**
 * The singular of a plural: the inverse of apimachinery's UnsafeGuessKindToResource, which is all that can be known without the
 * discovery's own singular. "networkpolicies" is of "networkpolicy", "ingresses" of "ingress", "databases" of "database".
 */
export function singularOf(plural: string): string {
  const known = SINGULARS[plural];
  if (known !== undefined && Object.hasOwn(SINGULARS, plural)) return known;
  if (plural.endsWith('endpoints')) return plural;
  if (plural.endsWith('ies')) return `${plural.slice(0, -3)}y`;
  if (/(?:ss|us|x|z|sh|[^a]ch)es$/.test(plural)) return plural.slice(0, -2);
  return plural.endsWith('s') ? plural.slice(0, -1) : plural;
}

const ROOT_SCOPED: ReadonlySet<string> = new Set(['namespaces', 'nodes', 'persistentvolumes']);

/** The adapter takes metrics of every other resource for namespaced (pkg/custom-provider/series_registry.go). */
export function isNamespaced({ group, resource }: GroupResource): boolean {
  return group !== '' || !ROOT_SCOPED.has(resource);
}

export const NAMESPACES: GroupResource = { group: '', resource: 'namespaces' };

/** "deployments.apps", as Kubernetes writes it. */
export function printResource({ group, resource }: GroupResource): string {
  return group === '' ? resource : `${resource}.${group}`;
}
