import { describe, expect, it } from 'vitest';
import { faultsAtLast, Plan } from './plan';

const SWITCHES = [
  { afterMs: 120_000, fault: 'ksm-down', on: false },
  { afterMs: 60_000, fault: 'ksm-down', on: true },
  { afterMs: 90_000, fault: 'kubelet-slow', on: true },
];

describe('the plan of a scenario', () => {
  it('tells each switch once, in order of time, from the moment when it begins', () => {
    const plan = new Plan(SWITCHES);
    expect(plan.due(1_000_000)).toEqual([]);
    plan.begin(1_000_000);
    expect(plan.due(1_059_999)).toEqual([]);
    expect(plan.due(1_060_000)).toEqual([{ atMs: 1_060_000, fault: 'ksm-down', on: true }]);
    expect(plan.due(1_060_000)).toEqual([]);
    expect(plan.left.map(({ atMs }) => atMs)).toEqual([1_090_000, 1_120_000]);
    expect(plan.due(2_000_000).map(({ fault, on }) => [fault, on])).toEqual([
      ['kubelet-slow', true],
      ['ksm-down', false],
    ]);
    expect(plan.left).toEqual([]);
  });

  it('leaves on what began and did not end', () => {
    expect(faultsAtLast(['web-never-ready'], SWITCHES)).toEqual(['web-never-ready', 'kubelet-slow']);
    expect(faultsAtLast(['ksm-down'], [{ afterMs: 5_000, fault: 'ksm-down', on: false }])).toEqual([]);
  });
});
