import { assertNever, failed, ok, type Result } from '../model/result';
import { expand, replaceAll } from './expand';
import { type LabelBuilder, labelBuilder } from './labelBuilder';
import { isLabelName, type NameScheme } from './labelNames';
import { lowerCase, upperCase } from './letterCase';
import { literalStarts } from './literalStarts';
import { md5 } from './md5';
import { parseRule } from './parseRule';
import { type ConfigError, type RelabelAction, type RelabelRule, RULE_DEFAULTS } from './rule';

export type { ConfigError, RelabelRule } from './rule';

/** What one rule did; the last step is the one that dropped where `kept` is false. */
export interface RelabelStep {
  /** Index into the rules. */
  readonly rule: number;
  readonly before: Record<string, string>;
  readonly after: Record<string, string>;
  readonly kept: boolean;
}

/**
 * Reads relabel_configs or metric_relabel_configs: the list that the YAML parser gives; absent is no rules.
 * `names` is `metric_name_validation_scheme`, "utf8" unless said otherwise. Errors name the place: `[2].regex`.
 */
export function parseRelabelRules(config: unknown, options: { names?: NameScheme } = {}): Result<readonly RelabelRule[], ConfigError> {
  if (config === null || config === undefined) return ok([]);
  if (!Array.isArray(config)) return failed({ path: '', message: 'relabel rules must be a list' });
  const rules: RelabelRule[] = [];
  for (const [i, entry] of config.entries()) {
    const rule = parseRule(entry, options.names ?? 'utf8');
    if (!rule.ok) return failed({ path: `[${i}]${rule.error.path}`, message: rule.error.message });
    rules.push(rule.value);
  }
  return ok(rules);
}

/**
 * Runs the rules in order; the first that drops is the last that runs. `labels` are those after the last rule that
 * ran, also of what was dropped. The input stays as it is; labels with the empty value do not exist.
 */
export function relabel(
  labels: Record<string, string>,
  rules: readonly RelabelRule[],
): { kept: boolean; labels: Record<string, string>; steps: readonly RelabelStep[] } {
  const builder = labelBuilder(labels);
  const steps: RelabelStep[] = [];
  let before = builder.labels();
  for (const [i, rule] of rules.entries()) {
    const kept = applyRule(rule, builder);
    const after = builder.labels();
    steps.push({ rule: i, before, after, kept });
    if (!kept) return { kept, labels: after, steps };
    before = after;
  }
  return { kept: true, labels: before, steps };
}

/** The same without the steps, for many series: the labels, or undefined where a rule drops them. */
export function relabeled(labels: Readonly<Record<string, string>>, rules: readonly RelabelRule[]): Record<string, string> | undefined {
  const result = relabeledOrDrop(labels, rules);
  return typeof result === 'number' ? undefined : result;
}

/** The same, with the index of the rule that drops in place of the labels. */
export function relabeledOrDrop(labels: Readonly<Record<string, string>>, rules: readonly RelabelRule[]): Record<string, string> | number {
  const choices = leadingChoices(rules);
  for (let i = 0; i < choices; i++) {
    const rule = rules[i];
    if (
      rule !== undefined &&
      matches(
        rule,
        joined(rule, (name) => labels[name] ?? ''),
      ) !==
        (rule.action === 'keep')
    )
      return i;
  }
  const builder = labelBuilder(labels);
  for (let i = choices; i < rules.length; i++) {
    const rule = rules[i];
    if (rule !== undefined && !applyRule(rule, builder)) return i;
  }
  return builder.labels();
}

/** How many rules at the beginning keep or drop: what they drop needs no builder. */
function leadingChoices(rules: readonly RelabelRule[]): number {
  const first = rules.findIndex(({ action }) => action !== 'keep' && action !== 'drop');
  return first < 0 ? rules.length : first;
}

export function joined({ sourceLabels, separator }: RelabelRule, label: (name: string) => string): string {
  return sourceLabels.length === 1 ? label(sourceLabels[0] ?? '') : sourceLabels.map(label).join(separator);
}

/** False where the rule drops. */
function applyRule(rule: RelabelRule, labels: LabelBuilder): boolean {
  const value = joined(rule, (name) => labels.get(name));
  switch (rule.action) {
    case 'keep':
      return matches(rule, value);
    case 'drop':
      return !matches(rule, value);
    case 'keepequal':
      return labels.get(rule.targetLabel) === value;
    case 'dropequal':
      return labels.get(rule.targetLabel) !== value;
    default:
      change(rule, rule.action, value, labels);
      return true;
  }
}

type Dropping = 'keep' | 'drop' | 'keepequal' | 'dropequal';

function change(rule: RelabelRule, action: Exclude<RelabelAction, Dropping>, value: string, labels: LabelBuilder): void {
  switch (action) {
    case 'replace':
      replace(rule, value, labels);
      break;
    case 'lowercase':
      labels.set(rule.targetLabel, lowerCase(value));
      break;
    case 'uppercase':
      labels.set(rule.targetLabel, upperCase(value));
      break;
    case 'hashmod':
      labels.set(rule.targetLabel, String(hash(value) % rule.modulus));
      break;
    case 'labelmap':
      mapNames(rule, labels);
      break;
    case 'labeldrop':
      deleteNames(labels, (name) => matches(rule, name));
      break;
    case 'labelkeep':
      deleteNames(labels, (name) => !matches(rule, name));
      break;
    default:
      assertNever(action);
  }
}

const KNOWN_AT_MOST = 1000;

/** What spares a rule most of its matching. */
interface Known {
  readonly starts: readonly string[] | undefined;
  /** Names of metrics and labels come again with each series: what was matched once is not matched again. */
  readonly seen: Map<string, boolean>;
}

const known = new WeakMap<RelabelRule, Known>();

function knownOf(rule: RelabelRule): Known {
  const before = known.get(rule);
  if (before !== undefined) return before;
  const made = { starts: literalStarts(rule.regex), seen: new Map<string, boolean>() };
  known.set(rule, made);
  return made;
}

function matches(rule: RelabelRule, text: string): boolean {
  if (rule.regex === RULE_DEFAULTS.regex) return true;
  const { starts, seen } = knownOf(rule);
  if (!mayBegin(text, starts)) return false;
  const before = seen.get(text);
  if (before !== undefined) return before;
  if (seen.size >= KNOWN_AT_MOST) seen.clear();
  const found = rule.compiled.test(text);
  seen.set(text, found);
  return found;
}

/** A loop: this is asked for each rule and each series. */
function mayBegin(text: string, starts: readonly string[] | undefined): boolean {
  if (starts === undefined) return true;
  for (const start of starts) if (text.startsWith(start)) return true;
  return false;
}

/** What most rules do: no group but $1, which is the whole value. Undefined where a match has to be made. */
function withoutMatching(rule: RelabelRule, value: string): string | undefined {
  if (rule.regex !== RULE_DEFAULTS.regex || rule.targetLabel.includes('$')) return undefined;
  if (rule.replacement === RULE_DEFAULTS.replacement) return value;
  return rule.replacement.includes('$') ? undefined : rule.replacement;
}

function replace(rule: RelabelRule, value: string, labels: LabelBuilder): void {
  const simple = withoutMatching(rule, value);
  if (simple !== undefined) {
    labels.set(rule.targetLabel, simple);
    return;
  }
  if (!mayBegin(value, knownOf(rule).starts)) return;
  const match = rule.compiled.matcher(value);
  if (!match.find()) return;
  const target = expand(rule.targetLabel, match);
  if (isLabelName(target, rule.names)) labels.set(target, expand(rule.replacement, match));
}

function mapNames(rule: RelabelRule, labels: LabelBuilder): void {
  for (const [name, value] of labels.entries()) {
    if (matches(rule, name)) labels.set(replaceAll(rule.compiled, name, rule.replacement), value);
  }
}

function deleteNames(labels: LabelBuilder, goes: (name: string) => boolean): void {
  for (const [name] of labels.entries()) if (goes(name)) labels.delete(name);
}

/** The last 8 bytes of the MD5 as an unsigned number, big endian. */
function hash(value: string): bigint {
  return md5(value)
    .subarray(8)
    .reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}
