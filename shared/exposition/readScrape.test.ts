import { describe, expect, it } from 'vitest';
import { parseExposition } from './parse';

const TEXT = [
  'a{x="1"} 1',
  'b 2 1700000000000',
  '{"in.braces",x="1"} 3',
  '{"other.name"} 4',
  'a{x="2"} 5',
  '{"in.braces",x="2"} 6',
  '',
].join('\n');

function read() {
  const reading = parseExposition(TEXT, 'text');
  if (!reading.ok) throw new Error(reading.error.message);
  return reading.value;
}

describe('samples of the names that are wanted', () => {
  it.each([
    ['one', ['a']],
    ['one with time', ['b']],
    ['one between braces', ['in.braces']],
    ['several', ['a', 'other.name']],
    ['none', ['x']],
    ['all', ['a', 'b', 'in.braces', 'other.name']],
  ])('%s', (_name, names) => {
    const wanted = (name: string) => names.includes(name);
    expect([...read().samplesNamed(wanted)]).toEqual([...read().samples()].filter(({ name }) => wanted(name)));
  });

  it('are told apart once for each name', () => {
    const asked: string[] = [];
    const text = 'a 1\n'.repeat(3).concat('b 1\n', 'a 1\n');
    const reading = parseExposition(text, 'text');
    if (reading.ok) for (const _ of reading.value.samplesNamed((name) => asked.push(name) > 0));
    expect(asked).toEqual(['a', 'b']);
  });
});

it('counts samples by name, in the order of their first', () => {
  expect([...read().counts()]).toEqual([
    ['a', 2],
    ['b', 1],
    ['in.braces', 2],
    ['other.name', 1],
  ]);
});
