import { describe, expect, it } from 'vitest';
import { parseRelabelRules } from '../../../../shared/relabel/evaluate';
import { wantedNames } from './wantedNames';

function wantedBy(rules: unknown): ((name: string) => boolean) | undefined {
  const read = parseRelabelRules(rules);
  if (!read.ok) throw new Error(read.error.message);
  return wantedNames(read.value);
}

const keepA = { source_labels: ['__name__'], action: 'keep', regex: 'a_.*' };
const dropB = { source_labels: ['__name__'], action: 'drop', regex: 'a_b' };
const dropEmpty = { source_labels: ['container'], action: 'drop', regex: '' };
const rename = { source_labels: ['x'], target_label: '__name__', replacement: 'a_x' };

describe('names that metric_relabel_configs keep, whatever the labels', () => {
  const cases: [string, unknown[], string[]][] = [
    ['a keep', [keepA], ['a_a', 'a_b']],
    ['a keep and a drop', [keepA, dropB], ['a_a']],
    ['the rules before one that looks at labels', [keepA, dropEmpty, dropB], ['a_a', 'a_b']],
    ['the rules before one that changes the name', [dropB, rename, keepA], ['a_a', 'c', 'x']],
  ];
  it.each(cases)('%s', (_name, rules, kept) => {
    const wanted = wantedBy(rules);
    expect(['a_a', 'a_b', 'c', 'x'].filter((name) => wanted?.(name))).toEqual(kept);
  });

  it.each([
    ['no rules', []],
    ['a first rule that looks at labels', [dropEmpty, keepA]],
    ['a first rule that looks at the name and a label', [{ source_labels: ['__name__', 'mode'], action: 'drop', regex: 'a;b' }]],
    ['a first rule that changes labels', [rename, keepA]],
  ])('cannot be said: %s', (_name, rules) => {
    expect(wantedBy(rules)).toBeUndefined();
  });
});
