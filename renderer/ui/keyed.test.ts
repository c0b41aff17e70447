import { expect, it } from 'vitest';
import { keyed } from './keyed';

it.each([
  ['another value under a name', [['a', 1]], [['a', 2]]],
  [
    'the second of one name',
    [
      ['a', 1],
      ['b', 1],
      ['a', 1],
    ],
    [
      ['a', 5],
      ['b', 6],
      ['a', 7],
    ],
  ],
])('keys stay: %s', (_what, before, after) => {
  const keysOf = (items: readonly (readonly (string | number)[])[]) => keyed(items, ([name]) => String(name)).map(([key]) => key);
  expect(keysOf(after)).toEqual(keysOf(before));
  expect(new Set(keysOf(after)).size).toBe(after.length);
});
