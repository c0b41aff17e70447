import { describe, expect, it } from 'vitest';
import { RULE_CASES } from './cases/all.testSupport';
import { facts, said } from './facts.testSupport';
import { RULE_IDS } from './ruleIds';
import { RULES } from './table';

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const cases = RULE_CASES[id] ?? [];

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

it('has every rule that has a name, each once', () => {
  expect(RULES.map(({ id }) => id).sort()).toEqual([...RULE_IDS].sort());
});
