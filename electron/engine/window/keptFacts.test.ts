import { describe, expect, it } from 'vitest';
import type { Health } from '../../../shared/model/health';
import { keptFacts } from './keptFacts';

const look = (health: Health) => ({ judgement: { health, facts: [{ label: 'pods', value: '3' }] } });
const members = (kind: string, healths: readonly Health[]) => healths.map((health, at) => [`${kind}/n${at}`, look(health)] as const);
const many = (count: number, health: Health): readonly Health[] => Array.from({ length: count }, () => health);

describe('the facts kept of a moment', () => {
  it.each<[string, readonly Health[], readonly string[]]>([
    ['all of a kind with few members', ['ok', 'broken'], ['kubelet/n0', 'kubelet/n1']],
    ['of many members those not ok', [...many(9, 'ok'), 'broken'], ['kubelet/n9']],
    ['of 5,000 broken ones five', many(5_000, 'broken'), ['kubelet/n0', 'kubelet/n1', 'kubelet/n2', 'kubelet/n3', 'kubelet/n4']],
    ['none of many that are well', many(6, 'ok'), []],
  ])('are %s', (_name, healths, kept) => expect(Object.keys(keptFacts(new Map(members('kubelet', healths))))).toEqual(kept));
  it('are counted by kind, and are labels and values', () => {
    const looks = new Map([...members('kubelet', many(9, 'ok')), ...members('prometheus', ['ok'])]);
    expect(keptFacts(looks)).toEqual({ 'prometheus/n0': [['pods', '3']] });
  });
  it('may be none', () => expect(keptFacts(new Map([['a', { judgement: { health: 'ok' } }]]))).toEqual({ a: [] }));
});
