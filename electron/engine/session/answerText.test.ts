import { describe, expect, it } from 'vitest';
import { answerText, SHOWN_BYTES } from './answerText';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the text of an answer', () => {
  it('is UTF-8 as it came', () => expect(answerText({ body: bytes('größe 1 🦊\n') })).toEqual({ text: 'größe 1 🦊\n' }));

  it('of nothing is empty', () => expect(answerText({ body: bytes('') })).toEqual({ text: '' }));

  it('of more than 4 MiB is cut, and says so', () => {
    const { text, truncatedAt, encoding } = answerText({ body: bytes('x'.repeat(SHOWN_BYTES + 1)) });
    expect([text.length, truncatedAt, encoding]).toEqual([SHOWN_BYTES, SHOWN_BYTES, undefined]);
  });

  it('that is cut within a character is no broken UTF-8', () => {
    const { text, encoding } = answerText({ body: bytes(`${'x'.repeat(SHOWN_BYTES - 1)}ß and more`) });
    expect([text.length, encoding]).toEqual([SHOWN_BYTES - 1, undefined]);
  });

  it('that is not UTF-8 shows what can be read, and says so', () =>
    expect(answerText({ body: new Uint8Array([0x61, 0xff, 0x62]) })).toEqual({ text: 'a\uFFFDb', encoding: 'broken-utf-8' }));

  it('that is no text is dumped', () => {
    const { text, encoding, truncatedAt } = answerText({ body: new Uint8Array([0x1f, 0x8b, 0x00, 0x41]) });
    expect([text.replace(/ +/g, ' '), encoding, truncatedAt]).toEqual(['000000 1f 8b 00 41 ...A', 'binary', undefined]);
  });

  it('that is much and no text is dumped in part', () =>
    expect(answerText({ body: new Uint8Array(1_000_000) })).toMatchObject({ encoding: 'binary', truncatedAt: 16 * 1024 }));
});
