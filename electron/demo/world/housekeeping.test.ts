import { describe, expect, it } from 'vitest';
import { housekeptAt } from './housekeeping';

const NOON = Date.UTC(2026, 10, 21, 12);

describe('housekeeping of a cgroup', () => {
  const seen = Array.from({ length: 36_000 }, (_, i) => housekeptAt(7, 'hop-1', '/kubepods/pod1', NOON + i * 100));
  const times = [...new Set(seen)];

  it('is never after now', () => {
    expect(seen.filter((at, i) => at > NOON + i * 100)).toEqual([]);
  });

  it('comes 10 to 30 s apart, in the middle about 15', () => {
    const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10_000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30_000);
    const middle = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
    expect(middle).toBeGreaterThan(13_000);
    expect(middle).toBeLessThan(18_000);
  });

  it('differs between cgroups and is the same when asked again', () => {
    expect(housekeptAt(7, 'hop-1', '/kubepods/pod2', NOON)).not.toBe(housekeptAt(7, 'hop-1', '/kubepods/pod1', NOON));
    expect(housekeptAt(7, 'hop-1', '/kubepods/pod1', NOON)).toBe(seen[0]);
  });
});
