import { expect, it } from 'vitest';
import { nextPresences, type Presences } from './presence';

/** "+" there and named, "o" there without a name, "-" not there: what is known of it after all looks. */
function after(looks: string) {
  let presences: Presences | undefined;
  for (const look of looks) presences = nextPresences(presences, new Map(look === '-' ? [] : [['/a', look === '+']]));
  return presences?.get('/a');
}

it.each([
  ['always there', '++++', 0, 0],
  ['it started', '--++', 0, 0],
  ['it ended', '++--', 0, 0],
  ['it came back', '++-+', 1, 0],
  ['it came back twice', '+-+-+', 2, 0],
  ['it got its name', 'oo++', 0, 1],
  ['its name came and went', '+o+o+', 0, 2],
])('%s', (_name, looks, returns, renamed) => {
  expect(after(looks)).toMatchObject({ returns, renamed });
});

it('forgets what has been gone for ten looks', () => {
  expect(after(`+${'-'.repeat(9)}`)).toBeDefined();
  expect(after(`+${'-'.repeat(10)}`)).toBeUndefined();
});
