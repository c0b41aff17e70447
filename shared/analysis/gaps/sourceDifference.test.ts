import { describe, expect, it } from 'vitest';
import { atSecond } from './scene.testSupport';
import { sourceDifference } from './sourceDifference';

/** `values` each `step` seconds from `from` on; NaN: none. */
const line = (from: number, step: number, values: readonly number[]) => {
  const there = values.flatMap((value, i) => (Number.isNaN(value) ? [] : [{ atMs: atSecond(from + i * step), value }]));
  return { timesMs: there.map(({ atMs }) => atMs), values: there.map(({ value }) => value) };
};
const NONE = { timesMs: [], values: [] };
const _ = Number.NaN;
const readsMs = line(
  4,
  10,
  Array.from({ length: 12 }, () => 1),
).timesMs;
const gap = { fromMs: atSecond(30), toMs: atSecond(90) };

describe('the same number out of two sources', () => {
  const direct = line(0, 10, [1, 2, 3, 4, 9, 8, 7, 6, 5, 4, 3, 2]);
  const kept = line(0, 15, [1, 2.5, 4, _, _, _, 4.5, 3]);

  it('what the gap hid, and what was known before it', () => {
    expect(sourceDifference({ direct, kept, readsMs, gap })).toMatchObject({
      inGap: { direct: 5, kept: 0 },
      range: { low: 5, high: 9 },
      lastKept: 4,
    });
  });

  it('how old each was when it was read: of what is kept, far older in the gap', () => {
    const found = sourceDifference({ direct, kept, readsMs, gap });
    expect(found.age).toEqual({ directMs: 4_000, keptMs: 9_000 });
    expect(found.oldestMs).toBe(54_000);
  });

  it('samples of one moment, and those of them that say something else', () => {
    expect(sourceDifference({ direct, kept, readsMs, gap })).toMatchObject({ same: 3, differ: 1 });
    expect(sourceDifference({ direct, kept: direct, readsMs, gap })).toMatchObject({ same: 12, differ: 0 });
  });

  it.each([
    ['nothing kept', { direct, kept: NONE }, { inGap: { direct: 5, kept: 0 }, range: { low: 5, high: 9 }, same: 0, differ: 0 }],
    ['nothing read directly', { direct: NONE, kept }, { inGap: { direct: 0, kept: 0 }, lastKept: 4, oldestMs: 54_000, same: 0, differ: 0 }],
    ['neither', { direct: NONE, kept: NONE }, { inGap: { direct: 0, kept: 0 }, same: 0, differ: 0 }],
  ])('%s: says only what is known', (_name, sources, expected) => {
    expect(sourceDifference({ ...sources, readsMs, gap })).toEqual(expected);
  });
});
