import { expand } from '../../../shared/relabel/expand';
import { type GroupResource, isRootScoped, objectResources } from './resources';
import type { Rule } from './rule';

export interface PrometheusSeries {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Filters are not anchored. */
export function passesFilters(rule: Rule, name: string): boolean {
  return rule.filters.every(({ regex, positive }) => regex.matcher(name).find() === positive);
}

/** The metric's name; undefined where the series does not match. */
export function metricName(rule: Rule, seriesName: string): string | undefined {
  const match = rule.nameMatches.matcher(seriesName);
  return match.find() ? expand(rule.nameAs, match) : undefined;
}

/** Both for many series, of which many have one name; undefined where one of them says no. */
export function metricNames(rule: Rule): (seriesName: string) => string | undefined {
  const known = new Map<string, { readonly metric: string | undefined }>();
  return (seriesName) => {
    const found = known.get(seriesName) ?? { metric: passesFilters(rule, seriesName) ? metricName(rule, seriesName) : undefined };
    known.set(seriesName, found);
    return found.metric;
  };
}

/**
 * The resources that a series' labels name. With a template any label that is no resource makes it "namespaced" too
 * (pkg/naming/resource_converter.go ResourcesForSeries).
 */
export function resourcesOf(rule: Rule, labels: PrometheusSeries['labels']): { resources: readonly GroupResource[]; namespaced: boolean } {
  const resources: GroupResource[] = [];
  let namespaced = false;
  for (const label of Object.keys(labels).filter((name) => name !== '__name__')) {
    const resource = rule.overrides.get(label) ?? byTemplate(rule, label);
    if (resource !== undefined) resources.push(resource);
    if (resource === undefined || !isRootScoped(resource)) namespaced = true;
  }
  return { resources, namespaced };
}

/** Undefined: the rule has no label for it, and its queries cannot be built. */
export function labelFor(rule: Rule, resource: GroupResource): string | undefined {
  const found = [...rule.overrides].find(([, known]) => known.group === resource.group && known.resource === resource.resource);
  if (found !== undefined) return found[0];
  const known = objectResources().find(({ group, name }) => group === resource.group && name === resource.resource);
  return rule.labelTemplate === undefined || known === undefined
    ? undefined
    : filled(rule.labelTemplate, known.group, known.kind.toLowerCase());
}

function filled(template: string, group: string, resource: string): string {
  return template.replace(/<<\s*\.Group\s*>>/g, group.replace(/[.-]/g, '_')).replace(/<<\s*\.Resource\s*>>/g, resource);
}

function byTemplate(rule: Rule, label: string): GroupResource | undefined {
  const template = rule.labelTemplate;
  if (template === undefined) return undefined;
  const fits = (group: string, names: readonly string[]): boolean => names.some((name) => filled(template, group, name) === label);
  const found = objectResources().find(({ group, kind, name }) => fits(group, [kind.toLowerCase(), name]));
  return found === undefined ? undefined : { group: found.group, resource: found.name };
}
