import { describe, expect, it } from 'vitest';
import { dependsOnPrometheus, ofSeveral } from './several';
import { STAGES, type StageId } from './stage';
import type { WhyAnswer, WhyVerdict } from './walk';

const question = { metric: 'a', labels: {} };
const told = (prometheus: string, verdict: WhyVerdict) => ({ prometheus, answer: { question, verdict, steps: [] } satisfies WhyAnswer });
const lost = (stage: StageId, says: string): WhyVerdict => {
  return { kind: 'lost', stage: STAGES.findIndex(([id]) => id === stage) + 1, says, remedy: `Repair ${says}.`, probably: false };
};
const THERE: WhyVerdict = { kind: 'there', says: 'a query finds it now', partly: ['a part'] };
const OPEN: WhyVerdict = { kind: 'cannot-tell', says: 'not read' };

describe('of several Prometheus', () => {
  it('the one that has it is told, and that the others have not', () => {
    expect(ofSeveral(told('m/a', lost('target', 'no job')), told('m/b', THERE), told('m/c', OPEN)).verdict).toEqual({
      ...THERE,
      partly: ['a part', 'm/a: no job', 'm/c: not read'],
    });
  });

  it('where none has it, the one at which it comes farthest', () => {
    expect(ofSeveral(told('m/a', lost('target', 'no job')), told('m/b', lost('scrape', '403')), told('m/c', OPEN)).verdict).toEqual({
      ...lost('scrape', '403'),
      says: 'm/b, where it comes farthest: 403; m/a: no job; m/c: not read',
    });
  });

  it('one that is lost at a known place before one of which nothing is known', () => {
    expect(ofSeveral(told('m/a', OPEN), told('m/b', lost('target', 'no job'))).verdict.kind).toBe('lost');
  });

  it('of equal ones the first; of one nothing is added', () => {
    expect(ofSeveral(told('m/a', lost('target', 'x')), told('m/b', lost('target', 'y'))).verdict.says).toMatch(
      /^m\/a, where it comes farthest: x; m\/b: y$/,
    );
    expect(ofSeveral(told('m/a', OPEN)).verdict).toEqual(OPEN);
  });
});

it.each<[WhyVerdict, boolean]>([
  [THERE, false],
  [OPEN, true],
  [lost('known', 'x'), false],
  [lost('exposed', 'x'), false],
  [lost('target', 'x'), true],
  [lost('hpa', 'x'), true],
])('whether another could say otherwise: %o is %s', (verdict, depends) =>
  expect(dependsOnPrometheus({ question, verdict, steps: [] })).toBe(depends),
);
