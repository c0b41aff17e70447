import { ok, type Result } from '../model/result';
import { ruleLabels } from './labels';
import { seriesNameOf } from './naming';
import type { NamedSeries } from './query';
import { type ApiResources, type GroupResource, isNamespaced } from './resources';
import type { AdapterConfig, AdapterRule, ConfigError } from './rule';

/** A series as /api/v1/series gives it; labels without __name__. */
export interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface CustomEntry {
  readonly resource: GroupResource;
  readonly namespaced: boolean;
  readonly metric: string;
  readonly named: NamedSeries;
}

/** Every metric that the rules name, and by which series: of two the later stays (pkg/custom-provider, pkg/external-provider). */
export interface Registry {
  readonly custom: ReadonlyMap<string, CustomEntry>;
  readonly external: ReadonlyMap<string, NamedSeries>;
}

export function customKey({ group, resource }: GroupResource, namespaced: boolean, metric: string): string {
  return JSON.stringify([group, resource, namespaced, metric]);
}

/** `seriesByRule` holds what each seriesQuery found: those of `rules` first, then those of `externalRules`. */
export function registryOf(
  config: AdapterConfig,
  seriesByRule: readonly (readonly Series[])[],
  resources: ApiResources,
): Result<Registry, ConfigError> {
  const custom = new Map<string, CustomEntry>();
  const external = new Map<string, NamedSeries>();
  const rules = [...config.rules, ...config.externalRules];
  for (const [i, rule] of rules.entries()) {
    const labels = ruleLabels(rule, resources);
    if (!labels.ok) return labels;
    for (const { name, labels: of } of seriesByRule[i] ?? []) {
      const metric = isWanted(rule, name) ? seriesNameOf(rule, name) : undefined;
      if (metric === undefined) continue;
      const named = { rule, labels: labels.value, series: name };
      if (i >= config.rules.length) external.set(metric, named);
      else for (const resource of labels.value.resourcesOf(of)) register(custom, resource, metric, named);
    }
  }
  return ok({ custom, external });
}

function register(custom: Map<string, CustomEntry>, resource: GroupResource, metric: string, named: NamedSeries): void {
  const namespaced = isNamespaced(resource);
  custom.set(customKey(resource, namespaced, metric), { resource, namespaced, metric, named });
}

/** Whether its seriesFilters let the series in. */
export function isWanted(rule: AdapterRule, series: string): boolean {
  return rule.seriesFilters.every(({ regex, wanted }) => regex.matcher(series).find() === wanted);
}
