import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy, fileFor, servePage } from './pageServer';

let root = '';
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'hopscope-page-'));
  writeFileSync(path.join(root, 'index.html'), '<html data-mantine-color-scheme="__SCHEME__"><meta name="nonce" content="__NONCE__">');
  writeFileSync(path.join(root, 'a.js'), 'let a;');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the page is served from its folder alone', () => {
  it.each([
    ['app://hopscope/', '/index.html'],
    ['app://hopscope/index.html', '/index.html'],
    ['app://hopscope/assets/x%20y.js', '/assets/x y.js'],
  ])('%s is %s', (url, file) => expect(fileFor('/r', url)).toBe(`/r${file}`));

  it.each([
    'app://elsewhere/index.html',
    'https://hopscope/index.html',
    'app://hopscope/..%2f..%2fetc/passwd',
    'app://hopscope/%00',
    'app://hopscope/%',
    'rubbish',
  ])('%s is nothing', (url) => expect(fileFor('/r', url)).toBeUndefined());
});

describe('its policy', () => {
  it('is strict: own files, no inline script, no connections, a nonce for styles', () => {
    const policy = contentSecurityPolicy('N');
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self' 'nonce-N';");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('has a new nonce for each load, the same in page and header', async () => {
    const nonces = new Set<string>();
    for (let load = 0; load < 3; load++) {
      const response = await servePage(root, 'app://hopscope/', () => 'dark');
      const nonce = /content="([^"]+)"/.exec(await response.text())?.[1] ?? '';
      expect(response.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  it('names the type of a script and 404 for what is not there', async () => {
    expect((await servePage(root, 'app://hopscope/a.js', () => 'light')).headers.get('content-type')).toBe(
      'text/javascript; charset=utf-8',
    );
    expect((await servePage(root, 'app://hopscope/b.js', () => 'light')).status).toBe(404);
  });
});
