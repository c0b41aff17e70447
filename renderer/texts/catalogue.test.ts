import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ENGLISH, LANGUAGES } from './catalogue';
import { chooseLanguage, shapeDifferences } from './language';

const here = path.dirname(fileURLToPath(import.meta.url));

describe('the catalogue', () => {
  it.each(Object.entries(LANGUAGES))('%s has every text that English has, and no other', (_name, texts) => {
    expect(shapeDifferences(ENGLISH, texts)).toEqual([]);
  });

  it('holds every file of English texts', () => {
    const files = readdirSync(path.join(here, 'en')).map((file) => path.basename(file, '.ts'));
    expect(Object.keys(ENGLISH).sort()).toEqual(files.sort());
  });
});

describe('a second language', () => {
  const first = { map: { fit: 'Fit', lost: (count: number) => `${count} lost` }, keys: ['a', 'b'] };
  it.each([
    ['with the same texts', { map: { fit: 'Einpassen', lost: (count: number) => `${count} verloren` }, keys: ['x', 'y'] }, []],
    ['without a text', { map: { lost: String }, keys: ['x', 'y'] }, ['map.fit is missing']],
    ['with a text too many', { map: { fit: 'x', lost: String, more: 'y' }, keys: ['x', 'y'] }, ['map.more is not in the first']],
    ['with words for a sentence of values', { map: { fit: 'x', lost: 'y' }, keys: ['x', 'y'] }, ['map.lost is string, not function']],
    ['with a shorter list', { map: { fit: 'x', lost: String }, keys: ['x'] }, ['keys.1 is missing']],
  ])('%s', (_name, other, differences) => expect(shapeDifferences(first, other)).toEqual(differences));
});

it.each([
  ['by its first part', ['de-AT', 'en'], 'German'],
  ['the first there is', ['fr', 'de'], 'German'],
  ['English when there is none', ['fr'], 'English'],
  ['English when none is asked for', [], 'English'],
])('a language is taken %s', (_name, wanted, chosen) => {
  expect(chooseLanguage({ en: 'English', de: 'German' }, wanted, 'English')).toBe(chosen);
});
