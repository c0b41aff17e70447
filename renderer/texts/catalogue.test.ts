import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ENGLISH, LANGUAGES } from './catalogue';
import { chooseLanguage, shapeDifferences } from './language';
import { spokenIn } from './spokenIn.testSupport';

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

describe('what the screens say', () => {
  /** Names, the same in every language. */
  const NAMES = new Set(['Hopscope', 'http', 'https']);
  const sources = readdirSync(path.join(here, '..'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|testSupport/.test(file))
    .map((file) => [file, readFileSync(path.join(here, '..', file), 'utf8')] as const);
  const components = sources.filter(([file]) => file.endsWith('.tsx'));

  it('has no words but the catalogue', () => {
    expect(components.length).toBeGreaterThan(200);
    expect(
      components.flatMap(([file, source]) => spokenIn(source).flatMap((words) => (NAMES.has(words) ? [] : [`${file}: ${words}`]))),
    ).toEqual([]);
  });

  it('and no number but by the one formatter: others round lengths and places to be drawn', () => {
    const own = /\.to(?:Fixed|Precision|Exponential|LocaleString|LocaleTimeString|LocaleDateString)\(|\bIntl\./;
    const rounding = sources.flatMap(([file, source]) => (own.test(source) ? [file.replaceAll('\\', '/')] : [])).sort();
    expect(rounding).toEqual(['ui/Spark.tsx', 'ui/chart/chartArea.ts', 'ui/chart/chartTicks.ts']);
  });

  it.each([
    ['<p>Well done</p>', ['Well done']],
    ['<p title="Well">{done}</p>', ['Well']],
    ['<p aria-label={x ? `Well` : t.done} id="word" />', ['Well']],
    ["<p>{count === 'one' ? 'Well' : ask('done')} · 4 s</p>", ['Well']],
    ["<p>{x && (a ?? 'Well')}</p>", ['Well']],
    ['<p className="word">{t.word} {table["word"]} ·</p>', []],
  ])('finds those of %s', (element, words) => expect(spokenIn(`export const a = ${element};`)).toEqual(words));
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
