import { describe, expect, it } from 'vitest';
import { parseExposition } from '../../../shared/exposition/parse';
import { labelPairs } from './goNumber';
import { labelsOfText, TextLabels } from './labelSets';

describe('labels both ways', () => {
  const cases: [string, Record<string, string>][] = [
    ['plain', { node: 'hop-1', le: '+Inf' }],
    ['an empty value', { container: '', id: '/' }],
    ['quotes, backslashes and line ends', { a: 'say "no"', b: 'c:\\dir', c: 'two\nlines', d: '\\"' }],
    ['commas, braces and equals', { a: 'x="y",z', b: '}{', c: '=' }],
    ['not only ASCII', { a: 'größer ≥ 5' }],
    ['none', {}],
  ];
  it.each(cases)('%s: read as the scraper reads them', (_name, labels) => {
    const text = labelPairs(labels);
    const read = parseExposition(`x{${text}} 0\n`, 'text');
    if (!read.ok) throw new Error(read.error.message);
    expect(new TextLabels(text).labels).toEqual(labels);
    expect([...read.value.samples()].map((sample) => sample.labels)).toEqual([labels]);
  });

  it('gives the same object for the same text', () => {
    expect(labelsOfText('a="b"').labels).toBe(labelsOfText('a="b"').labels);
  });

  it('says which text it cannot read', () => {
    expect(() => new TextLabels('a="b').labels).toThrow('{a="b}');
  });
});
