import { failed, ok, type Result } from '../model/result';
import { isLabelName, isLabelTemplate } from './labelNames';
import { type ConfigError, type RelabelAction, type RelabelRule, RULE_DEFAULTS } from './rule';

/** Fields that the YAML names, whatever their value: some actions forbid them even with their default. */
export interface Written {
  readonly regex: boolean;
  readonly sourceLabels: boolean;
}

const NEEDS_TARGET: ReadonlySet<RelabelAction> = new Set(['replace', 'hashmod', 'lowercase', 'uppercase', 'keepequal', 'dropequal']);
const NO_REPLACEMENT: ReadonlySet<RelabelAction> = new Set(['lowercase', 'uppercase', 'keepequal', 'dropequal']);
const BY_NAME: ReadonlySet<RelabelAction> = new Set(['labeldrop', 'labelkeep']);
const BY_EQUALITY: ReadonlySet<RelabelAction> = new Set(['keepequal', 'dropequal']);

/** Whether the fields that only work with a value pattern stand at their defaults. */
function plain(rule: RelabelRule): boolean {
  return rule.modulus === 0n && rule.separator === RULE_DEFAULTS.separator && rule.replacement === RULE_DEFAULTS.replacement;
}

function targetLabelError(rule: RelabelRule): string | undefined {
  const { action, targetLabel, names } = rule;
  if (!NEEDS_TARGET.has(action)) return undefined;
  if (targetLabel === '') return `relabel configuration for ${action} action requires 'target_label' value`;
  const template = action === 'replace' && targetLabel.includes('$');
  const valid = template ? isLabelTemplate(targetLabel, names) : isLabelName(targetLabel, names);
  return valid ? undefined : `${JSON.stringify(targetLabel)} is invalid 'target_label' for ${action} action`;
}

function replacementError(rule: RelabelRule): string | undefined {
  const { action, replacement, names } = rule;
  if (NO_REPLACEMENT.has(action) && replacement !== RULE_DEFAULTS.replacement) return `'replacement' can not be set for ${action} action`;
  if (action !== 'labelmap' || isLabelTemplate(replacement, names)) return undefined;
  return `${JSON.stringify(replacement)} is invalid 'replacement' for labelmap action`;
}

function foreignFieldError(rule: RelabelRule, written: Written): string | undefined {
  const { action } = rule;
  if (BY_EQUALITY.has(action) && (written.regex || !plain(rule))) {
    return `${action} action requires only 'source_labels' and 'target_label', and no other fields`;
  }
  if (BY_NAME.has(action) && (written.sourceLabels || rule.targetLabel !== '' || !plain(rule))) {
    return `${action} action requires only 'regex', and no other fields`;
  }
  return undefined;
}

/** What Prometheus refuses at loading (prometheus model/relabel/relabel.go, Config.Validate), in its words and its order. */
export function checkRule(rule: RelabelRule, written: Written): Result<RelabelRule, ConfigError> {
  if (rule.action === 'hashmod' && rule.modulus === 0n) {
    return failed({ path: '.modulus', message: 'relabel configuration for hashmod requires non-zero modulus' });
  }
  const target = targetLabelError(rule);
  if (target !== undefined) return failed({ path: '.target_label', message: target });
  const replacement = replacementError(rule);
  if (replacement !== undefined) return failed({ path: '.replacement', message: replacement });
  const foreign = foreignFieldError(rule, written);
  return foreign === undefined ? ok(rule) : failed({ path: '', message: foreign });
}
