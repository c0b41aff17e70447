import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { manualClock } from '../cluster/manualClock.testSupport';
import { rulesPieces } from './rulesPieces';
import { printRules, readRules } from './rulesText';

const never = new AbortController().signal;
const read = (text: string) => readRules(text, 'utf8', manualClock(), never);

describe('rules as text', () => {
  it('are printed as Prometheus does, and read back as they were', async () => {
    const list = [
      { source_labels: ['__name__', 'pod'], regex: 'a;(.+)', action: 'drop' },
      { action: 'labelmap', regex: 'x_(.+)' },
    ];
    const text = printRules(list);
    expect(text).toBe('- source_labels: [__name__, pod]\n  regex: a;(.+)\n  action: drop\n- action: labelmap\n  regex: x_(.+)\n');
    expect(parse(text)).toEqual(list);
    const rules = await read(text);
    expect(rules?.ok && rules.value).toMatchObject({ lines: [1, 4], rules: [{ action: 'drop' }, { action: 'labelmap' }], list });
  });

  it.each([
    ['nothing', '', 0],
    ['a comment alone', '# none yet\n', 0],
    ['an empty list', '[]', 0],
    ['the list with its field', 'metric_relabel_configs:\n- {action: labeldrop, regex: a}\n', 1],
  ])('%s is %s: %i rules', async (_name, text, count) => {
    const rules = await read(text);
    expect(rules?.ok && rules.value.rules.length).toBe(count);
  });

  it.each([
    ['no YAML', '- action: drop\n  regex: "a\n', [[2, /quote/i]]],
    ['a tab', '- action: drop\n\tregex: a\n', [[2, /./]]],
    ['no list', 'action: drop\n', [[1, /rules are a list/]]],
    ['no rule', '- drop\n', [[1, /must be a mapping/]]],
    ['an action that there is not', '- action: drop\n- regex: a\n  action: discard\n', [[3, /unknown relabel action "discard"/]]],
    ['a regex that RE2 refuses', '- source_labels: [a]\n  action: drop\n  regex: (?=a)\n', [[3, /./]]],
    ['a field that there is not', '- action: drop\n  labels: [a]\n', [[2, /field labels is not known/]]],
    ['no target', '- action: replace\n', [[1, /requires 'target_label'/]]],
    [
      'two at once',
      '- action: x\n- action: drop\n- action: y\n',
      [
        [1, /"x"/],
        [3, /"y"/],
      ],
    ],
    ['a flood of aliases', `a: &a [x,x,x,x,x,x,x,x,x,x]\n`, [[1, /rules are a list/]]],
  ] as const)('%s is said with its line', async (_name, text, errors) => {
    const rules = await read(text);
    expect(rules?.ok).toBe(false);
    const found = rules?.ok === false ? rules.error : [];
    expect(found.map(({ line }) => line)).toEqual(errors.map(([line]) => line));
    for (const [at, [, says]] of errors.entries()) expect(found[at]?.says).toMatch(says);
  });

  const many = (count: number) =>
    `# many\n${Array.from({ length: count }, (_, index) => `- source_labels: [__name__]\n  regex: metric_${index}_.*\n  action: drop\n`).join('')}`;

  it('10,000 rules are read, each with its line', async () => {
    const rules = await read(many(10_000));
    expect(rules?.ok && [rules.value.rules.length, rules.value.lines[0], rules.value.lines[9_999]]).toEqual([10_000, 2, 29_999]);
  });

  it('a long text is read in pieces, with the same lines; one with an anchor is not', async () => {
    const text = many(900);
    expect(rulesPieces(text)).toHaveLength(9);
    expect(rulesPieces(`${text}- &a {action: labeldrop, regex: x}\n`)).toHaveLength(1);
    expect(rulesPieces(`metric_relabel_configs:\n${text}`)).toHaveLength(1);
    const rules = await read(text.replace('metric_850_.*', '"metric_(850"'));
    expect(rules?.ok === false && rules.error.map(({ line }) => line)).toEqual([850 * 3 + 3]);
  });

  it('stopped, it says nothing', async () => {
    const stopped = new AbortController();
    stopped.abort();
    expect(await readRules('- action: labeldrop\n  regex: a\n', 'utf8', manualClock(), stopped.signal)).toBeUndefined();
  });
});
