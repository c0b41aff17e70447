import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderGuide } from './guide.testSupport';

it('docs/guide/diagnosis.md says what the rules say (UPDATE_DOCS=1 writes it)', () => {
  const file = new URL('../../docs/guide/diagnosis.md', import.meta.url);
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, renderGuide());
  expect(readFileSync(file, 'utf8')).toBe(renderGuide());
});
