import { failed, ok, type Result } from '../../../shared/model/result';
import { labelFor } from './naming';
import type { GroupResource } from './resources';
import type { Rule } from './rule';
import type { Requirement } from './selector';

interface Part {
  readonly label: string;
  readonly matcher: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

const NAMESPACES: GroupResource = { group: '', resource: 'namespaces' };

/** The query for values of some objects: selector first, then namespace, then the objects (pkg/naming/metrics_query.go Build). */
export function objectQuery(
  rule: Rule,
  series: string,
  ask: { resource: GroupResource; namespace: string; names: readonly string[]; selector: readonly Requirement[] },
): Result<string, string> {
  const parts = selectorParts(ask.selector, rule, ask.namespace);
  if (!parts.ok) return parts;
  const label = labelFor(rule, ask.resource);
  if (label === undefined)
    return failed(
      `unable to convert resource ${ask.resource.resource} into label: no generic resource label form specified for this metric`,
    );
  const value = ask.names.join('|');
  const all: readonly Part[] = [...parts.value, { label, matcher: ask.names.length > 1 ? '=~' : '=', value }];
  return render(rule.metricsQuery, series, all, [label]);
}

/** The query of an external metric: grouped by nothing, so that the template alone decides. */
export function externalQuery(rule: Rule, series: string, namespace: string, selector: readonly Requirement[]): Result<string, string> {
  const parts = selectorParts(selector, rule, rule.namespaced ? namespace : '');
  return parts.ok ? render(rule.metricsQuery, series, parts.value, []) : parts;
}

function selectorParts(selector: readonly Requirement[], rule: Rule, namespace: string): Result<readonly Part[], string> {
  const parts: Part[] = [];
  for (const requirement of selector) {
    const part = partOf(requirement);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  if (namespace === '') return ok(parts);
  const label = labelFor(rule, NAMESPACES);
  if (label === undefined)
    return failed('unable to convert resource namespaces into label: no generic resource label form specified for this metric');
  return ok([...parts, { label, matcher: '=', value: namespace }]);
}

/** Values go in as they are, also where they make a regular expression. */
function partOf({ key, operator, values }: Requirement): Result<Part, string> {
  const value = values.join('|');
  const several = values.length > 1;
  switch (operator) {
    case 'exists':
      return ok({ label: key, matcher: '!=', value: '' });
    case '!':
      return ok({ label: key, matcher: '=', value: '' });
    case '=':
      return ok({ label: key, matcher: several ? '=~' : '=', value });
    case '!=':
      return ok({ label: key, matcher: several ? '!~' : '!=', value });
    case 'in':
      return ok({ label: key, matcher: '=~', value });
    case 'notin':
      return ok({ label: key, matcher: '!~', value });
    default:
      return failed('operator not supported by prometheus');
  }
}

/** Fills the << >> template. What it has beyond the five fields and `index .LabelValuesByName` is not known here. */
function render(template: string, series: string, parts: readonly Part[], groupBy: readonly string[]): Result<string, string> {
  const values = new Map(parts.map(({ label, value }) => [label, value]));
  const matchers = parts.map(({ label, matcher, value }) => `${label}${matcher}${JSON.stringify(value)}`).join(',');
  const fields: Readonly<Record<string, string>> = {
    '.Series': series,
    '.LabelMatchers': matchers,
    '.GroupBy': groupBy.join(','),
    '.GroupBySlice': `[${groupBy.join(' ')}]`,
  };
  let unknown: string | undefined;
  const query = template.replace(/<<-?\s*(.*?)\s*-?>>/g, (_all, action: string) => {
    const indexed = /^index\s+\.LabelValuesByName\s+"([^"]+)"$/.exec(action);
    const text = indexed === null ? fields[action] : (values.get(indexed[1] ?? '') ?? '');
    if (text === undefined) unknown = action;
    return text ?? '';
  });
  if (unknown !== undefined) return failed(`template: metrics-query: the demo's adapter does not know ${JSON.stringify(unknown)}`);
  return query === '' ? failed('empty query produced by metrics query template') : ok(query);
}
