import { describe, expect, it } from 'vitest';
import type { Member } from '../../../shared/contract/engine';
import { brokenView, fixtureView } from '../../app/fixtureView';
import { findFamilies } from './familyOrder';
import { inspectCard, inspectMember } from './inspected';
import { orderMembers } from './memberOrder';
import { findLines, rawLines } from './rawLines';

const MEMBERS: readonly Member[] = [
  { id: 'kubelet/b', name: 'b', health: 'ok', ageSeconds: 2 },
  { id: 'kubelet/a', name: 'a', health: 'ok', ageSeconds: 2 },
  { id: 'kubelet/d', name: 'd', health: 'degraded', because: 'answers in 8.9 s' },
  { id: 'kubelet/c', name: 'c', health: 'broken', because: 'connection refused' },
];

describe('members', () => {
  it('come worst first, then by name', () => expect(orderMembers(MEMBERS, '').map((one) => one.name)).toEqual(['c', 'd', 'a', 'b']));
  it.each([
    ['refused', ['c']],
    ['ok', ['a', 'b']],
    ['answers 8.9', ['d']],
    ['nothing', []],
  ])('are found by "%s"', (search, names) => expect(orderMembers(MEMBERS, search).map((one) => one.name)).toEqual(names));
});

describe('the head of the inspector', () => {
  it('says what is wrong with a card', () => {
    expect(inspectCard(brokenView(), 'metrics-server')).toMatchObject({
      name: 'metrics-server',
      state: 'broken',
      sentence: 'serves 0 of 3 nodes',
    });
  });
  it('says how many of many', () =>
    expect(inspectCard(fixtureView(), 'node-exporter').sentence).toBe('3 of 3 members ok. Oldest value in use 4 s.'));
  it('knows nothing before the first look', () =>
    expect(inspectCard(undefined, 'hpa')).toMatchObject({ state: 'unknown', sentence: 'Not looked at yet.' }));
  it('is of a member when one is open', () => {
    const base = inspectCard(fixtureView(), 'kubelet');
    expect(inspectMember(base, MEMBERS[3], 'kubelet/c')).toMatchObject({
      name: 'c',
      state: 'broken',
      sentence: 'connection refused',
      kind: 'kubelet',
    });
  });
});

describe('raw lines', () => {
  it('are numbered as evidence counts them', () => {
    expect(rawLines('a\nb\n', 'text/plain').lines).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: 'b' },
    ]);
  });
  it('of JSON in one line are laid out', () => {
    const { lines, laidOut } = rawLines('{"a":[1]}', 'application/json');
    expect(laidOut).toBe(true);
    expect(lines.map((line) => line.text)).toEqual(['{', '  "a": [', '    1', '  ]', '}']);
  });
  it.each([
    ['half an answer', '{"a":'],
    ['JSON that has lines already', '{\n"a":1}'],
  ])('of %s stay as they came', (_name, text) => expect(rawLines(text, 'application/json').laidOut).toBe(false));
  it('that are very long are cut on the screen', () =>
    expect(rawLines('x'.repeat(5000), undefined).lines[0]?.text).toMatch(/ … 1000 more characters$/));
  it('are found by words, or by their marks', () => {
    const { lines } = rawLines('one\ntwo\nthree', undefined);
    expect(findLines(lines, 'T', new Set())).toEqual([1, 2]);
    expect(findLines(lines, '', new Set([3]))).toEqual([2]);
  });
});

describe('families are found by every word', () => {
  const families = [
    { name: 'up', type: 'gauge', series: 3 },
    { name: 'container_cpu_usage_seconds_total', type: 'counter', help: 'Cumulative cpu time', series: 58 },
  ];
  it.each([
    ['', 2],
    ['counter cumulative', 1],
    ['counter gauge', 0],
  ])('"%s"', (search, count) => expect(findFamilies(families, search)).toHaveLength(count));
});
