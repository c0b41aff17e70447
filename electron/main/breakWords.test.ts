import { expect, it } from 'vitest';
import { breakWords } from './breakWords';

const places = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ at: { kind: 'card' as const, card: `c${at}` }, says: `c${at} is broken.` }));

it.each([
  ['one place', 1, { title: 'Data stops in prod', body: 'c0 is broken.' }],
  ['some', 3, { title: 'Data stops at 3 places in prod', body: 'c0 is broken.\nc1 is broken.\nc2 is broken.' }],
  ['many', 5, { title: 'Data stops at 5 places in prod', body: 'c0 is broken.\nc1 is broken.\nc2 is broken.\nAnd 2 more.' }],
])('a notification of %s', (_name, count, words) => expect(breakWords(places(count), 'prod')).toEqual(words));
