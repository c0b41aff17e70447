import { RE2JS } from 're2js';
import { parse } from 'yaml';
import { failed, ok, type Result } from '../../../shared/model/result';
import { flagOf, isYaml, listOf, objectOf, textOf, type Yaml } from '../prometheus/config/read';
import { findResource, type GroupResource, printResource } from './resources';

interface NameFilter {
  readonly regex: RE2JS;
  readonly positive: boolean;
}

/** One rule of config.yaml (prometheus-adapter pkg/config). */
export interface Rule {
  readonly seriesQuery: string;
  readonly filters: readonly NameFilter[];
  /** Label to resource. */
  readonly overrides: ReadonlyMap<string, GroupResource>;
  /** `<<.Group>>` and `<<.Resource>>`. */
  readonly labelTemplate?: string;
  readonly namespaced: boolean;
  readonly nameMatches: RE2JS;
  readonly nameAs: string;
  readonly metricsQuery: string;
}

export interface AdapterConfig {
  readonly rules: readonly Rule[];
  readonly externalRules: readonly Rule[];
}

/** Reads config.yaml. An error ends the adapter's process at its start, as it does for real. */
export function readConfig(text: string): Result<AdapterConfig, string> {
  let yaml: unknown;
  try {
    yaml = parse(text);
  } catch (error) {
    return failed(`unable to load metrics discovery configuration: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isYaml(yaml)) return ok({ rules: [], externalRules: [] });
  const rules = readRules(listOf(yaml['rules']));
  if (!rules.ok) return rules;
  const externalRules = readRules(listOf(yaml['externalRules']));
  return externalRules.ok ? ok({ rules: rules.value, externalRules: externalRules.value }) : externalRules;
}

function readRules(entries: readonly unknown[]): Result<readonly Rule[], string> {
  const rules: Rule[] = [];
  for (const entry of entries) {
    const rule = readRule(objectOf(entry));
    if (!rule.ok) return rule;
    rules.push(rule.value);
  }
  return ok(rules);
}

function readRule(yaml: Yaml): Result<Rule, string> {
  const seriesQuery = textOf(yaml['seriesQuery']);
  const resources = objectOf(yaml['resources']);
  const name = objectOf(yaml['name']);
  const overrides = readOverrides(objectOf(resources['overrides']));
  if (!overrides.ok) return overrides;
  const filters = readFilters(listOf(yaml['seriesFilters']), textOf(name['matches']), seriesQuery);
  if (!filters.ok) return filters;
  const matches = compile(textOf(name['matches'], '.*') || '.*');
  if (!matches.ok)
    return failed(
      `unable to compile series name match expression associated with series query ${JSON.stringify(seriesQuery)}: ${matches.error}`,
    );
  const as = nameAs(textOf(name['as']), matches.value);
  if (as === undefined)
    return failed(
      `must specify an 'as' value for name matcher ${JSON.stringify(textOf(name['matches']))} associated with series query ${JSON.stringify(seriesQuery)}`,
    );
  const template = textOf(resources['template']);
  if (template !== '' && !/<<\s*\.Resource\s*>>/.test(template)) {
    return failed(
      `unable to generate label format from template ${JSON.stringify(template)}: must include \`{{.Resource}}\`-style group in template`,
    );
  }
  return ok({
    seriesQuery,
    filters: filters.value,
    overrides: overrides.value,
    ...(template === '' ? {} : { labelTemplate: template }),
    namespaced: flagOf(resources['namespaced'], true),
    nameMatches: matches.value,
    nameAs: as,
    metricsQuery: textOf(yaml['metricsQuery']),
  });
}

/** $0 without groups, $1 with one; more need an `as`. */
function nameAs(given: string, matches: RE2JS): string | undefined {
  if (given !== '') return given;
  const groups = matches.groupCount();
  return groups === 0 ? '$0' : groups === 1 ? '$1' : undefined;
}

function readOverrides(yaml: Yaml): Result<ReadonlyMap<string, GroupResource>, string> {
  const overrides = new Map<string, GroupResource>();
  for (const [label, entry] of Object.entries(yaml)) {
    const { group, resource } = objectOf(entry);
    const asked = { group: textOf(group), resource: textOf(resource) };
    const found = findResource(asked.group, asked.resource);
    if (found === undefined)
      return failed(`unable to normalize group-resource ${printResource(asked)}: no matches for ${printResource(asked)}`);
    overrides.set(label, { group: found.group, resource: found.name });
  }
  return ok(overrides);
}

function readFilters(entries: readonly unknown[], nameMatches: string, seriesQuery: string): Result<readonly NameFilter[], string> {
  const filters: NameFilter[] = [];
  for (const entry of entries.map(objectOf)) {
    const [is, isNot] = [textOf(entry['is']), textOf(entry['isNot'])];
    if ((is === '') === (isNot === '')) {
      return failed(
        `unable to generate series name filter associated with series query ${JSON.stringify(seriesQuery)}: one of \`is\` and \`isNot\` must be given`,
      );
    }
    const regex = compile(is || isNot);
    if (!regex.ok) return failed(`unable to compile series filter ${JSON.stringify(is || isNot)}: ${regex.error}`);
    filters.push({ regex: regex.value, positive: is !== '' });
  }
  const name = nameMatches === '' ? undefined : compile(nameMatches);
  if (name?.ok) filters.push({ regex: name.value, positive: true });
  return ok(filters);
}

function compile(regex: string): Result<RE2JS, string> {
  try {
    return ok(RE2JS.compile(regex));
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}
