import { failed, ok, type Result } from '../model/result';
import type { RuleLabels } from './labels';
import { type GroupResource, NAMESPACES } from './resources';
import type { AdapterRule, ConfigError } from './rule';
import { type Matcher, matcher, matchersOf, type Requirement } from './selector';
import { executeTemplate } from './template/execute';
import { queryData } from './templateArgs';

/** A rule as it names one series. */
export interface NamedSeries {
  readonly rule: AdapterRule;
  readonly labels: RuleLabels;
  readonly series: string;
}

export interface Scope {
  /** '' for what is not in a namespace. */
  readonly namespace: string;
  readonly selector: readonly Requirement[];
}

/** The query for objects: the selector, the namespace, then the objects, grouped by their label (metrics_query.go, Build). */
export function objectQuery(
  named: NamedSeries,
  resource: GroupResource,
  names: readonly string[],
  scope: Scope,
): Result<string, ConfigError> {
  const matchers = scopeMatchers(named.labels, scope);
  if (!matchers.ok) return matchers;
  const label = named.labels.labelFor(resource);
  if (!label.ok) return label;
  const objects = matcher(label.value, names.length > 1 ? '=~' : '=', names);
  return filled(named, [...matchers.value, objects], [label.value]);
}

/** The query of an external metric, grouped by nothing (metrics_query.go, BuildExternal). */
export function externalQuery(named: NamedSeries, { namespace, selector }: Scope): Result<string, ConfigError> {
  const matchers = scopeMatchers(named.labels, { namespace: named.rule.resources.namespaced ? namespace : '', selector });
  return matchers.ok ? filled(named, matchers.value, []) : matchers;
}

function scopeMatchers(labels: RuleLabels, { namespace, selector }: Scope): Result<readonly Matcher[], ConfigError> {
  // The label of the namespace is looked up before the selector is read.
  const label = namespace === '' ? ok('') : labels.labelFor(NAMESPACES);
  if (!label.ok) return label;
  const selected = matchersOf(selector);
  if (!selected.ok) return failed({ path: 'selector', message: selected.error });
  return ok(namespace === '' ? selected.value : [...selected.value, matcher(label.value, '=', [namespace])]);
}

function filled({ rule, series }: NamedSeries, matchers: readonly Matcher[], groupBy: readonly string[]): Result<string, ConfigError> {
  const path = `${rule.path}.metricsQuery`;
  const query = executeTemplate(
    rule.metricsQuery,
    queryData({
      Series: series,
      LabelMatchers: matchers.map((one) => one.text).join(','),
      LabelValuesByName: Object.fromEntries(matchers.map((one) => [one.label, one.value])),
      GroupBy: groupBy.join(','),
      GroupBySlice: groupBy,
    }),
  );
  if (!query.ok) return failed({ path, message: query.error });
  return query.value === '' ? failed({ path, message: 'empty query produced by metrics query template' }) : query;
}
