import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { ElectronApplication } from 'playwright';
import { expectCard, openApp } from '../support/app';
import { ROOT } from '../support/commandLine';
import { expectAccessibleInBoth, pictures } from '../support/looks';

const PLANTED = 'pl4nted-s3cret-value';

/** Settings that hold secrets where settings may hold them. */
function settingsWithSecrets(): string {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-about-'));
  const folder = path.join(home, 'Hopscope');
  fs.mkdirSync(folder);
  const direct = { id: 'a', kind: 'prometheus', url: `http://127.0.0.1:1/?token=${PLANTED}`, headers: { 'X-Key': PLANTED } };
  const settings = { version: 2, theme: 'light', directUrls: [direct], proxy: `http://me:${PLANTED}@proxy:3128` };
  fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings));
  return home;
}

async function clickMenu(app: ElectronApplication, ...labels: readonly string[]): Promise<void> {
  await app.evaluate(({ Menu }, wanted) => {
    const [top, label] = wanted;
    const menu = Menu.getApplicationMenu()?.items.find((item) => item.label === top)?.submenu;
    menu?.items.find((item) => item.label === label)?.click();
  }, labels);
}

test('About, from the menu and from find: versions, log, diagnostics to copy without a secret, licences with their texts', async () => {
  const home = settingsWithSecrets();
  const { app, page, errors, close } = await openApp({ words: ['--demo'], env: { XDG_CONFIG_HOME: home } });
  await expectCard(page, 'kubelet', 'ok');
  await clickMenu(app, 'Help', 'About Hopscope');
  const about = page.getByTestId('about');
  const { electron, chrome } = await app.evaluate(() => ({ electron: process.versions.electron, chrome: process.versions['chrome'] }));
  await expect(about).toContainText(`Electron ${electron}, Chromium ${chrome}, Node.js `);
  await expect(about).toContainText('from its source');
  const log = path.join(home, 'Hopscope/logs/hopscope.log');
  await expect(about).toContainText(log);
  // The password in the proxy did not fit, and the log says so.
  expect(fs.readFileSync(log, 'utf8')).toContain('proxy');

  await page.getByRole('button', { name: 'Copy diagnostics' }).click();
  const copied = () => app.evaluate(({ clipboard }) => clipboard.readText());
  await expect.poll(copied).toContain(`Electron ${electron}`);
  expect(await copied()).toContain('direct URL: prometheus, log in none, 1 headers');
  for (const text of [await copied(), fs.readFileSync(log, 'utf8'), await page.content()]) expect(text).not.toContain(PLANTED);

  await pictures(page, 'about-1280');
  const licences = page.getByTestId('about-licences');
  for (const name of ['react', 'libsql', '@kubernetes/client-node', '@fontsource-variable/inter'])
    await expect(licences.getByText(new RegExp(`^${name} \\d`)), name).toHaveCount(1);
  await expect(licences.getByText(/^vitest \d/)).toHaveCount(0);
  await licences.getByText(/^react \d/).click();
  await expect(licences).toContainText('Permission is hereby granted');
  const built: { text: string; name: string }[] = JSON.parse(fs.readFileSync(path.join(ROOT, 'dist/licences.json'), 'utf8'));
  expect(built.filter(({ text }) => text === '').map(({ name }) => name)).toEqual([]);
  await expectAccessibleInBoth(page, '.hs-about');
  await page.keyboard.press('Escape');
  await expect(about).toBeHidden();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('About Hopscope');
  await page.keyboard.press('Enter');
  await expect(about).toBeVisible();
  expect(errors).toEqual([]);
  await close();
  fs.rmSync(home, { recursive: true, force: true });
});

test('what breaks while nobody looks is a notification of the system; its click shows the place', async () => {
  test.setTimeout(240_000);
  const { app, page, errors, close } = await openApp({ words: ['--demo'] });
  await expectCard(page, 'kube-state-metrics', 'ok');
  // A server's desktop shows none, and the only window of a display keeps the keyboard.
  await app.evaluate(({ BrowserWindow, Notification }) => {
    const shown: unknown[] = [];
    Reflect.set(globalThis, 'shown', shown);
    Notification.isSupported = () => true;
    Notification.prototype.show = function show() {
      shown.push(this);
    };
    const [window] = BrowserWindow.getAllWindows();
    if (window !== undefined) window.isFocused = () => false;
  });
  const said = () =>
    app.evaluate(() => {
      const shown: unknown = Reflect.get(globalThis, 'shown');
      return Array.isArray(shown) ? shown.map(({ title, body }) => `${title}: ${body}`) : [];
    });
  const breakBy = async (fault: string) => {
    await page.getByTestId('rail-map').click();
    await page.getByTestId('faults').click();
    await page.getByTestId('lab-search').fill(fault);
    await page.getByTestId(`fault-${fault}`).click({ force: true });
  };
  const switchTo = async (on: boolean) => {
    await page.getByTestId('rail-settings').click();
    await page.getByTestId('notify-breaks').click({ force: true });
    await expect(page.getByTestId('notify-breaks')).toBeChecked({ checked: on });
  };
  await switchTo(false);
  await breakBy('ksm-down');
  await expectCard(page, 'kube-state-metrics', 'broken');
  await page.keyboard.press('Escape');
  await switchTo(true);
  expect(await said()).toEqual([]);
  await breakBy('metrics-server-down');
  await expect.poll(said, { timeout: 60_000 }).toEqual([expect.stringMatching(/^Data stops (at \d places )?in the demo: /)]);
  await page.keyboard.press('Escape');
  await page.getByTestId('rail-settings').click();
  await app.evaluate(() => {
    const shown: unknown = Reflect.get(globalThis, 'shown');
    if (Array.isArray(shown)) shown[0].emit('click');
  });
  await expect(page.locator('.hs-map')).toBeVisible();
  await expect(page.getByTestId('inspector-state')).toHaveAttribute('data-state', 'broken');
  expect(errors).toEqual([]);
  await close();
});
