import { ADAPTER_CASES } from './adapters.testSupport';
import { CADVISOR_CASES } from './cadvisors.testSupport';
import { CORE_CASES } from './core.testSupport';
import { DELIVERY_CASES } from './delivery.testSupport';
import { DISCOVERY_CASES } from './discovery.testSupport';
import { EXPRESSION_CASES } from './expressions.testSupport';
import { FURTHER_CASES } from './further.testSupport';
import { NODE_CASES } from './nodes.testSupport';
import type { RuleCases } from './ruleCase.testSupport';
import { SCRAPE_CASES } from './scrapes.testSupport';

/** The cases of every rule: what the tests judge, and what the guide shows. */
export const RULE_CASES: RuleCases = {
  ...NODE_CASES,
  ...CORE_CASES,
  ...SCRAPE_CASES,
  ...ADAPTER_CASES,
  ...FURTHER_CASES,
  ...EXPRESSION_CASES,
  ...DELIVERY_CASES,
  ...DISCOVERY_CASES,
  ...CADVISOR_CASES,
};
