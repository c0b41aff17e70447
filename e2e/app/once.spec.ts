import { spawn } from 'node:child_process';
import { once as onceOf } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { stringify } from 'yaml';
import { openApp } from '../support/app';
import { type Ran, ROOT, run } from '../support/commandLine';

/** Where a PNG says how wide and high it is. */
const WIDTH_AT = 16;

let electron: string;
let folder: string;
test.beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-once-'));
  // The program that Playwright found, started by hand: --once ends it, which Playwright does not expect.
  const { app, close } = await openApp({ words: ['--demo'] });
  electron = await app.evaluate(() => process.execPath);
  await close();
});
test.afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function once(...words: readonly string[]): Promise<Ran> {
  return run(electron, [ROOT, ...words], { XDG_CONFIG_HOME: path.join(folder, 'settings') });
}

test('--once waits for the live map, writes its picture and the report, prints the report and ends with its code', async () => {
  const out = path.join(folder, 'a', 'new', 'folder');
  const { code, stdout } = await once('--demo', 'metrics-server-down', '--once', out);
  expect(stdout).toMatch(/metrics-server → metrics-api .*broken/);
  expect(fs.readFileSync(path.join(out, 'report.txt'), 'utf8')).toBe(stdout);
  const picture = fs.readFileSync(path.join(out, 'map.png'));
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  expect(picture.readUInt32BE(WIDTH_AT)).toBeGreaterThanOrEqual(1024);
  // An empty page is some kilobytes.
  expect(picture.byteLength).toBeGreaterThan(40_000);
  expect(code).toBe(1);
});

test('--once of a cluster that is not there says why and what to do, and ends with 2', async () => {
  const kubeconfig = path.join(folder, 'kubeconfig');
  fs.writeFileSync(
    kubeconfig,
    stringify({
      'current-context': 'prod',
      contexts: [{ name: 'prod', context: { cluster: 'c', user: 'u' } }],
      clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
      users: [{ name: 'u', user: {} }],
    }),
  );
  const { code, stdout } = await once('--kubeconfig', kubeconfig, '--once', path.join(folder, 'gone'));
  expect(stdout).toMatch(/connection refused/);
  expect(stdout).toMatch(/Check that the cluster runs/);
  expect(code).toBe(2);
});

test.describe('npm start where there is no display', () => {
  /** Its words for a program that opens the window as npm start does when all is set up. */
  const openWindow = (chosen: object): readonly string[] => [
    '--input-type=module',
    '-e',
    `import { openWindow } from '${ROOT}/scripts/lib/openWindow.mjs'; process.exitCode = await openWindow(${JSON.stringify(chosen)});`,
  ];
  const env = () => ({
    ...process.env,
    DISPLAY: '',
    WAYLAND_DISPLAY: '',
    TMPDIR: folder,
    XDG_CONFIG_HOME: path.join(folder, 'settings'),
    ELECTRON_OVERRIDE_DIST_PATH: path.dirname(electron),
  });

  test('starts a virtual one, and the map is drawn there', async () => {
    const out = path.join(folder, 'drawn');
    const { code, stdout, stderr } = await run(process.execPath, openWindow({ demo: 'ksm-down', once: out }), env());
    expect(stderr).toContain('There is no display: starting a virtual one.');
    expect(stdout).toMatch(/kube-state-metrics .*broken/);
    const picture = fs.readFileSync(path.join(out, 'map.png'));
    // The display that the tests themselves run on is wider.
    expect(picture.readUInt32BE(WIDTH_AT)).toBeLessThanOrEqual(1280);
    expect(picture.byteLength).toBeGreaterThan(40_000);
    expect(code).toBe(1);
  });

  test('Ctrl-C ends window and display at once', async () => {
    const words = openWindow({ demo: 'healthy', once: path.join(folder, 'never'), verbose: true });
    const child = spawn(process.execPath, words, { env: env(), stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    await new Promise<void>((resolve) => {
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString('utf8');
        if (said.includes('painted')) resolve();
      });
    });
    const begun = performance.now();
    child.kill('SIGINT');
    const [code] = await onceOf(child, 'close');
    expect(code).toBe(130);
    expect(performance.now() - begun).toBeLessThan(3_000);
    const left = await run('ps', ['-eo', 'stat=,args=']);
    expect(left.stdout.split('\n').filter((line) => /^[^Z]/.test(line) && line.includes(folder))).toEqual([]);
  });
});
