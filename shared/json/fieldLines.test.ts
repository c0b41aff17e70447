import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EACH, fieldLines, type JsonField } from './fieldLines';
import { laidOut } from './layOut';

const TARGETS = {
  status: 'success',
  data: {
    activeTargets: [
      { labels: { job: 'a', health: 'no' }, lastError: '', health: 'up', note: 'a "quoted" } , ] \\' },
      { labels: {}, lastError: 'refused', health: 'down', empty: [], none: null },
      { health: 'unknown' },
    ],
    droppedTargets: [{ health: 'down' }],
  },
};
const TEXT = JSON.stringify(TARGETS, null, 2);
const HEALTH: JsonField = { path: ['data', 'activeTargets', EACH, 'health'] };

/** What stands on the lines that are found. */
const textOf = (fields: readonly JsonField[], most = 50) =>
  fieldLines(TEXT, fields, most).map((line) => TEXT.split('\n')[line - 1]?.trim().replace(/,$/, ''));

describe('the lines of a field', () => {
  it.each<[string, JsonField, readonly string[]]>([
    ['one value', { path: ['status'] }, ['"status": "success"']],
    ['each of an array', HEALTH, ['"health": "up"', '"health": "down"', '"health": "unknown"']],
    ['those with a value', { ...HEALTH, is: 'down' }, ['"health": "down"']],
    ['one of an array', { path: ['data', 'activeTargets', 1, 'lastError'] }, ['"lastError": "refused"']],
    ['each of an object', { path: ['data', 'activeTargets', 0, 'labels', EACH] }, ['"job": "a"', '"health": "no"']],
    ['an object', { path: ['data', 'droppedTargets', 0] }, ['{']],
    ['what is not there', { path: ['data', 'activeTargets', 7, 'health'] }, []],
    ['what is inside a string', { path: ['status', 'x'] }, []],
    ['nothing but null', { path: ['data', 'activeTargets', 1, 'none'] }, ['"none": null']],
  ])('%s', (_name, field, lines) => expect(textOf([field])).toEqual(lines));
  it('of several are together, in order, and so many at most', () => {
    expect(textOf([HEALTH, { path: ['status'] }])[0]).toBe('"status": "success"');
    expect(textOf([HEALTH], 2)).toHaveLength(2);
  });
  it('of text with lines of its own are those', () => expect(fieldLines('{\n\n"a":\n{"b":\n1}}', [{ path: ['a', 'b'] }], 9)).toEqual([5]));

  it('whatever JSON it is, the last field is found where it was put', () =>
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, inside) => {
        const text = JSON.stringify({ before, wanted: [inside, { here: 'x' }] }, null, 2);
        const [line] = fieldLines(text, [{ path: ['wanted', 1, 'here'] }], 5);
        expect(text.split('\n')[(line ?? 0) - 1]).toBe('      "here": "x"');
      }),
      { seed: 5 },
    ));
});

describe('JSON in one line', () => {
  it('is laid out', () => expect(laidOut('{"a":[1]}\n', 'application/json')).toBe('{\n  "a": [\n    1\n  ]\n}'));
  it.each([
    ['half an answer', '{"a":', 'application/json'],
    ['JSON that has lines already', '{\n"a":1}', 'application/json'],
    ['text', '{"a":1}', 'text/plain'],
  ])('%s is not', (_name, text, type) => expect(laidOut(text, type)).toBeUndefined());
});
