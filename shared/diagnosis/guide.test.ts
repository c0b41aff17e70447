import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderGuide } from './guide.testSupport';
import { renderPage } from './guidePage.testSupport';
import { RULES } from './table';

const GUIDE = new URL('../../docs/guide/', import.meta.url);

function isCurrent(path: string, text: string): void {
  const file = new URL(path, GUIDE);
  if (process.env['UPDATE_DOCS'] === '1') {
    mkdirSync(new URL('./', file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(readFileSync(file, 'utf8')).toBe(text);
}

it('docs/guide/diagnosis.md says what the rules say (UPDATE_DOCS=1 writes it)', () => {
  isCurrent('diagnosis.md', renderGuide());
});

it.each(RULES.map((rule) => [rule.id, rule] as const))('docs/guide/rules/%s.md says what the rule and its cases say', (id, rule) => {
  isCurrent(`rules/${id}.md`, renderPage(rule));
});

it('has no page of a rule that is not there', () => {
  expect(readdirSync(new URL('rules/', GUIDE)).sort()).toEqual(RULES.map(({ id }) => `${id}.md`).sort());
});
