import { describe, expect, it } from 'vitest';
import { parseStartOptions } from './startOptions';

function parsed(...argv: string[]) {
  const result = parseStartOptions(argv);
  return result.ok ? result.value : result.error.says;
}

describe('the command line of the window', () => {
  it.each([
    ['nothing: the demo', [], { cluster: { kind: 'demo', scenario: 'healthy' }, named: false, verbose: false }],
    ['a context', ['--context', 'prod'], { cluster: { kind: 'kubeconfig', context: 'prod' }, named: true, verbose: false }],
    ['a context with an equals sign', ['--context=a=b'], { cluster: { kind: 'kubeconfig', context: 'a=b' }, named: true, verbose: false }],
    ['a file', ['--kubeconfig', '/k', '--verbose'], { cluster: { kind: 'kubeconfig', kubeconfig: '/k' }, named: true, verbose: true }],
    [
      'the demo without a scenario',
      ['--demo', '--verbose'],
      { cluster: { kind: 'demo', scenario: 'healthy' }, named: true, verbose: true },
    ],
    [
      'a scenario with size',
      ['--demo', 'x', '--nodes', '100', '--speed', '0.5'],
      { cluster: { kind: 'demo', scenario: 'x', nodes: 100, speed: 0.5 }, named: true, verbose: false },
    ],
    ['a recording', ['--recording', 'f'], { cluster: { kind: 'recording', file: 'f' }, named: true, verbose: false }],
    [
      'a recording by its path alone, as a desktop gives it',
      ['/home/me/Night 1.HOPSCOPE'],
      { cluster: { kind: 'recording', file: '/home/me/Night 1.HOPSCOPE' }, named: true, verbose: false },
    ],
    ['once', ['--once', 'out'], { cluster: { kind: 'demo', scenario: 'healthy' }, named: false, verbose: false, once: 'out' }],
    [
      "a test driver's switches",
      ['--inspect=0', '--remote-debugging-port=0', '.', '--no-sandbox', '--context', 'c'],
      { cluster: { kind: 'kubeconfig', context: 'c' }, named: true, verbose: false },
    ],
  ])('%s', (_name, argv, options) => expect(parsed(...argv)).toEqual(options));

  it.each([
    ['a misspelt flag', ['--contxt', 'prod'], '--contxt is not an option of Hopscope.'],
    ['no value', ['--context'], '--context needs a value after it.'],
    ['a flag in the place of a value', ['--kubeconfig', '--verbose'], '--kubeconfig needs a value after it.'],
    ['two clusters', ['--demo', 'x', '--context', 'c'], '--demo and --context (or --kubeconfig) name two different clusters.'],
    [
      'a recording and a cluster',
      ['--recording', 'f', '--context', 'c'],
      '--recording and --context (or --kubeconfig) name two different clusters.',
    ],
    ['a recording and the demo', ['--recording', 'f', '--demo'], '--recording and --demo name two different clusters.'],
    ['no recording', ['--recording'], '--recording needs a value after it.'],
    ['no number', ['--nodes', 'many'], '--nodes many is not a number above zero.'],
    ['half a node', ['--nodes', '1.5'], '--nodes 1.5 is not a number above zero.'],
  ])('%s is refused with a sentence', (_name, argv, says) => expect(parsed(...argv)).toBe(says));
});
