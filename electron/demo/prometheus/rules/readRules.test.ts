import { describe, expect, it } from 'vitest';
import { readRules } from './readRules';

describe('readRules says what is wrong', () => {
  const cases: [string, string, RegExp][] = [
    ['no YAML', 'a: [', /^r\.yml: /],
    [
      'neither record nor alert',
      'groups: [{name: g, rules: [{expr: up}]}]',
      /group "g", rule 1: exactly one of record and alert must be set/,
    ],
    [
      'a query that does not parse',
      'groups: [{name: g, rules: [{record: a, expr: "sum("}]}]',
      /could not parse expression: 1:5: parse error: unclosed left parenthesis/,
    ],
    ['a duration', 'groups: [{name: g, interval: 5x, rules: []}]', /group "g": not a valid duration string/],
    ['how long it waits', 'groups: [{name: g, rules: [{alert: a, expr: up, for: soon}]}]', /rule 1: not a valid duration string/],
  ];
  it.each(cases)('%s', (_name, text, message) => {
    const rules = readRules('r.yml', text, 60_000);
    expect(rules.ok ? 'accepted' : rules.error).toMatch(message);
  });

  it('takes the evaluation interval where a group has none', () => {
    const rules = readRules('r.yml', 'groups: [{name: g, rules: [{record: a, expr: up}]}]', 15_000);
    expect(rules.ok && rules.value[0]?.intervalMs).toBe(15_000);
  });
});
