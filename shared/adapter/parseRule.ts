import type { RE2JS } from 're2js';
import { failed, ok, type Result } from '../model/result';
import { anyMapping, at, boolean, type Fields, list, mapping, regex, text } from './fields';
import type { GroupResource } from './resources';
import type { AdapterRule, ConfigError, LabelTemplate, NameMapping, ResourceMapping, SeriesFilter } from './rule';
import { executeTemplate } from './template/execute';
import { parseTemplate, type Template } from './template/parse';
import { labelData } from './templateArgs';

type Read<T> = Result<T, ConfigError>;

const RULE = ['seriesQuery', 'seriesFilters', 'resources', 'name', 'metricsQuery'];

/** What the adapter refuses at its start is refused here too (pkg/naming/metric_namer.go, NamersFromConfig). */
export function parseRule(value: unknown, path: string): Read<AdapterRule> {
  const fields = mapping(value, path, RULE);
  if (!fields.ok) return fields;
  const seriesQuery = text(fields.value, 'seriesQuery', path);
  if (!seriesQuery.ok) return seriesQuery;
  const resources = parseResources(fields.value['resources'], at(path, 'resources'));
  if (!resources.ok) return resources;
  const metricsQuery = parseQuery(fields.value, 'metricsQuery', path);
  if (!metricsQuery.ok) return metricsQuery;
  const seriesFilters = parseFilters(fields.value['seriesFilters'], at(path, 'seriesFilters'));
  if (!seriesFilters.ok) return seriesFilters;
  const name = parseName(fields.value['name'], at(path, 'name'));
  if (!name.ok) return name;
  return ok({
    path,
    seriesQuery: seriesQuery.value,
    seriesFilters: seriesFilters.value,
    resources: resources.value,
    name: name.value,
    metricsQuery: metricsQuery.value,
  });
}

export function parseQuery(fields: Fields, name: string, path: string): Read<Template> {
  const source = text(fields, name, path);
  if (!source.ok) return source;
  const template = parseTemplate(source.value);
  return template.ok ? template : failed({ path: at(path, name), message: `unable to parse the template: ${template.error}` });
}

function parseFilters(value: unknown, path: string): Read<readonly SeriesFilter[]> {
  const entries = list(value, path);
  if (!entries.ok) return entries;
  const filters: SeriesFilter[] = [];
  for (const [i, entry] of entries.value.entries()) {
    const filter = parseFilter(entry, `${path}[${i}]`);
    if (!filter.ok) return filter;
    filters.push(filter.value);
  }
  return ok(filters);
}

function parseFilter(value: unknown, path: string): Read<SeriesFilter> {
  const fields = mapping(value, path, ['is', 'isNot']);
  if (!fields.ok) return fields;
  const is = text(fields.value, 'is', path);
  const isNot = text(fields.value, 'isNot', path);
  if (!is.ok) return is;
  if (!isNot.ok) return isNot;
  if ((is.value === '') === (isNot.value === '')) {
    return failed({ path, message: is.value === '' ? 'must have either an is or an isNot' : 'cannot have both an is and an isNot' });
  }
  const wanted = is.value !== '';
  const compiled = regex(wanted ? is.value : isNot.value, at(path, wanted ? 'is' : 'isNot'));
  return compiled.ok ? ok({ regex: compiled.value, wanted }) : compiled;
}

function parseName(value: unknown, path: string): Read<NameMapping> {
  const fields = mapping(value, path, ['matches', 'as']);
  if (!fields.ok) return fields;
  const matches = text(fields.value, 'matches', path);
  const as = text(fields.value, 'as', path);
  if (!matches.ok) return matches;
  if (!as.ok) return as;
  const compiled = regex(matches.value === '' ? '.*' : matches.value, at(path, 'matches'));
  if (!compiled.ok) return compiled;
  const groups = compiled.value.groupCount();
  if (as.value === '' && groups > 1) {
    const message = `must specify an 'as' value: ${JSON.stringify(matches.value)} has ${groups} groups`;
    return failed({ path: at(path, 'as'), message });
  }
  return ok({ matches: matches.value, regex: compiled.value, as: as.value === '' ? `$${groups}` : as.value });
}

export function parseResources(value: unknown, path: string): Read<ResourceMapping> {
  const fields = mapping(value, path, ['template', 'overrides', 'namespaced']);
  if (!fields.ok) return fields;
  const overrides = parseOverrides(fields.value['overrides'], at(path, 'overrides'));
  if (!overrides.ok) return overrides;
  const namespaced = boolean(fields.value, 'namespaced', path, true);
  if (!namespaced.ok) return namespaced;
  const template = parseQuery(fields.value, 'template', path);
  if (!template.ok) return template;
  if (template.value.source === '') return ok({ overrides: overrides.value, namespaced: namespaced.value });
  const labels = labelTemplate(template.value, at(path, 'template'));
  return labels.ok ? ok({ template: labels.value, overrides: overrides.value, namespaced: namespaced.value }) : labels;
}

function parseOverrides(value: unknown, path: string): Read<ReadonlyMap<string, GroupResource>> {
  const labels = anyMapping(value, path);
  if (!labels.ok) return labels;
  const overrides = new Map<string, GroupResource>();
  for (const [label, entry] of Object.entries(labels.value)) {
    const place = at(path, label);
    const fields = mapping(entry, place, ['group', 'resource']);
    if (!fields.ok) return fields;
    const group = text(fields.value, 'group', place);
    const resource = text(fields.value, 'resource', place);
    if (!group.ok) return group;
    if (!resource.ok) return resource;
    if (resource.value === '') return failed({ path: at(place, 'resource'), message: 'a resource must be present' });
    overrides.set(label, { group: group.value, resource: resource.value });
  }
  return ok(overrides);
}

/** The template filled with groups reads labels (pkg/naming/lbl_res.go): what it limits, or escapes, it limits there too. */
function labelTemplate(template: Template, path: string): Read<LabelTemplate> {
  const source = executeTemplate(template, labelData('(?P<group>.+?)', '(?P<resource>.+?)'));
  if (!source.ok) return failed({ path, message: `unable to convert label template to matcher: ${source.error}` });
  if (source.value === '') return failed({ path, message: 'unable to convert label template to matcher: empty template' });
  const labels = regex(`^${lastNamed(lastNamed(source.value, 'resource'), 'group')}$`, path);
  if (!labels.ok) return labels;
  if (!hasGroup(labels.value, 'resource')) return failed({ path, message: 'must include at least <<.Resource>> in the label template' });
  return ok({ template, labels: labels.value });
}

/** Go lets several groups have one name, and the adapter takes the last; re2js lets one. */
function lastNamed(source: string, name: string): string {
  const group = `(?P<${name}>.+?)`;
  const last = source.lastIndexOf(group);
  return last < 0 ? source : source.slice(0, last).replaceAll(group, '(?:.+?)') + source.slice(last);
}

export function hasGroup(compiled: RE2JS, name: string): boolean {
  return Object.hasOwn(compiled.namedGroups(), name);
}
