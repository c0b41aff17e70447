import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Made, packageName } from './lib/package/contents.mjs';
import { controlFile, debVersion } from './lib/package/deb.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'hopscope-package-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RELEASE: Made = { version: '1.2.0', electron: '45.4.1', origin: 'official', forRelease: true };
const TRIAL: Made = { ...RELEASE, electron: '25.1.1', origin: 'registry', forRelease: false };

function npmRunPackage(words: readonly string[], runtime: string) {
  return spawnSync(process.execPath, ['scripts/package.mjs', '--out', path.join(folder, 'out'), ...words], {
    cwd: path.join(import.meta.dirname, '..'),
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: runtime },
  });
}

describe('the name of a package', () => {
  it.each([
    ['of a release', RELEASE, 'hopscope-1.2.0-linux-x64', '1.2.0'],
    ['of one that is none', TRIAL, 'hopscope-1.2.0-not-for-release-linux-x64', '1.2.0~notforrelease'],
  ])('%s', (_name, made, archive, deb) => expect([packageName(made, 'linux-x64'), debVersion(made)]).toEqual([archive, deb]));

  it('what dpkg shows of it says so too, with the runtime', () => {
    expect(controlFile(TRIAL, 1)).toMatch(/^Description: .* \(not for release\)\n[\s\S]*Electron 25\.1\.1, which is not a release's/m);
    expect(controlFile(RELEASE, 1)).not.toContain('release');
  });
});

describe.skipIf(process.platform !== 'linux')('npm run package', () => {
  it('a format that there is not: a sentence, and nothing is begun', () => {
    const { status, stderr } = npmRunPackage(['--format', 'deb,rpm'], '/nowhere');
    expect(stderr).toMatch(/^rpm is no format\n\nnpm run package/);
    expect(status).toBe(2);
  });

  it('without a runtime: says which step failed, and what to do', () => {
    const { status, stderr } = npmRunPackage(['--built'], '/nowhere');
    expect(stderr).toMatch(/FAILED {2}runtime[\s\S]*there is no Electron here\n +What to do: run npm run package without --built/);
    expect(status).toBe(1);
  });

  it('a runtime that is none: says which it took and where it ended, and leaves nothing behind', () => {
    writeFileSync(path.join(folder, 'version'), '25.1.1');
    const { status, stderr } = npmRunPackage(['--built'], folder);
    expect(stderr).toMatch(/runtime: Electron 25\.1\.1 \(given by ELECTRON_OVERRIDE_DIST_PATH\): NOT FOR RELEASE/);
    expect(stderr).toMatch(/FAILED {2}contents[\s\S]*What to do: /);
    expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).includes('.work'))).toEqual([]);
    expect(status).toBe(1);
  });
});
