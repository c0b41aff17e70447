import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRelabelRules } from './evaluate';
import { literalStarts } from './literalStarts';

describe('what a match begins with', () => {
  it.each<[string, readonly string[] | undefined]>([
    ['go_.*', ['go_']],
    ['go_(gc|memstats)_.*|process_.*', ['go_', 'process_']],
    ['kube_pod_info', ['kube_pod_info']],
    ['ab?c', ['a']],
    ['ab*', ['a']],
    ['ab{0,2}', ['a']],
    ['ab+', ['ab']],
    ['10\\.0\\.0\\.1:.+', ['10.0.0.1:']],
    ['ab\\*?c', ['ab']],
    ['a\\d+', ['a']],
    ['x[|)(]y|z', ['x', 'z']],
    ['x[]|]y|z', ['x', 'z']],
    ['x[[:alpha:]|]y|z', ['x', 'z']],
    ['a😀?b', ['a']],
    ['a\\|b|c', ['a|b', 'c']],
    ['.*', undefined],
    ['', undefined],
    ['a|', undefined],
    ['(a|b)c', undefined],
    ['a|.+', undefined],
    ['(?i)go_.*', undefined],
    ['\\Qa|b\\E', undefined],
    ['^a', undefined],
    ['\\Aa', undefined],
  ])('%s', (regex, starts) => {
    expect(literalStarts(regex)).toEqual(starts);
  });

  it('is never kept from what RE2 matches', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      'ab',
      '.',
      '\\.',
      '\\d',
      '[ab]',
      '[^a]',
      '[]a]',
      'a?',
      'b*',
      'a+',
      'a{0,1}',
      '(a|b)',
      '(a)?',
      '(',
      ')',
      '😀',
      '|',
    );
    const regexes = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
    const texts = fc.array(fc.constantFrom('a', 'b', '.', '1', ']', '😀'), { maxLength: 5 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(regexes, texts, (regex, text) => {
        const rules = parseRelabelRules([{ action: 'keep', source_labels: ['x'], regex }]);
        const starts = literalStarts(regex);
        if (!rules.ok || starts === undefined || starts.some((start) => text.startsWith(start))) return;
        expect(rules.value[0]?.compiled.test(text)).toBe(false);
      }),
      { numRuns: 2_000, seed: 11 },
    );
  });
});
