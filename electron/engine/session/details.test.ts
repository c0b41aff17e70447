import { describe, expect, it } from 'vitest';
import { MOST_MEMBERS } from '../../../shared/contract/engine';
import type { Health } from '../../../shared/model/health';
import type { LookResult } from '../probers/prober';
import { AnswerStore } from '../store/answers';
import { History } from '../store/history';
import { detailsOf } from './details';
import { Expositions } from './expositions';
import { kubeletOf } from './kubelets.testSupport';

function look(id: string, health: Health): [string, LookResult] {
  return [id, { id, atMs: 0, facts: {}, judgement: { health, facts: [], samples: [], hops: [], evidence: [] }, observations: [] }];
}

function detailsAmong(names: readonly string[], looks: readonly [string, LookResult][] = []) {
  return detailsOf('kubelet', {
    discovered: names.map(kubeletOf),
    looks: new Map(looks),
    answers: new AnswerStore(),
    history: new History(),
    expositions: new Expositions(),
    commandsOf: () => ({}),
  });
}

describe('members of a card', () => {
  it('come worst first, then by name', () => {
    const { members } = detailsAmong(['c', 'b', 'a'], [look('kubelet/a', 'ok'), look('kubelet/b', 'ok'), look('kubelet/c', 'broken')]);
    expect(members.map(({ name }) => name)).toEqual(['c', 'a', 'b']);
  });

  it('are bounded; how many there are is said, and the broken one is among them', () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `node-${index}`);
    const { members, memberCount } = detailsAmong(names, [look('kubelet/node-4999', 'broken')]);
    expect(members).toHaveLength(MOST_MEMBERS);
    expect(memberCount).toBe(5_000);
    expect(members.map(({ name }) => name)).toContain('node-4999');
  });

  it('have no count of their own where all are listed', () => {
    expect(detailsAmong(['a', 'b'])).not.toHaveProperty('memberCount');
  });
});

describe('the flags of a member', () => {
  const flagsWith = (args: readonly string[], id: string) =>
    detailsOf(id, {
      discovered: [{ ...kubeletOf('a'), args }, kubeletOf('b')],
      looks: new Map(),
      answers: new AnswerStore(),
      history: new History(),
      expositions: new Expositions(),
      commandsOf: () => ({}),
    }).flags;

  it('are those that its pod gives', () => {
    expect(flagsWith(['/program', '--one=1'], 'kubelet/a')).toEqual([{ name: 'one', value: '1' }]);
  });

  it('are absent where no pod gives any, and of a card with several', () => {
    expect(flagsWith([], 'kubelet/a')).toBeUndefined();
    expect(flagsWith(['/program', '--one=1'], 'kubelet')).toBeUndefined();
  });
});
