import type { Failure } from './answer';
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

/** More findings of one rule than this nobody reads one by one: the last of them counts the rest. */
const MOST_OF_A_RULE = 100;
const MOST_NEEDS = 10;

/** Everything that the rules find in what was seen. Pure. */
export function diagnose(rules: readonly Rule[], facts: Facts): Diagnosis {
  const found = new Map<string, Finding>();
  const open: { rule: RuleId; needs: readonly string[] }[] = [];
  for (const rule of rules) {
    const answer = rule.judge(facts);
    if (answer.state === 'cannot-tell' || answer.state === 'fail') {
      if (answer.needs.length > 0) open.push({ rule: rule.id, needs: someOf(answer.needs) });
    }
    for (const failure of answer.state === 'fail' ? atMost(answer.failures) : []) {
      const id = `${rule.id}:${failure.subject}`;
      if (!found.has(id)) found.set(id, { severity: rule.severity, ...failure, id, rule: rule.id, causedBy: [] });
    }
  }
  return { findings: linkCauses(rules, [...found.values()]), cannotTell: open };
}

function atMost(failures: readonly Failure[]): readonly Failure[] {
  if (failures.length <= MOST_OF_A_RULE) return failures;
  const shown = failures.slice(0, MOST_OF_A_RULE);
  const rest = failures.length - shown.length;
  return shown.map((each, at) => (at === shown.length - 1 ? { ...each, because: `${each.because} (So it is with ${rest} more.)` } : each));
}

function someOf(needs: readonly string[]): readonly string[] {
  return needs.length <= MOST_NEEDS ? needs : [...needs.slice(0, MOST_NEEDS), `and ${needs.length - MOST_NEEDS} more like these`];
}
