import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { md5 } from './md5';

const texts = [
  '',
  'a',
  'abc',
  'höp 🙂',
  '\ud800',
  ...[54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000].map((length) => 'x'.repeat(length)),
];

test.each(texts.map((text) => ({ text, name: `${text.slice(0, 8)} (${text.length})` })))('md5 of $name', ({ text }) => {
  expect(Buffer.from(md5(text)).toString('hex')).toBe(createHash('md5').update(text).digest('hex'));
});
