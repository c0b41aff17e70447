import { describe, expect, it } from 'vitest';
import { ADAPTER_CASES } from './cases/adapters.testSupport';
import { CADVISOR_CASES } from './cases/cadvisors.testSupport';
import { CORE_CASES } from './cases/core.testSupport';
import { DELIVERY_CASES } from './cases/delivery.testSupport';
import { DISCOVERY_CASES } from './cases/discovery.testSupport';
import { EXPRESSION_CASES } from './cases/expressions.testSupport';
import { FURTHER_CASES } from './cases/further.testSupport';
import { NODE_CASES } from './cases/nodes.testSupport';
import type { RuleCases } from './cases/ruleCase.testSupport';
import { SCRAPE_CASES } from './cases/scrapes.testSupport';
import { facts, said } from './facts.testSupport';
import { RULES } from './table';

const CASES: RuleCases = {
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

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const cases = CASES[id] ?? [];

  it.each(cases)('%s', (_name, given, expected) => {
    expect(said(rule, given)).toBe(expected);
  });

  it('has a case that fails, a near miss, and one that cannot be told', () => {
    const outcomes = new Set(cases.map(([, , expected]) => expected.split(' ', 1)[0]));
    expect(outcomes.has('pass') || outcomes.has('not-applicable')).toBe(true);
    expect([...outcomes]).toEqual(expect.arrayContaining(['fail', 'cannot-tell']));
  });

  it('says in whole sentences what is wrong, why and what to do, with a proof', () => {
    for (const [, given] of cases) {
      const answer = rule.judge(facts(given));
      for (const { title, because, remedy, evidence } of answer.state === 'fail' ? answer.failures : []) {
        expect(title).toMatch(/^[A-Z0-9a-z].*[^.]$/);
        for (const sentence of [because, remedy]) expect(sentence).toMatch(/^\S.*[.\w)/-]$/s);
        expect(`${title}${because}${remedy}`).not.toMatch(/undefined|\[object|NaN/);
        expect(remedy).not.toMatch(/grant nodes\/proxy|cluster-admin/);
        expect(evidence.length).toBeGreaterThan(0);
      }
    }
  });

  it('passes or does not apply where everything is well', () => {
    expect(['pass', 'not-applicable']).toContain(said(rule, {}));
  });
});

it('knows no rule twice', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});
