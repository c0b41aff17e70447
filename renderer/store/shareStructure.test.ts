import { describe, expect, it } from 'vitest';
import { shareStructure } from './shareStructure';

describe('what did not change keeps its identity', () => {
  const before = { list: [{ id: 1 }, { id: 2, deep: { a: [1, 2] } }], word: 'x' };

  it('the whole when all is equal', () => expect(shareStructure(before, structuredClone(before))).toBe(before));

  it('the parts that are equal', () => {
    const after = shareStructure(before, { list: [{ id: 9 }, { id: 2, deep: { a: [1, 2] } }], word: 'x' });
    expect(after).not.toBe(before);
    expect(after.list[0]).toEqual({ id: 9 });
    expect(after.list[1]).toBe(before.list[1]);
  });

  it.each([
    ['a shorter list', { list: [{ id: 1 }], word: 'x' }],
    ['a field less', { list: before.list }],
    ['a field more', { ...before, more: 1 }],
    ['null for an object', { list: null, word: 'x' }],
  ])('%s is the next value, exactly', (_name, next) => expect(shareStructure(before, next)).toEqual(next));
});
