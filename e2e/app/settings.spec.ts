import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { card, expectCard, type OpenApp, openApp, picture } from '../support/app';
import { expectAccessibleInBoth, LOOKS, pictures } from '../support/looks';

/** A settings folder that outlives a window. */
async function inFolder(run: (open: (words?: readonly string[]) => Promise<OpenApp & { readonly data: string }>) => Promise<void>) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-settings-'));
  await run(async (words = ['--demo']) => {
    const opened = await openApp({ words, env: { XDG_CONFIG_HOME: home } });
    const data = await opened.app.evaluate(({ app }) => app.getPath('userData'));
    return { ...opened, data };
  });
  fs.rmSync(home, { recursive: true, force: true });
}

const scheme = (page: Page) => page.evaluate(() => document.documentElement.getAttribute('data-mantine-color-scheme'));
const showSettings = (page: Page) => page.getByTestId('rail-settings').click();

/** A choice is shown as chosen once main has kept it: the click may come back sooner. */
async function choose(page: Page, choice: string): Promise<void> {
  await expect(async () => page.getByTestId(choice).check({ timeout: 2_000 })).toPass({ timeout: 20_000 });
}

test('the theme is switched at once and is there after a restart', async () => {
  await inFolder(async (open) => {
    const first = await open();
    await first.page.emulateMedia({ colorScheme: null });
    await showSettings(first.page);
    await choose(first.page, 'choice-dark');
    await expect.poll(() => scheme(first.page)).toBe('dark');
    await choose(first.page, 'choice-light');
    await expect.poll(() => scheme(first.page)).toBe('light');
    await choose(first.page, 'choice-dark');
    await expect.poll(() => scheme(first.page)).toBe('dark');
    await first.close();
    const second = await open();
    await second.page.emulateMedia({ colorScheme: null });
    await expect.poll(() => scheme(second.page)).toBe('dark');
    await second.close();
  });
});

test('the window has the size that it was left with', async () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-window-'));
  const env = { XDG_CONFIG_HOME: home };
  const first = await openApp({ words: ['--demo'], env, width: 1111, height: 707 });
  await expect.poll(() => first.page.evaluate(() => [innerWidth, innerHeight])).toEqual([1111, 707]);
  await first.close();
  const second = await openApp({ words: ['--demo'], env, ownSize: true });
  await expect.poll(() => second.page.evaluate(() => [innerWidth, innerHeight])).toEqual([1111, 707]);
  await second.close();
  fs.rmSync(home, { recursive: true, force: true });
});

test('request budget and refresh take effect without a restart; keys of one character can be switched off', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo'] });
  await expectCard(page, 'metrics-server', 'ok');
  await showSettings(page);
  await page.getByTestId('budget').fill('500');
  await expect(page.getByRole('alert')).toContainText('from 1 to 100');
  await page.getByTestId('budget').fill('37');
  await page.getByTestId('budget').press('Enter');
  await expect(page.getByTestId('load')).toHaveAttribute('title', /37/);
  await page.getByTestId('refresh').selectOption('2');
  await expect(page.getByTestId('refresh')).toHaveValue('2');
  await page.getByTestId('rail-map').click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await showSettings(page);
  // It turns once main has kept it.
  await page.getByTestId('letter-keys').click({ force: true });
  await expect(page.getByTestId('letter-keys')).not.toBeChecked();
  await page.getByTestId('rail-map').click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(errors).toEqual([]);
  await close();
});

test('damaged settings: the line is shown, the rest is used, the file is kept aside and is whole again after a change', async () => {
  await inFolder(async (open) => {
    const first = await open();
    const file = path.join(first.data, 'settings.json');
    await first.close();
    fs.writeFileSync(file, '{\n  "version": 1,\n  "theme": "mauve",\n  "requestsPerSecond": 7,\n  "inspectorWidth": 500\n}\n');
    const second = await open();
    await expect(second.page.getByTestId('banner-notice')).toContainText('line 3');
    await showSettings(second.page);
    await expect(second.page.getByTestId('settings-faults')).toContainText('"theme": "mauve"');
    await expect(second.page.getByTestId('budget')).toHaveValue('7');
    await picture(second.page, 'settings-damaged-1280-light');
    await choose(second.page, 'choice-light');
    await expect
      .poll(() => JSON.parse(fs.readFileSync(file, 'utf8')))
      .toMatchObject({
        version: 2,
        theme: 'light',
        requestsPerSecond: 7,
        window: { inspectorWidth: 500 },
      });
    expect(fs.readFileSync(`${file}.broken`, 'utf8')).toContain('mauve');
    await second.close();
    fs.writeFileSync(file, '{ "theme": ');
    const third = await open();
    await expect(third.page.getByTestId('banner-notice')).toContainText('not JSON');
    await third.close();
    const fourth = await open();
    await expectCard(fourth.page, 'metrics-server', 'ok');
    await expect(fourth.page.getByTestId('banner-notice')).toHaveCount(0);
    await fourth.close();
  });
});

test('a direct URL: its token goes to main, is not on the page and not in a file', async () => {
  await inFolder(async (open) => {
    const { page, data, close } = await open();
    await showSettings(page);
    await page.getByTestId('add-direct-url').click();
    const form = page.getByTestId('direct-url-form');
    await form.getByRole('textbox', { name: 'URL' }).fill('ftp://nowhere');
    await form.getByLabel('Log in').selectOption('bearer');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form.getByRole('alert')).toContainText('http or https');
    await form.getByRole('textbox', { name: 'URL' }).fill('http://127.0.0.1:1/prometheus');
    await form.getByRole('textbox', { name: 'Token' }).fill('s3cr3t-t0ken');
    await form.getByRole('textbox', { name: 'Tenant' }).fill('team-a');
    await picture(page, 'settings-direct-url-1280-light');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByTestId('direct-urls')).toContainText('http://127.0.0.1:1/prometheus');
    const state = await page.getByTestId('secrets-state').getAttribute('data-kept');
    await expect(page.getByTestId('direct-urls')).toContainText(state === 'keychain' ? 'in the keychain' : 'in memory until');
    expect(await page.content()).not.toContain('s3cr3t-t0ken');
    const written = fs.readdirSync(data).filter((name) => name.endsWith('.json'));
    expect(written.map((name) => fs.readFileSync(path.join(data, name), 'utf8')).join('')).toContain('team-a');
    for (const name of written) expect(fs.readFileSync(path.join(data, name), 'utf8')).not.toContain('s3cr3t-t0ken');
    await page.getByRole('button', { name: 'Remove http://127.0.0.1:1/prometheus' }).click();
    await expect(page.getByTestId('direct-urls')).not.toContainText('127.0.0.1:1');
    await close();
  });
});

test('a card that was moved by hand, and the last tab, are there after a restart', async () => {
  await inFolder(async (open) => {
    const first = await open();
    await expectCard(first.page, 'metrics-server', 'ok');
    const before = await card(first.page, 'metrics-server').boundingBox();
    if (before === null) throw new Error('the card has no place');
    await first.page.mouse.move(before.x + 60, before.y + 40);
    await first.page.mouse.down();
    await first.page.mouse.move(before.x + 90, before.y + 70, { steps: 5 });
    await first.page.mouse.move(before.x + 100, before.y + 90, { steps: 5 });
    await first.page.mouse.up();
    const folder = path.join(first.data, 'clusters');
    await expect
      .poll(() => fs.readdirSync(folder).map((name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')).memory.map?.positions))
      .toEqual([{ 'metrics-server': { x: expect.any(Number), y: expect.any(Number) } }]);
    const moved = await card(first.page, 'metrics-server').boundingBox();
    await first.close();
    const second = await open();
    await expectCard(second.page, 'metrics-server', 'ok');
    await expect
      .poll(async () => {
        const now = await card(second.page, 'metrics-server').boundingBox();
        return Math.round((now?.y ?? 0) - (moved?.y ?? 0));
      })
      .toBe(0);
    await second.close();
  });
});

for (const { name, ...size } of LOOKS) {
  test(`the settings page, ${name}`, async () => {
    const { page, errors, close } = await openApp({ words: ['--demo'], ...size });
    await expectCard(page, 'metrics-server', 'ok');
    await showSettings(page);
    await expect(page.getByTestId('settings')).toBeVisible();
    await pictures(page, `settings-${name}`);
    await expectAccessibleInBoth(page);
    expect(errors).toEqual([]);
    await close();
  });
}
