import { expect, test } from 'vitest';
import { parseCommandLine } from './commandLine';

test.each<[string, readonly string[], readonly string[], object]>([
  [
    'flags with =, with a blank, with one dash, without a value',
    [],
    ['--a=1', '--b', '2', '-c=3', '--d'],
    { flags: { a: '1', b: '2', c: '3', d: 'true' }, plain: [] },
  ],
  ['a flag before a flag has no value', [], ['--on', '--a=1'], { flags: { on: 'true', a: '1' }, plain: [] }],
  ['a value with = and blanks', [], ['--labels=a=b, c'], { flags: { labels: 'a=b, c' }, plain: [] }],
  ['the program by its base name', ['/bin/prometheus'], ['--a=1'], { program: 'prometheus', flags: { a: '1' }, plain: [] }],
  ['a subcommand', ['/bin/thanos', 'query'], ['--a=1'], { program: 'thanos', flags: { a: '1' }, plain: ['query'] }],
  [
    'a script: its last command',
    ['sh', '-ec', 'sleep 1; exec /x/prog --a=1 --b=2'],
    [],
    { program: 'prog', flags: { a: '1', b: '2' }, plain: [] },
  ],
  ['a script in args', ['/bin/bash', '-c'], ['prog --a=1'], { program: 'prog', flags: { a: '1' }, plain: [] }],
  ['a shell without a script', ['sh'], [], { flags: {}, plain: [] }],
  ['nothing', [], [], { flags: {}, plain: [] }],
])('%s', (_name, command, args, expected) => {
  const { program, flags, plain } = parseCommandLine(command, args);
  expect({ ...(program ? { program } : {}), flags: Object.fromEntries(flags), plain }).toEqual(expected);
});
