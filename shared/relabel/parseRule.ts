import { RE2JS, RE2JSException } from 're2js';
import { failed, ok, type Result } from '../model/result';
import type { NameScheme } from './labelNames';
import { isLabelName } from './labelNames';
import { ACTIONS, type ConfigError, type RelabelAction, type RelabelRule, RULE_DEFAULTS } from './rule';
import { checkRule } from './ruleChecks';

const FIELDS = new Set(['source_labels', 'separator', 'regex', 'modulus', 'target_label', 'replacement', 'action']);
const UINT64_END = 2n ** 64n;

type Fields = Readonly<Record<string, unknown>>;
type Field<T> = Result<T, ConfigError>;

function isMapping(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A text field. YAML's numbers and booleans count as the text they print as; a field that is there but empty
 * (`regex:`) is the empty text, not the default, as Prometheus' YAML reader has it.
 */
function textField(fields: Fields, name: string, fallback: string): Field<string> {
  if (!Object.hasOwn(fields, name)) return ok(fallback);
  const value = fields[name];
  if (value === null || value === undefined) return ok('');
  if (typeof value === 'string') return ok(value);
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return ok(String(value));
  return failed({ path: `.${name}`, message: `${name} must be a text, this is ${kindOf(value)}` });
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : `the ${typeof value} ${String(value)}`;
}

function sourceLabelsField(value: unknown): Field<readonly string[]> {
  if (value === null || value === undefined) return ok([]);
  if (!Array.isArray(value)) return failed({ path: '.source_labels', message: `source_labels must be a list, this is ${kindOf(value)}` });
  const labels: string[] = [];
  for (const [i, label] of value.entries()) {
    const name = typeof label === 'number' || typeof label === 'boolean' ? String(label) : label;
    // Even where names are legacy: the reader of label names knows no scheme (prometheus common/model/labels.go).
    if (typeof name !== 'string' || !isLabelName(name, 'utf8')) {
      return failed({ path: `.source_labels[${i}]`, message: `${JSON.stringify(label)} is not a valid label name` });
    }
    labels.push(name);
  }
  return ok(labels);
}

/** Unsigned 64 bit. A YAML number keeps 53 bits: 2^64 is how the greatest modulus arrives; fractions are cut off, as Go does. */
function modulusField(value: unknown): Field<bigint> {
  if (value === null || value === undefined) return ok(0n);
  if (value === 2 ** 64) return ok(UINT64_END - 1n);
  const whole = typeof value === 'number' && Number.isFinite(value) ? BigInt(Math.trunc(value)) : value;
  if (typeof whole === 'bigint' && whole >= 0n && whole < UINT64_END) return ok(whole);
  return failed({ path: '.modulus', message: `modulus must be a whole number of at least 0, this is ${kindOf(value)}` });
}

function actionField(fields: Fields): Field<RelabelAction> {
  const text = textField(fields, 'action', RULE_DEFAULTS.action);
  if (!text.ok) return text;
  const action = ACTIONS.find((known) => known === text.value.toLowerCase());
  if (action !== undefined) return ok(action);
  const message = text.value === '' ? 'relabel action cannot be empty' : `unknown relabel action ${JSON.stringify(text.value)}`;
  return failed({ path: '.action', message });
}

function compile(regex: string): Field<RE2JS> {
  try {
    return ok(RE2JS.compile(`^(?s:${regex})$`));
  } catch (error) {
    if (error instanceof RE2JSException) return failed({ path: '.regex', message: error.message });
    throw error;
  }
}

/** The first field that failed, else nothing. */
function firstError(fields: readonly Result<unknown, ConfigError>[]): ConfigError | undefined {
  for (const field of fields) if (!field.ok) return field.error;
  return undefined;
}

/** One rule; `path` of an error is relative to it (`.regex`). */
export function parseRule(config: unknown, names: NameScheme): Result<RelabelRule, ConfigError> {
  if (!isMapping(config)) return failed({ path: '', message: `a relabel rule must be a mapping, this is ${kindOf(config)}` });
  const strange = Object.keys(config).find((name) => !FIELDS.has(name));
  if (strange !== undefined) return failed({ path: `.${strange}`, message: `field ${strange} is not known in a relabel rule` });
  const action = actionField(config);
  const sourceLabels = sourceLabelsField(config['source_labels']);
  const separator = textField(config, 'separator', RULE_DEFAULTS.separator);
  const regex = textField(config, 'regex', RULE_DEFAULTS.regex);
  const modulus = modulusField(config['modulus']);
  const targetLabel = textField(config, 'target_label', '');
  const replacement = textField(config, 'replacement', RULE_DEFAULTS.replacement);
  if (!action.ok || !sourceLabels.ok || !separator.ok || !regex.ok || !modulus.ok || !targetLabel.ok || !replacement.ok) {
    const error = firstError([action, sourceLabels, separator, regex, modulus, targetLabel, replacement]);
    return failed(error ?? { path: '', message: 'a relabel rule could not be read' });
  }
  const compiled = compile(regex.value);
  if (!compiled.ok) return compiled;
  return checkRule(
    {
      action: action.value,
      sourceLabels: sourceLabels.value,
      separator: separator.value,
      regex: regex.value,
      compiled: compiled.value,
      modulus: modulus.value,
      targetLabel: targetLabel.value,
      replacement: replacement.value,
      names,
    },
    {
      regex: Object.hasOwn(config, 'regex'),
      sourceLabels: Array.isArray(config['source_labels']),
    },
  );
}
