import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { licencesOf, licenceText, shippedPackages } from './licences.mjs';

const root = mkdtempSync(path.join(tmpdir(), 'hopscope-licences-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function install(where: string, described: Record<string, unknown>, files: Readonly<Record<string, string>> = {}): string {
  const folder = path.join(root, where);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(described));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

describe('licences of what is bundled', () => {
  it('each package once, with the text of its licence and its notice, its code left out', () => {
    const files = { 'LICENSE.md': 'May be used.\r\n', NOTICE: 'By us.', 'license.js': 'code()' };
    const folder = install('node_modules/@scope/inner', { name: '@scope/inner', version: '1.0.0', license: 'MIT' }, files);
    const nested = install(
      'node_modules/outer/node_modules/deep',
      { name: 'deep', version: '2.0.0', license: { type: 'ISC' } },
      { COPYING: 'Copy.' },
    );
    const found = licencesOf([
      path.join(folder, 'lib/a.js'),
      path.join(folder, 'b.js'),
      path.join(nested, 'c.js'),
      path.join(root, 'own/a.ts'),
    ]);
    expect(found).toEqual([
      { name: '@scope/inner', version: '1.0.0', licence: 'MIT', text: 'May be used.\n\nBy us.' },
      { name: 'deep', version: '2.0.0', licence: 'ISC', text: 'Copy.' },
    ]);
    expect(licenceText(found)).toContain('@scope/inner 1.0.0\nMIT\n');
  });

  it('a package without the text says who says what', () => {
    const folder = install('node_modules/bare', {
      name: 'bare',
      version: '1.0.0',
      license: 'MIT',
      author: 'A. Author',
      repository: { url: 'git+x' },
    });
    expect(licencesOf([path.join(folder, 'a.js')])[0]?.text).toBe(
      'The package holds no text of its licence; its package.json says MIT (A. Author, git+x).',
    );
  });
});

describe('packages that are shipped beside the bundles', () => {
  it('all that they need, from where Node would take it; none for musl, none of another platform', () => {
    install('.', { dependencies: { base: '1' }, devDependencies: { tool: '1' } });
    install('node_modules/tool', { name: 'tool' });
    install('node_modules/base', {
      name: 'base',
      dependencies: { part: '1' },
      optionalDependencies: { 'on-gnu': '1', 'on-musl': '1', 'on-windows': '1' },
    });
    install('node_modules/base/node_modules/part', { name: 'part' });
    install('node_modules/part', { name: 'part' });
    install('node_modules/on-gnu', { name: 'on-gnu', dependencies: { base: '1' } });
    install('node_modules/on-musl', { name: 'on-musl' });
    expect(shippedPackages(root).map((folder) => path.relative(path.join(root, 'node_modules'), folder))).toEqual([
      'base',
      'base/node_modules/part',
      'on-gnu',
    ]);
  });

  it('one that is not installed is named', () => {
    install('.', { dependencies: { gone: '1' } });
    expect(() => shippedPackages(root)).toThrow('gone is not installed, which package.json asks for');
  });
});
