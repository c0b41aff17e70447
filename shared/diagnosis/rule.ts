import type { Answer, Severity } from './answer';
import type { Facts, Topic } from './facts';
import type { RuleId } from './ruleIds';

/** What the guide says of a rule, and what the table needs of it. */
interface RuleHead {
  /** The name of its file. */
  readonly id: RuleId;
  readonly severity: Severity;
  /** One line: what is wrong when it fails. */
  readonly says: string;
  /** What users see of it, in the words that programs print. */
  readonly symptom: string;
  /** How it is proven. */
  readonly proof: string;
  /** Rules whose findings explain one of this, when they touch the same subject. */
  readonly causedBy: readonly RuleId[];
}

export interface Rule extends RuleHead {
  readonly needs: readonly Topic[];
  readonly judge: (facts: Facts) => Answer;
}

/** A rule sees the topics that it names, and no others: the compiler holds it to that. */
export function defineRule<const Needs extends readonly Topic[]>(
  rule: RuleHead & { readonly needs: Needs; readonly judge: (facts: Pick<Facts, Needs[number]>) => Answer },
): Rule {
  return rule;
}

/** Where the guide tells of a rule. */
export function guideOf(id: RuleId): string {
  return `docs/guide/rules/${id}.md`;
}
