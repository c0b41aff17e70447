import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { parseRelabelRules, relabel, relabeled } from './evaluate';
import type { NameScheme } from './labelNames';

interface Case {
  readonly name: string;
  readonly yaml: string;
  readonly labels: Record<string, string>;
  readonly scheme: NameScheme;
  readonly prometheus: { readonly error?: string; readonly kept?: boolean; readonly labels?: Record<string, string> };
}

const recorded: { cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL('../../e2e/fixtures/relabel/rules.json', import.meta.url), 'utf8'),
);

function rulesOf(config: unknown) {
  const rules = parseRelabelRules(config);
  if (!rules.ok) throw new Error(`${rules.error.path}: ${rules.error.message}`);
  return rules.value;
}

describe('rules that Prometheus 3.10 was asked about', () => {
  const refused = recorded.cases.filter((one) => one.prometheus.error !== undefined);
  const taken = recorded.cases.filter((one) => one.prometheus.error === undefined);

  test.each(taken)('$name', ({ yaml, labels, scheme, prometheus }) => {
    const rules = parseRelabelRules(parse(yaml), { names: scheme });
    expect(rules).toMatchObject({ ok: true });
    if (!rules.ok) return;
    const input = { ...labels };
    const result = relabel(input, rules.value);
    expect(result.kept).toBe(prometheus.kept);
    expect(result.labels).toEqual(prometheus.labels);
    expect(relabeled(labels, rules.value)).toEqual(prometheus.kept === true ? prometheus.labels : undefined);
    expect(input, 'the input stays as it was').toEqual(labels);
  });

  test.each(refused)('refused: $name', ({ yaml, scheme }) => {
    expect(parseRelabelRules(parse(yaml), { names: scheme })).toMatchObject({ ok: false });
  });
});

describe('where an error is', () => {
  test.each([
    ['no list', { action: 'keep' }, '', /must be a list/],
    ['a rule that is empty', [null], '[0]', /must be a mapping, this is empty/],
    ['an action nobody knows', [{ action: 'kepe' }], '[0].action', /unknown relabel action "kepe"/],
    ['a regex that does not compile', [{ target_label: 'a' }, { action: 'keep', regex: '(' }], '[1].regex', /missing/],
    ['a regex that is a list', [{ action: 'keep', regex: ['a'] }], '[0].regex', /must be a text, this is a list/],
    ['a source label without a name', [{ source_labels: ['a', ''], action: 'keep' }], '[0].source_labels[1]', /not a valid label name/],
    ['no modulus', [{ action: 'hashmod', target_label: 'a' }], '[0].modulus', /non-zero modulus/],
    ['a field nobody knows', [{ source_label: ['a'] }], '[0].source_label', /not known/],
    [
      'a replacement where none may be',
      [{ action: 'lowercase', target_label: 'a', replacement: 'b' }],
      '[0].replacement',
      /can not be set/,
    ],
    ['a foreign field', [{ action: 'labeldrop', regex: 'a', target_label: 'b' }], '[0]', /requires only 'regex'/],
  ])('%s', (_name, config, path, message) => {
    const rules = parseRelabelRules(config);
    expect(rules).toMatchObject({ ok: false, error: { path, message: expect.stringMatching(message) } });
  });

  it('refuses two groups of one name, which Go would take: re2js is stricter here', () => {
    expect(parseRelabelRules([{ action: 'keep', regex: '(?P<n>a)(?P<n>b)' }])).toMatchObject({ ok: false, error: { path: '[0].regex' } });
  });

  it('takes an absent list as no rules', () => {
    expect(parseRelabelRules(undefined)).toEqual({ ok: true, value: [] });
  });
});

describe('steps', () => {
  const rules = rulesOf([
    { target_label: 'x', replacement: '1' },
    { source_labels: ['x'], regex: '1', action: 'drop' },
    { target_label: 'y', replacement: '2' },
  ]);

  it('ends at the rule that drops, with the labels as they stood', () => {
    expect(relabel({ a: 'b' }, rules)).toEqual({
      kept: false,
      labels: { a: 'b', x: '1' },
      steps: [
        { rule: 0, before: { a: 'b' }, after: { a: 'b', x: '1' }, kept: true },
        { rule: 1, before: { a: 'b', x: '1' }, after: { a: 'b', x: '1' }, kept: false },
      ],
    });
  });

  it('has none where there are no rules', () => {
    expect(relabel({ a: 'b', empty: '' }, [])).toEqual({ kept: true, labels: { a: 'b' }, steps: [] });
  });
});

describe('label names that JavaScript objects know otherwise', () => {
  it('does not find "constructor" where there is none', () => {
    const rules = rulesOf([{ source_labels: ['constructor'], target_label: 'd', replacement: '[$1]' }]);
    expect(relabel({ a: 'b' }, rules).labels).toEqual({ a: 'b', d: '[]' });
  });

  it('sets __proto__ as a label', () => {
    const rules = rulesOf([{ target_label: '__proto__', replacement: 'v' }]);
    expect(Object.entries(relabel({}, rules).labels)).toEqual([['__proto__', 'v']]);
  });
});
