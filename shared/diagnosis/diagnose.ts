import { linkCauses } from './causes';
import type { Facts } from './facts';
import type { Finding } from './finding';
import type { Rule } from './rule';
import type { RuleId } from './ruleIds';

export interface Diagnosis {
  /** Roots first, then by severity. */
  readonly findings: readonly Finding[];
  readonly cannotTell: readonly { readonly rule: RuleId; readonly needs: readonly string[] }[];
}

/** Everything that the rules find in what was seen. Pure. */
export function diagnose(rules: readonly Rule[], facts: Facts): Diagnosis {
  const found = new Map<string, Finding>();
  const open: { rule: RuleId; needs: readonly string[] }[] = [];
  for (const rule of rules) {
    const answer = rule.judge(facts);
    if (answer.state === 'cannot-tell' || answer.state === 'fail') {
      if (answer.needs.length > 0) open.push({ rule: rule.id, needs: answer.needs });
    }
    for (const failure of answer.state === 'fail' ? answer.failures : []) {
      const id = `${rule.id}:${failure.subject}`;
      if (!found.has(id)) found.set(id, { severity: rule.severity, ...failure, id, rule: rule.id, causedBy: [] });
    }
  }
  return { findings: linkCauses(rules, [...found.values()]), cannotTell: open };
}
