import { assertNever } from '../model/result';
import { type RelabelRule, RULE_DEFAULTS } from './rule';

/** A rule on one line, as a list or a step names it: `drop [__name__] matching go_.*`. */
export function ruleWords(rule: RelabelRule): string {
  const { action, regex, targetLabel } = rule;
  const source = `[${rule.sourceLabels.join(', ')}]`;
  const matching = regex === RULE_DEFAULTS.regex ? '' : ` matching ${regex}`;
  switch (action) {
    case 'keep':
    case 'drop':
      return `${action} ${source}${matching}`;
    case 'keepequal':
    case 'dropequal':
      return `${action} ${source} and ${targetLabel}`;
    case 'replace':
      return `${targetLabel} = ${JSON.stringify(rule.replacement)}${rule.sourceLabels.length === 0 ? '' : ` from ${source}`}${matching}`;
    case 'hashmod':
      return `${targetLabel} = hash of ${source} modulo ${rule.modulus}`;
    case 'lowercase':
    case 'uppercase':
      return `${targetLabel} = ${source} in ${action}`;
    case 'labelmap':
      return `labelmap${matching} to ${rule.replacement}`;
    case 'labeldrop':
    case 'labelkeep':
      return `${action}${matching}`;
    default:
      return assertNever(action);
  }
}
