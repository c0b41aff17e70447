import { type ChildProcess, execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { expect, type Page, test } from '@playwright/test';
import { type Browser, chromium } from 'playwright';
import { findKubectls } from '../kubectl/findKubectl';
import { expectCard, picture } from '../support/app';
import { ROOT } from '../support/commandLine';

/**
 * What people install, made from what is built, unpacked beside and started as they start it: without a test driver inside, looked at
 * over Chromium's own debugging port.
 */
const run = promisify(execFile);
const RECORDED = '6s';

test.skip(process.platform !== 'linux', 'packages are made on Linux');

let folder: string;
let packages: readonly string[];

test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-package-'));
  const { stdout } = await run('node', ['scripts/package.mjs', '--built', '--quick', '--out', path.join(folder, 'made')], { cwd: ROOT });
  packages = stdout.trim().split('\n');
  for (const kind of ['tar', 'deb']) fs.mkdirSync(path.join(folder, kind));
  await run('tar', ['-xzf', made('.tar.gz'), '-C', path.join(folder, 'tar'), '--strip-components=1']);
  await run('dpkg-deb', ['-x', made('.deb'), path.join(folder, 'deb')]);
});

const closes: (() => Promise<void>)[] = [];

test.afterAll(async () => {
  for (const close of closes) await close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const made = (ends: string): string => packages.find((file) => file.endsWith(ends)) ?? '';
const inTar = (name: string): string => path.join(folder, 'tar', name);
const inDeb = (name: string): string => path.join(folder, 'deb', name);

const described = () => JSON.parse(fs.readFileSync(inTar('resources/app/package.json'), 'utf8'));

interface Started {
  readonly page: Page;
  readonly config: string;
  close(): Promise<void>;
}

async function start(program: string, words: readonly string[]): Promise<Started> {
  const config = fs.mkdtempSync(path.join(folder, 'config-'));
  const env = { ...process.env, XDG_CONFIG_HOME: config };
  const child = spawn(program, ['--remote-debugging-port=0', ...words], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = (): Promise<void> => {
    child.kill();
    return ended;
  };
  closes.push(close);
  // A window is no browser: it has no downloads to set a folder for.
  const browser = await chromium.connectOverCDP(await debuggingAddress(child), { noDefaults: true });
  return { page: await firstPage(browser), config, close };
}

function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    child.once('exit', (code) => reject(new Error(`it ended with ${code}: ${said.join('\n')}`)));
    if (child.stderr === null) return reject(new Error('its output is not read'));
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      const [, address] = /DevTools listening on (ws:\S+)/.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('no window');
  return context.pages()[0] ?? context.waitForEvent('page');
}

test('the tar.gz: its window shows the demo live', async () => {
  const { page, close } = await start(inTar('hopscope-window'), ['--demo']);
  await expectCard(page, 'kubelet', 'ok');
  await expectCard(page, 'prometheus', 'ok');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('About Hopscope');
  await page.keyboard.press('Enter');
  const { made } = described();
  await expect(page.getByTestId('about')).toContainText(made.forRelease ? 'release' : 'NOT FOR RELEASE');
  await expect(page.getByTestId('about')).toContainText(`Electron ${made.electron}`);
  await picture(page, 'package-tar-1280-light');
  await close();
});

test('the deb: kubectl hopscope records, a double click opens the recording, and a second one goes to the window that is open', async () => {
  const recording = path.join(folder, 'night.hopscope');
  const [kubectl = 'kubectl'] = findKubectls(process.env);
  const env = { ...process.env, PATH: `${inDeb('opt/hopscope')}:${process.env['PATH']}` };
  await run(kubectl, ['hopscope', 'record', '--demo', 'metrics-server-down', '--for', RECORDED, '-o', recording], { env });
  const entry = fs.readFileSync(inDeb('usr/share/applications/hopscope.desktop'), 'utf8');
  const [, program = ''] = /^Exec=(\S+) %f$/m.exec(entry) ?? [];
  const { page, config, close } = await start(inDeb(program), [recording]);
  await expect(page.getByTestId('replay-of')).toBeVisible({ timeout: 60_000 });
  await expectCard(page, 'metrics-server', 'broken');
  // One that is none: what the open window says of it shows where it went.
  const other = path.join(folder, 'other.hopscope');
  fs.writeFileSync(other, 'not a recording at all');
  await run(inDeb(program), [other], { env: { ...process.env, XDG_CONFIG_HOME: config } });
  await expect(page.getByTestId('banner-notice')).toContainText('other.hopscope', { timeout: 60_000 });
  await close();
});

test('each kind says for whom it is, holds what is asked for, and is owned by no builder', async () => {
  const { version, made: runtime } = described();
  const { forRelease, electron } = runtime;
  expect(fs.readFileSync(path.join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '', 'version'), 'utf8')).toContain(electron);
  for (const file of packages) expect(/not-?for-?release/.test(path.basename(file))).toBe(!forRelease);
  const { stdout: control } = await run('dpkg-deb', ['-f', made('.deb')]);
  expect(/not for release/i.test(control)).toBe(!forRelease);
  expect(control).toContain('Depends: libgtk-3-0 | libgtk-3-0t64, ');

  const { stdout: list } = await run('dpkg-deb', ['-c', made('.deb')], { maxBuffer: 1e7 });
  expect(list.split('\n').filter((line) => line !== '' && !/^\S+ root\/root /.test(line))).toEqual([]);
  expect(list).toMatch(/^-rwsr-xr-x .* \.\/opt\/hopscope\/chrome-sandbox$/m);
  for (const name of ['hopscope', 'kubectl-hopscope', 'hopscope-window'])
    expect(fs.readlinkSync(inDeb(`usr/bin/${name}`))).toBe(`/opt/hopscope/${name}`);
  expect(fs.readFileSync(inDeb('usr/share/mime/packages/hopscope.xml'), 'utf8')).toContain('*.hopscope');
  expect(list).not.toContain('.map\n');

  const zip = fs.readFileSync(made('.zip')).toString('latin1');
  for (const name of [
    'hopscope-window',
    'kubectl-hopscope',
    'resources/app/dist/electron/main.cjs',
    'resources/app/node_modules/libsql/index.js',
  ])
    expect(zip).toContain(`/${name}`);
  const { stdout: said } = await run(inTar('hopscope'), ['--version']);
  expect(said.trim()).toBe(version);
});
