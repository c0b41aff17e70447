import { expect, it } from 'vitest';
import { whyText } from './whyText';

const question = { metric: 'up', labels: { job: 'a' } };

it('the verdict, each stage with its proof, what to do', () => {
  const text = whyText({
    question,
    verdict: { kind: 'lost', stage: 2, says: 'a rule drops it', remedy: 'Change the rule.', probably: true },
    steps: [
      { id: 'known', title: 'Known', state: 'passed', says: 'a counter', proof: { says: 'the source' } },
      {
        id: 'exposed',
        title: 'Exposed',
        state: 'lost',
        says: 'a rule drops it',
        remedy: '',
        proof: { request: 'GET /x', line: 3, says: 'a\nb' },
      },
      { id: 'target', title: 'Target', state: 'not-reached' },
    ],
  });
  expect(text).toBe(
    [
      'up{job="a"}: probably lost at 2 of 3: a rule drops it',
      '',
      '+  1 Known: a counter',
      '       the source',
      'X  2 Exposed: a rule drops it',
      '       GET /x, line 3',
      '       a',
      '       b',
      '.  3 Target: not reached',
      '',
      'Do: Change the rule.',
      '',
    ].join('\n'),
  );
});

it('what is there, and what of it is lost', () => {
  const text = whyText({
    question: { metric: 'up', labels: {} },
    verdict: { kind: 'there', says: 'found', partly: ['one is down'] },
    steps: [],
  });
  expect(text).toBe('up: it is there: found\nin part lost: one is down\n\n');
  expect(whyText({ question, verdict: { kind: 'cannot-tell', says: 'not asked' }, steps: [] })).toMatch(
    /^up\{job="a"\}: cannot tell: not asked\n/,
  );
});
