import { failed, ok, type Result } from '../model/result';
import { seriesNameOf } from './naming';
import { parseConfig } from './parseConfig';
import { externalQuery, objectQuery } from './query';
import { customKey, type Registry, registryOf, type Series } from './registry';
import { type ApiResources, findResource, printResource } from './resources';
import type { AdapterConfig, AdapterRule, ConfigError } from './rule';
import type { Requirement } from './selector';
import { executeTemplate } from './template/execute';
import { parseTemplate } from './template/parse';
import { queryData, type TemplateArgs } from './templateArgs';

export type { Series } from './registry';
export type { ApiResources } from './resources';
export type { AdapterConfig, AdapterRule, ConfigError } from './rule';
export type { TemplateArgs } from './templateArgs';

export interface AdapterMetric {
  readonly group: string;
  /** Listed in the plural; asked for in either. '' for external metrics. */
  readonly resource: string;
  readonly namespaced: boolean;
  readonly metric: string;
  /** Custom where it is not said. */
  readonly api?: 'custom' | 'external';
}

export interface AdapterQuery extends AdapterMetric {
  /** '' for objects that are in none. */
  readonly namespace: string;
  /** Of the objects; external metrics have none. */
  readonly names: readonly string[];
  readonly selector: readonly Requirement[];
}

/**
 * Reads prometheus-adapter's configuration: what its YAML parser gives. Refused is what the adapter 0.12 refuses at its start,
 * but for resources that the cluster does not have: those fail where the cluster is known.
 */
export function parseAdapterConfig(config: unknown): Result<AdapterConfig, ConfigError> {
  return parseConfig(config);
}

/** The name in the API that a rule gives a series. seriesFilters do not count here. */
export function exposedName(rule: AdapterRule, seriesName: string): Result<string, ConfigError> {
  const name = seriesNameOf(rule, seriesName);
  if (name !== undefined) return ok(name);
  const message = `series name ${JSON.stringify(seriesName)} did not match expected pattern ${JSON.stringify(rule.name.matches)}`;
  return failed({ path: `${rule.path}.name.matches`, message });
}

/**
 * What the adapter lists. `seriesByRule` holds what each seriesQuery found, those of `rules` first, then those of
 * `externalRules`. Nothing where an override names a resource that the cluster does not have: the adapter does not start then.
 */
export function listMetrics(
  config: AdapterConfig,
  seriesByRule: readonly (readonly Series[])[],
  resources: ApiResources,
): readonly AdapterMetric[] {
  const registry = registryOf(config, seriesByRule, resources);
  if (!registry.ok) return [];
  const custom = [...registry.value.custom.values()].map(({ resource, namespaced, metric }) => ({ ...resource, namespaced, metric }));
  const external = [...registry.value.external.keys()].map((metric) => {
    return { group: '', resource: '', namespaced: true, metric, api: 'external' as const };
  });
  return [...custom, ...external];
}

/** The query that the adapter would send to Prometheus. The error says what the adapter would answer, or log. */
export function renderQuery(
  config: AdapterConfig,
  seriesByRule: readonly (readonly Series[])[],
  resources: ApiResources,
  ask: AdapterQuery,
): Result<string, ConfigError> {
  const registry = registryOf(config, seriesByRule, resources);
  if (!registry.ok) return registry;
  if (ask.api === 'external') return external(registry.value, ask);
  const resource = findResource(resources, ask);
  if (resource === undefined) return failed({ path: '', message: `the cluster has no resource ${printResource(ask)}` });
  const found = registry.value.custom.get(customKey(resource, ask.namespaced, ask.metric));
  if (found === undefined) return notFound(`${ask.metric} for ${printResource(resource)}`);
  if (ask.names.length === 0)
    return failed({ path: '', message: `no ${resource.resource} are asked for: the adapter then sends no query` });
  return objectQuery(found.named, found.resource, ask.names, ask);
}

function external({ external: known }: Registry, ask: AdapterQuery): Result<string, ConfigError> {
  const found = known.get(ask.metric);
  return found === undefined ? notFound(ask.metric) : externalQuery(found, ask);
}

function notFound(what: string): Result<never, ConfigError> {
  return failed({ path: '', message: `the server could not find the metric ${what}` });
}

/** Fills in a metricsQuery: a Go template between << and >>. */
export function renderTemplate(template: string, args: TemplateArgs): Result<string, ConfigError> {
  const parsed = parseTemplate(template);
  const text = parsed.ok ? executeTemplate(parsed.value, queryData(args)) : parsed;
  return text.ok ? text : failed({ path: '', message: text.error });
}
