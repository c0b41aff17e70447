import { expect, it } from 'vitest';
import { seriesNames } from './seriesNames';

it.each<[string, readonly Readonly<Record<string, string>>[], readonly string[]]>([
  ['one alone has its name', [{ __name__: 'a', job: 'j' }], ['a']],
  [
    'by what differs',
    [
      { job: 'j', phase: 'Running' },
      { job: 'j', phase: 'Failed' },
    ],
    ['phase="Running"', 'phase="Failed"'],
  ],
  [
    'by all that differs',
    [
      { code: '200', pod: 'p' },
      { code: '500', pod: 'q' },
    ],
    ['code="200", pod="p"', 'code="500", pod="q"'],
  ],
  ['a label that one has alone', [{ code: '200' }, {}], ['code="200"', 'a']],
])('%s', (_name, labels, names) =>
  expect(
    seriesNames(
      labels.map((each) => ({ labels: each })),
      'a',
    ),
  ).toEqual(names),
);
