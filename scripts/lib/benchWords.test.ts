import { expect, it } from 'vitest';
import { parseBenchWords } from './benchWords.mjs';

const ALL = ['start', 'look', 'frames', 'select', 'chart', 'memory', 'gaps', 'exposition', 'history', 'pods', 'relabel', 'recording'];

it.each([
  ['nothing: everything at the usual sizes', [], ALL, [3, 100, 1000], [3, 100, 1000, 5000], 10],
  ['sizes alone: everything at these', ['3', '100'], ALL, [3, 100], [3, 100], 10],
  ['one section', ['start'], ['start'], [3, 100, 1000], [3, 100, 1000, 5000], 10],
  ['a section with sizes', ['look', '3', '100'], ['look'], [3, 100], [3, 100], 10],
  ['the map is four sections', ['map', '3'], ['frames', 'select', 'chart', 'memory'], [3], [3], 10],
  ['minutes are shortened', ['memory', '--minutes', '0.5'], ['memory'], [3, 100, 1000], [3, 100, 1000, 5000], 0.5],
])('%s', (_name, words, sections, lookSizes, mapSizes, minutes) => {
  expect(parseBenchWords(words)).toEqual({ sections: new Set(sections), lookSizes, mapSizes, minutes });
});

it.each([
  ['a word that is no section', ['maps'], 'maps'],
  ['a size of no nodes', ['0'], '0'],
  ['minutes without a number', ['--minutes'], '--minutes'],
  ['a recording of nothing', ['history', '--record'], '--record'],
  ['minutes that are none', ['--minutes', 'x'], '--minutes x'],
])('refuses %s and names it', (_name, words, named) => {
  const parsed = parseBenchWords(words);
  expect('wrong' in parsed && parsed.wrong).toContain(named);
});
