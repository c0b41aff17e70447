import type { Facts } from '../facts';
import type { RuleId } from '../ruleIds';

/** What is seen, beside a cluster in which everything is well, and what the rule makes of it ("fail SUBJECT", "pass", ...). */
export type RuleCase = readonly [name: string, given: Partial<Facts>, expected: string];
export type RuleCases = Partial<Readonly<Record<RuleId, readonly RuleCase[]>>>;
