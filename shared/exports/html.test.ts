import { createHash } from 'node:crypto';
import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { toHtml } from './html';
import { NASTY, reportOfText } from './reports.testSupport';

/** Everything that a page of ours is made of. */
const TAGS = new Set(
  'html head meta title style body h1 h2 h3 p dl dt dd section article div table thead tbody tr th td ul li code bdi'
    .split(' ')
    .map((tag) => tag.toUpperCase()),
);
const ATTRIBUTES = new Set(['lang', 'charset', 'http-equiv', 'content', 'name', 'class', 'scope']);

function pageOf(html: string) {
  return new new Window().DOMParser().parseFromString(html, 'text/html');
}

describe('report as HTML', () => {
  it.each(NASTY)('has no tag and no attribute but its own with %s', (text) => {
    const page = pageOf(toHtml(reportOfText(text), text));
    const all = [...page.querySelectorAll('*')];
    expect(all.filter(({ tagName }) => !TAGS.has(tagName)).map(({ tagName }) => tagName)).toEqual([]);
    expect(all.flatMap((each) => [...each.attributes].map(({ name }) => name)).filter((name) => !ATTRIBUTES.has(name))).toEqual([]);
    expect(page.querySelectorAll('article')).toHaveLength(2);
    expect(page.querySelectorAll('table')).toHaveLength(6);
    for (const table of page.querySelectorAll('table')) {
      const heads = table.querySelectorAll('th').length;
      for (const row of table.querySelectorAll('tbody tr')) expect(row.children).toHaveLength(heads);
    }
  });

  it.each(NASTY.filter((text) => !text.includes('\u0000')))('says the names as they are: %s', (text) => {
    const page = pageOf(toHtml(reportOfText(text), 'Data stops.'));
    expect(page.querySelector('article p bdi')?.textContent).toBe(text);
    expect(page.querySelector('article h3')?.textContent).toBe(`error: ${text}`);
    expect(page.querySelector('p.says')?.textContent).toBe('Data stops.');
    expect([...page.querySelectorAll('section:nth-of-type(3) tbody td')].slice(1, 3).map((cell) => cell.textContent)).toEqual([
      text,
      'broken',
    ]);
  });

  it('forbids everything but its one style, which it knows by its hash', () => {
    const html = toHtml(reportOfText('web'), 'web');
    const page = pageOf(html);
    const policy = page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '';
    const style = /<style>(.*)<\/style>/s.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<style>'));
  });

  it('names nothing to fetch and nothing to run', () => {
    const html = toHtml(reportOfText('<script src=//e.example></script><img src=x onerror=alert(1)>'), 'x');
    expect(html).not.toMatch(/<(script|img|link|iframe|object|svg|a|form)\b/i);
    expect(html).not.toMatch(/\b(src|href|srcset|style|on\w+)=["'][^&]/i);
    expect(html).not.toMatch(/url\(|@import/);
  });
});
