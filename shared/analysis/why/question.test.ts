import { describe, expect, it } from 'vitest';
import { parseQuestion, printQuestion, whyCommand } from './question';

describe('a question as it is written', () => {
  it.each([
    ['a name', 'up', { metric: 'up', labels: {} }],
    ['spaces around, empty braces', '  up { } '.replace('{ }', '{}'), { metric: 'up', labels: {} }],
    ['labels', 'a:b{namespace="shop", pod=\'web-1\'}', { metric: 'a:b', labels: { namespace: 'shop', pod: 'web-1' } }],
    ['a comma at the end', 'up{job="a",}', { metric: 'up', labels: { job: 'a' } }],
    ['a quote in a value', 'up{job="a\\"b, {c}"}', { metric: 'up', labels: { job: 'a"b, {c}' } }],
  ])('%s', (_name, text, question) => expect(parseQuestion(text)).toEqual({ ok: true, value: question }));

  it.each([
    ['nothing', '  ', 'Write the name'],
    ['no name', '{job="a"}', 'does not begin'],
    ['a function', 'rate(up[5m])', 'After rate only labels'],
    ['braces left open', 'up{job="a"', 'After up only labels'],
    ['no quotes', 'up{job=a}', 'Not understood from "job=a}"'],
    ['a regex', 'up{job=~"a.*"}', 'not =~'],
  ])('%s is said to be wrong', (_name, text, says) => {
    const parsed = parseQuestion(text);
    expect(parsed.ok ? '' : parsed.error).toContain(says);
  });

  it('is printed as it can be read again', () => {
    const question = { metric: 'up', labels: { job: 'a"b', pod: 'c' } };
    expect(parseQuestion(printQuestion(question))).toEqual({ ok: true, value: question });
  });

  it('is a command line, quoted where a shell needs it', () => {
    const question = { metric: 'up', labels: { namespace: 'shop', path: '/a b' } };
    expect(whyCommand(question, ['--context', 'prod'])).toBe("hopscope why up --label namespace=shop --label 'path=/a b' --context prod");
  });
});
