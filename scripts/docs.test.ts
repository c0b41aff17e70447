import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Link {
  readonly line: number;
  readonly target: string;
}

/** Inline links and pictures of Markdown that lead to files; those of code, to pages on the net and to headings of the same page are left out. */
function fileLinks(text: string): readonly Link[] {
  let fenced = false;
  return text.split('\n').flatMap((line, index) => {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    if (fenced) return [];
    const written = line.replaceAll(/`[^`]*`/g, '');
    return [...written.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)]
      .map(([, target = '']) => ({ line: index + 1, target }))
      .filter(({ target }) => !/^([a-z][a-z0-9+.-]*:|#)/i.test(target));
  });
}

/** As GitHub names headings: small letters, no punctuation, spaces as hyphens. */
function headingNames(text: string): readonly string[] {
  return [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Why a link leads nowhere; undefined: it leads to a file, and where it names a heading, to that. */
function whyDead(page: string, { target }: Link): string | undefined {
  const [file = '', heading] = target.split('#');
  const whole = path.resolve(path.dirname(page), decodeURIComponent(file));
  if (!fs.existsSync(whole)) return 'there is no such file';
  if (heading === undefined) return undefined;
  return headingNames(fs.readFileSync(whole, 'utf8')).includes(heading) ? undefined : 'that page has no such heading';
}

function pages(): readonly string[] {
  const docs = path.join(ROOT, 'docs');
  const inDocs = fs.readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  return [path.join(ROOT, 'README.md'), ...inDocs.map((name) => path.join(docs, name))];
}

describe('links of the documentation', () => {
  it.each(pages().map((page) => [path.relative(ROOT, page), page]))('%s leads to what is there', (_name, page) => {
    const dead = fileLinks(fs.readFileSync(page, 'utf8')).flatMap((link) => {
      const why = whyDead(page, link);
      return why === undefined ? [] : [`line ${link.line}: ${link.target}: ${why}`];
    });
    expect(dead).toEqual([]);
  });

  it('the index of the guide names every page', () => {
    const guide = path.join(ROOT, 'docs/guide');
    const named = fileLinks(fs.readFileSync(path.join(guide, 'README.md'), 'utf8')).map(({ target }) => target);
    const others = fs.readdirSync(guide).filter((name) => name !== 'README.md');
    expect(others.filter((name) => !named.includes(name))).toEqual([]);
  });
});

describe('the reader of links', () => {
  it.each([
    ['a link', 'see [it](a/b.md).', ['a/b.md']],
    ['a picture with a title', '![it](a.webp "the map")', ['a.webp']],
    ['two in a line', '[a](a.md), [b](b.md#there)', ['a.md', 'b.md#there']],
    ['a page on the net, a heading of this page', '[a](https://kubernetes.io/) [b](#here)', []],
    ['code in a line', '`[a](a.md)`', []],
    ['a block of code', '```\n[a](a.md)\n```\n[b](b.md)', ['b.md']],
  ])('%s', (_name, text, targets) => {
    expect(fileLinks(text).map(({ target }) => target)).toEqual(targets);
  });

  it('says why a link is dead', () => {
    const page = path.join(ROOT, 'docs/guide/README.md');
    expect(whyDead(page, { line: 1, target: 'nowhere.md' })).toBe('there is no such file');
    expect(whyDead(page, { line: 1, target: 'map.md#nothing' })).toBe('that page has no such heading');
    expect(whyDead(page, { line: 1, target: 'inspector.md#charts' })).toBeUndefined();
  });
});
