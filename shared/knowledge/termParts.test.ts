import { describe, expect, it } from 'vitest';
import { termParts, termsIn, type WrittenTerms } from './termParts';

const WRITTEN: WrittenTerms<'prometheus' | 'adapter' | 'scrape' | 'api'> = [
  ['Prometheus', 'prometheus'],
  ['prometheus-adapter', 'adapter'],
  ['scrape', 'scrape'],
  ['scrapes', 'scrape'],
  ['metrics.k8s.io', 'api'],
];
const marked = (text: string, leaveOut?: readonly 'prometheus'[]) =>
  termParts(text, WRITTEN, leaveOut)
    .map(({ text: part, term }) => (term === undefined ? part : `[${term}:${part}]`))
    .join('');

describe('terms in a text', () => {
  it.each([
    [
      'each where it stands first',
      'Prometheus scrapes, and Prometheus keeps.',
      '[prometheus:Prometheus] [scrape:scrapes], and Prometheus keeps.',
    ],
    ['at the beginning of a sentence', 'Scrapes are lost.', '[scrape:Scrapes] are lost.'],
    ['the longer one', 'Ask prometheus-adapter.', 'Ask [adapter:prometheus-adapter].'],
    [
      'no part of a metric, a path or a word',
      'scrape_duration, /scrape, scraper, x.scrape, scrape://1',
      'scrape_duration, /scrape, scraper, x.scrape, scrape://1',
    ],
    ['with dots of its own, before the end of a sentence', 'So does metrics.k8s.io.', 'So does [api:metrics.k8s.io].'],
    ['none', 'Nothing of it.', 'Nothing of it.'],
    ['an empty text', '', ''],
  ])('%s', (_case, text, expected) => {
    expect(marked(text)).toBe(expected);
  });

  it('leaves out the one that the text is about', () => {
    expect(marked('Prometheus scrapes.', ['prometheus'])).toBe('Prometheus [scrape:scrapes].');
  });

  it('of several texts are each named once', () => {
    expect(termsIn(['Scrapes of Prometheus.', 'A scrape, metrics.k8s.io.', ''], WRITTEN)).toEqual(['scrape', 'prometheus', 'api']);
  });
});
