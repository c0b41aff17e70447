import type { Failure, Severity } from './answer';
import type { RuleId } from './ruleIds';

/** One finding: a rule's failure on one subject. */
export interface Finding extends Failure {
  /** "RULE:SUBJECT": the same from look to look. */
  readonly id: string;
  readonly rule: RuleId;
  readonly severity: Severity;
  /** Ids of the findings that explain it. */
  readonly causedBy: readonly string[];
}
