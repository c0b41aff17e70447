import { describe, expect, it } from 'vitest';
import type { Health } from '../../../shared/model/health';
import type { LookResult } from '../probers/prober';
import { kubeletOf } from './kubelets.testSupport';
import { findMembers } from './memberSearch';

function looked(id: string, health: Health, ageSeconds?: number): [string, LookResult] {
  const judgement = {
    health,
    ageSeconds,
    because: health === 'ok' ? undefined : `${id} is ${health}`,
    facts: [],
    samples: [],
    hops: [],
    evidence: [],
  };
  return [id, { id, atMs: 0, judgement, observations: [], facts: undefined }];
}

const SEEN = {
  discovered: ['n1', 'n2', 'n3', 'n4', 'n5'].map(kubeletOf),
  looks: new Map([
    looked('kubelet/n1', 'ok', 9),
    looked('kubelet/n2', 'stale', 40),
    looked('kubelet/n3', 'broken', 5),
    looked('kubelet/n4', 'broken', 50),
  ]),
};

describe('members of a card', () => {
  it('come with those not ok first, by state, then the oldest; not looked at is not ok', () => {
    const found = findMembers('kubelet', '', SEEN);
    expect(found.rows.map(({ name, health }) => `${name} ${health}`)).toEqual([
      'n4 broken',
      'n3 broken',
      'n2 stale',
      'n5 unknown',
      'n1 ok',
    ]);
    expect(found).toMatchObject({ total: 5, notOk: 4, matched: 5 });
  });

  it.each([
    ['by name', 'N3', ['n3']],
    ['by state', 'stale', ['n2']],
    ['by reason', 'n4 is brok', ['n4']],
    ['to none', 'nothing of that name', []],
  ])('are found %s', (_how, search, names) => {
    expect(findMembers('kubelet', search, SEEN).rows.map(({ name }) => name)).toEqual(names);
  });

  it('are bounded in number, and the count is of all', () => {
    const many = {
      discovered: Array.from({ length: 5_000 }, (_, index) => kubeletOf(`node-${index}`)),
      looks: new Map<string, LookResult>(),
    };
    const found = findMembers('kubelet', 'node', many);
    expect(found).toMatchObject({ total: 5_000, matched: 5_000 });
    expect(found.rows).toHaveLength(500);
  });
});
