import { parse } from 'yaml';
import { failed, ok, type Result } from '../../../../shared/model/result';
import type { Expr } from '../../../../shared/promql/ast';
import { parseQuery } from '../../../../shared/promql/parse';
import { durationOf, isYaml, labelsOf, listOf, objectOf, textOf, type Yaml } from '../config/read';

interface RuleBase {
  readonly name: string;
  readonly expr: Expr;
  readonly labels: Readonly<Record<string, string>>;
}
export interface RecordingRule extends RuleBase {
  readonly kind: 'recording';
}
export interface AlertingRule extends RuleBase {
  readonly kind: 'alerting';
  readonly forMs: number;
  readonly keepFiringMs: number;
  readonly annotations: Readonly<Record<string, string>>;
}
export type Rule = RecordingRule | AlertingRule;

export interface RuleGroup {
  readonly name: string;
  readonly file: string;
  readonly intervalMs: number;
  readonly rules: readonly Rule[];
}

/** Reads a rule file (docs/configuration/recording_rules.md). The error names the group and rule. */
export function readRules(file: string, text: string, defaultIntervalMs: number): Result<readonly RuleGroup[], string> {
  let yaml: unknown;
  try {
    yaml = parse(text);
  } catch (error) {
    return failed(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isYaml(yaml)) return failed(`${file}: the file must hold a mapping`);
  const groups: RuleGroup[] = [];
  for (const entry of listOf(yaml['groups'])) {
    const group = readGroup(file, objectOf(entry), defaultIntervalMs);
    if (!group.ok) return group;
    groups.push(group.value);
  }
  return ok(groups);
}

function readGroup(file: string, yaml: Yaml, defaultIntervalMs: number): Result<RuleGroup, string> {
  const name = textOf(yaml['name']);
  const interval = durationOf(yaml['interval'], defaultIntervalMs);
  if (!interval.ok) return failed(`${file}: group ${JSON.stringify(name)}: ${interval.error}`);
  const rules: Rule[] = [];
  for (const entry of listOf(yaml['rules'])) {
    const rule = readRule(objectOf(entry));
    if (!rule.ok) return failed(`${file}: group ${JSON.stringify(name)}, rule ${rules.length + 1}: ${rule.error}`);
    rules.push(rule.value);
  }
  return ok({ name, file, intervalMs: interval.value, rules });
}

function readRule(yaml: Yaml): Result<Rule, string> {
  const record = textOf(yaml['record']);
  const alert = textOf(yaml['alert']);
  if ((record === '') === (alert === '')) return failed('exactly one of record and alert must be set');
  const query = parseQuery(textOf(yaml['expr']));
  if (!query.ok) return failed(`${JSON.stringify(record || alert)}: could not parse expression: ${query.error.message}`);
  const base = { name: record || alert, expr: query.value, labels: labelsOf(yaml['labels']) };
  if (record !== '') return ok({ kind: 'recording', ...base });
  const waits = durationOf(yaml['for'], 0);
  const keeps = durationOf(yaml['keep_firing_for'], 0);
  if (!waits.ok) return waits;
  if (!keeps.ok) return keeps;
  return ok({ kind: 'alerting', ...base, forMs: waits.value, keepFiringMs: keeps.value, annotations: labelsOf(yaml['annotations']) });
}
