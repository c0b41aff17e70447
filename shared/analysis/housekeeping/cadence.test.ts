import { describe, expect, test } from 'vitest';
import { cadenceOf } from './cadence';
import { stepCounts } from './histogram';

/** Evenly spread over [from, to]: what an interval times (1 to 2) gives. */
function spread(from: number, to: number, count = 100): readonly number[] {
  return Array.from({ length: count }, (_, k) => from + ((to - from) * k) / (count - 1));
}

/** What a look each 15 s leaves of a step. */
const since = (steps: readonly number[], look = 15) => steps.map((step) => step - look);

describe('the cadence of a node', () => {
  test.each([
    ['busy cgroups: 10 s x (1 to 2)', spread(10, 20), 'usual'],
    ['quiet cgroups: 15 s x (1 to 2)', spread(15, 30), 'usual'],
    ['both, and two reads in some steps', [...spread(10, 20), ...spread(15, 30), ...spread(25, 40, 20)], 'usual'],
    ['minikube: 5m x (1 to 2)', spread(300, 600), 'slower'],
    ['20 s x (1 to 2) cannot be told from two reads of the default each', spread(20, 40), 'usual'],
    ['1 s x (1 to 2), looked at often', spread(1, 2), 'faster'],
    ['one clock set back', [3, ...spread(10, 20)], 'usual'],
    ['hardly any', spread(10, 20, 19), 'too-few'],
    ['none', [], 'too-few'],
  ] as const)('%s', (_, steps, verdict) => expect(cadenceOf(steps, since(steps)).verdict).toBe(verdict));

  test('the interval behind slow steps', () => {
    const steps = spread(300, 600);
    expect(Math.round(cadenceOf(steps, since(steps)).interval ?? 0)).toBe(301);
    expect(cadenceOf(steps, since(steps)).says).toContain('--housekeeping-interval=301s');
  });

  test('steps of several reads are not told as a period', () => {
    const steps = [...spread(10, 20), ...spread(25, 38), ...spread(40, 52)];
    const { verdict, says } = cadenceOf(steps, since(steps, 45));
    expect(verdict).toBe('usual');
    expect(says).toContain('From look to look a cgroup moved on by');
    expect(says).toContain('a step beyond 30 s holds several reads');
    expect(cadenceOf(spread(10, 20), []).says).not.toContain('several');
  });

  test('shares that fit each of the two intervals', () => {
    const { fits, shortest, longest, p10, p90 } = cadenceOf(spread(10, 30, 201), []);
    expect(fits.map(({ seconds, share }) => [seconds, Math.round(share * 100)])).toEqual([
      [10, 50],
      [15, 75],
    ]);
    expect([shortest, p10, p90, longest]).toEqual([10, 12, 28, 30]);
  });

  test('long steps of looks that were far apart prove nothing', () => {
    const steps = spread(100, 130);
    expect(cadenceOf(steps, since(steps, 110)).verdict).toBe('usual');
  });
});

describe('steps by length', () => {
  test('each in its part, the long ones together, none lost', () => {
    const counts = stepCounts([0, 2.4, 2.5, 10, 59.9, 60, 400, -1]);
    expect(counts.filter(({ count }) => count > 0)).toEqual([
      { from: 0, count: 3 },
      { from: 2.5, count: 1 },
      { from: 10, count: 1 },
      { from: 57.5, count: 1 },
      { from: 60, count: 2 },
    ]);
  });
});
