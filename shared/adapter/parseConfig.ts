import { failed, ok, type Result } from '../model/result';
import { parseDuration } from '../relabel/duration';
import { type Fields, list, mapping, text } from './fields';
import { parseQuery, parseResources, parseRule } from './parseRule';
import type { AdapterConfig, AdapterRule, ConfigError, ResourceRule, ResourceRules } from './rule';

/** The configuration as a whole. */
export function parseConfig(config: unknown): Result<AdapterConfig, ConfigError> {
  const fields = mapping(config, '', ['rules', 'resourceRules', 'externalRules']);
  if (!fields.ok) return fields;
  const rules = parseRules(fields.value, 'rules');
  if (!rules.ok) return rules;
  const externalRules = parseRules(fields.value, 'externalRules');
  if (!externalRules.ok) return externalRules;
  const written = fields.value['resourceRules'];
  if (written === null || written === undefined) return ok({ rules: rules.value, externalRules: externalRules.value });
  const resourceRules = parseResourceRules(written);
  if (!resourceRules.ok) return resourceRules;
  return ok({ rules: rules.value, externalRules: externalRules.value, resourceRules: resourceRules.value });
}

function parseRules(fields: Fields, name: string): Result<readonly AdapterRule[], ConfigError> {
  const entries = list(fields[name], name);
  if (!entries.ok) return entries;
  const rules: AdapterRule[] = [];
  for (const [i, entry] of entries.value.entries()) {
    const rule = parseRule(entry, `${name}[${i}]`);
    if (!rule.ok) return rule;
    rules.push(rule.value);
  }
  return ok(rules);
}

function parseResourceRules(value: unknown): Result<ResourceRules, ConfigError> {
  const path = 'resourceRules';
  const fields = mapping(value, path, ['cpu', 'memory', 'window']);
  if (!fields.ok) return fields;
  const cpu = parseResourceRule(fields.value['cpu'], `${path}.cpu`);
  if (!cpu.ok) return cpu;
  const memory = parseResourceRule(fields.value['memory'], `${path}.memory`);
  if (!memory.ok) return memory;
  const window = text(fields.value, 'window', path);
  if (!window.ok) return window;
  const duration = parseDuration(window.value === '' ? '0' : window.value);
  if (!duration.ok) return failed({ path: `${path}.window`, message: duration.error });
  return ok({ cpu: cpu.value, memory: memory.value, window: window.value });
}

function parseResourceRule(value: unknown, path: string): Result<ResourceRule, ConfigError> {
  const fields = mapping(value, path, ['containerQuery', 'nodeQuery', 'resources', 'containerLabel']);
  if (!fields.ok) return fields;
  const containerQuery = parseQuery(fields.value, 'containerQuery', path);
  if (!containerQuery.ok) return containerQuery;
  const nodeQuery = parseQuery(fields.value, 'nodeQuery', path);
  if (!nodeQuery.ok) return nodeQuery;
  const resources = parseResources(fields.value['resources'], `${path}.resources`);
  if (!resources.ok) return resources;
  const containerLabel = text(fields.value, 'containerLabel', path);
  if (!containerLabel.ok) return containerLabel;
  return ok({
    containerQuery: containerQuery.value,
    nodeQuery: nodeQuery.value,
    resources: resources.value,
    containerLabel: containerLabel.value,
  });
}
