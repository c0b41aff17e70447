import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patched, patchOf } from './linePatch';

const PLENTY = 1e6;

describe('what changed in an exposition', () => {
  const base = ['# TYPE a counter', 'a{x="1"} 5', 'a{x="2"} 6', 'b 7', ''].join('\n');
  it.each([
    ['nothing', base, '=5'],
    ['a value', base.replace(' 6', ' 66'), '=2\n~ 66\n=2'],
    ['a value without labels', base.replace('b 7', 'b 8 1700'), '=3\n~8 1700\n=1'],
    ['a series that is gone', base.replace('a{x="1"} 5\n', ''), '=1\n-1\n=3'],
    ['a new series', base.replace('b 7', 'a{x="3"} 1\nb 7'), '=3\n+a{x="3"} 1\n=2'],
    ['everything', 'c 1', '+c 1'],
    ['all of it is gone', '', '+'],
    ['it has no end of line any more', base.slice(0, -1), '=4'],
  ])('%s', (_name, next, patch) => {
    expect(patchOf(base, next)).toBe(patch);
    expect(patched(base, patch, PLENTY)).toBe(next);
  });

  const line = fc.oneof(
    fc.constantFrom('', ' ', '}', '# HELP a b', 'a 1', 'a 2', 'a{b="}"} 1', 'a{b="}"} 2 # {t="x"} 1', '=3', '~x', '+'),
    fc.string({ unit: 'binary', maxLength: 12 }).map((text) => Buffer.from(text).toString('latin1')),
  );
  const text = fc.array(line, { maxLength: 30 }).map((lines) => lines.join('\n'));
  it('comes back byte for byte, whatever the texts are', () => {
    fc.assert(fc.property(text, text, (before, next) => patched(before, patchOf(before, next), PLENTY) === next));
  });

  it.each([
    ['more lines than there are', '=9'],
    ['no number', '=x'],
    ['a number below nothing', '-0'],
    ['a number that goes back', '--3'],
    ['a line past the end', '=5\n~ 1'],
    ['no step', 'hello'],
    ['nothing', ''],
  ])('that is %s is no patch', (_name, patch) => expect(patched(base, patch, PLENTY)).toBeUndefined());

  it('never makes more than it may', () => {
    expect(patched('x'.repeat(100), Array.from({ length: 50 }, () => `+${'y'.repeat(100)}`).join('\n'), 1_000)).toBeUndefined();
  });
});
