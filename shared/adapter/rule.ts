import type { RE2JS } from 're2js';
import type { GroupResource } from './resources';
import type { Template } from './template/parse';

/** Where in the configuration, such as `rules[2].name.as`, and what is wrong there. */
export interface ConfigError {
  readonly path: string;
  readonly message: string;
}

/** prometheus-adapter's configuration, checked; templates and regular expressions are compiled. */
export interface AdapterConfig {
  readonly rules: readonly AdapterRule[];
  readonly externalRules: readonly AdapterRule[];
  readonly resourceRules?: ResourceRules;
}

/** One of `rules` or `externalRules` (pkg/config/config.go, DiscoveryRule). */
export interface AdapterRule {
  /** `rules[0]`, for errors. */
  readonly path: string;
  readonly seriesQuery: string;
  readonly seriesFilters: readonly SeriesFilter[];
  readonly resources: ResourceMapping;
  readonly name: NameMapping;
  readonly metricsQuery: Template;
}

export interface SeriesFilter {
  readonly regex: RE2JS;
  /** `is`, else `isNot`. */
  readonly wanted: boolean;
}

export interface ResourceMapping {
  readonly template?: LabelTemplate;
  readonly overrides: ReadonlyMap<string, GroupResource>;
  /** Of external rules: whether the namespace becomes a matcher. */
  readonly namespaced: boolean;
}

export interface LabelTemplate {
  readonly template: Template;
  /** The template as an expression for label names, with the groups `resource` and, where it has one, `group`. */
  readonly labels: RE2JS;
}

export interface NameMapping {
  /** As written; '' where it is not. */
  readonly matches: string;
  readonly regex: RE2JS;
  /** $0 or $1 where it is not written. */
  readonly as: string;
}

export interface ResourceRules {
  readonly cpu: ResourceRule;
  readonly memory: ResourceRule;
  /** As written, such as "5m"; '' where it is not. */
  readonly window: string;
}

export interface ResourceRule {
  readonly containerQuery: Template;
  readonly nodeQuery: Template;
  readonly resources: ResourceMapping;
  readonly containerLabel: string;
}
