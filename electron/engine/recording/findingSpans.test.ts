import { describe, expect, it } from 'vitest';
import type { Report } from '../../../shared/report/schema';
import type { Entry, FoundFinding } from './entries';
import { FindingChanges, findingSpans, toldSpans } from './findingSpans';

type Severity = FoundFinding['severity'];

const found = (id: string, severity: Severity = 'error'): FoundFinding => ({
  id,
  rule: id,
  severity,
  subject: 'Node/n1',
  title: `${id} here`,
});
const reported = (id: string, severity: Severity = 'error'): Report['findings'][number] => ({
  ...found(id, severity),
  causedBy: [],
  because: 'x',
  remedy: 'y',
  evidence: [],
});
const entry = (atMs: number, began: readonly FoundFinding[], ended: readonly string[] = []): Entry => ({
  kind: 'findings',
  atMs,
  began: [...began],
  ended: [...ended],
});
const shown = (entries: readonly Entry[]) => findingSpans(entries).map(({ id, severity, fromMs, toMs }) => [id, severity, fromMs, toMs]);

describe('what was found from one look to the next', () => {
  it.each<[string, readonly (readonly [string, Severity][])[], readonly (readonly [readonly string[], readonly string[]] | undefined)[]]>([
    ['begins, stays and ends', [[['a', 'error']], [['a', 'error']], []], [[['a'], []], undefined, [[], ['a']]]],
    ['nothing at all', [[]], [undefined]],
    [
      'one takes the place of another',
      [[['a', 'error']], [['b', 'info']]],
      [
        [['a'], []],
        [['b'], ['a']],
      ],
    ],
    [
      'grows worse: ends and begins',
      [[['a', 'warning']], [['a', 'error']]],
      [
        [['a'], []],
        [['a'], ['a']],
      ],
    ],
  ])('%s', (_name, looks, expected) => {
    const changes = new FindingChanges();
    const seen = looks.map((look) => changes.since(look.map(([id, severity]) => reported(id, severity))));
    expect(seen.map((change) => change && [change.began.map(({ id }) => id), change.ended])).toEqual(expected);
  });
});

describe('findings of a recording', () => {
  it.each<[string, readonly Entry[], readonly unknown[]]>([
    ['from beginning to end', [entry(5, [found('a')]), entry(9, [], ['a'])], [['a', 'error', 5, 9]]],
    ['that stands at its end has none', [entry(5, [found('a')])], [['a', 'error', 5, undefined]]],
    [
      'that comes again is two',
      [entry(5, [found('a')]), entry(6, [], ['a']), entry(8, [found('a')])],
      [
        ['a', 'error', 5, 6],
        ['a', 'error', 8, undefined],
      ],
    ],
    [
      'that grows worse is two, one after the other',
      [entry(5, [found('a', 'warning')]), entry(7, [found('a')], ['a'])],
      [
        ['a', 'warning', 5, 7],
        ['a', 'error', 7, undefined],
      ],
    ],
    [
      'that begin together: the gravest first',
      [entry(5, [found('i', 'info'), found('w', 'warning'), found('e')])],
      [
        ['e', 'error', 5, undefined],
        ['w', 'warning', 5, undefined],
        ['i', 'info', 5, undefined],
      ],
    ],
    ['that ends without having begun is none', [entry(5, [], ['a'])], []],
  ])('%s', (_name, entries, spans) => expect(shown(entries)).toEqual(spans));

  it('too many to be drawn: the gravest, by beginning, and how many are left out', () => {
    const spans = findingSpans([
      entry(
        1,
        Array.from({ length: 600 }, (_, i) => found(`i${i}`, 'info')),
      ),
      entry(2, [found('e')]),
    ]);
    const told = toldSpans(spans);
    expect([told.findings.length, told.more, told.findings.at(-1)?.id]).toEqual([500, 101, 'e']);
  });
});
