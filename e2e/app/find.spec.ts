import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { expectCard, openApp, picture, wholePicture } from '../support/app';
import { expectAccessibleInBoth, LOOKS, pictures } from '../support/looks';

const field = (page: Page) => page.getByTestId('palette-field');
const options = (page: Page) => page.getByTestId('palette').getByRole('option');
const chosen = (page: Page) => page.locator('[role="option"][aria-selected="true"]');

async function find(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(words);
}

for (const { name, ...size } of LOOKS) {
  test(`find: components, metrics and commands, ${name}`, async () => {
    const { page, errors, close } = await openApp({ words: ['--demo'], ...size });
    await expectCard(page, 'prometheus', 'ok');
    await expectCard(page, 'cadvisor', 'ok');
    await find(page, 'cadv');
    await expect(page.getByTestId('entry-card cadvisor')).toBeVisible();
    await expect(options(page).filter({ hasText: 'cadvisor_version_info' })).toBeVisible();
    await pictures(page, `find-${name}`);
    await expectAccessibleInBoth(page);
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('palette')).toBeHidden();
    await page.keyboard.press('?');
    await expect(page.getByTestId('keys')).toContainText('To the break');
    await pictures(page, `keys-${name}`);
    await expectAccessibleInBoth(page);
    expect(errors).toEqual([]);
    await close();
  });
}

test('by keyboard alone: a card, a member, a node, a metric family, a command', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo'], width: 1500, height: 900 });
  const inspector = page.getByTestId('inspector');
  await expectCard(page, 'kubelet', 'ok');
  await expectCard(page, 'node-exporter', 'ok');

  await find(page, 'node-exp');
  await expect(chosen(page)).toContainText('node-exporter');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('palette')).toBeHidden();
  await expect(inspector).toContainText('node-exporter');

  await find(page, '@');
  await expect(options(page).first()).toBeVisible();
  const second = (await options(page).nth(1).textContent()) ?? '';
  await page.keyboard.press('ArrowDown');
  await expect(chosen(page)).toHaveText(second);
  await expect(field(page)).toBeFocused();
  await picture(page, 'find-nodes-1500-light');
  await page.keyboard.press('Enter');
  await expect(inspector.getByRole('heading', { level: 2 })).toContainText(second.trim().split(' ')[0] ?? '');

  await find(page, '/container_cpu_usage');
  await expect(chosen(page)).toContainText('container_cpu_usage_seconds_total');
  await expect(chosen(page)).toContainText('series');
  await picture(page, 'find-metrics-1500-light');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: /Metrics/ })).toHaveAttribute('aria-selected', 'true');
  await expect(inspector).toContainText('container_cpu_usage_seconds_total');

  await find(page, '>list');
  await expect(chosen(page)).toContainText('List');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('list')).toBeVisible();

  await find(page, '');
  await expect(page.getByRole('group', { name: 'Opened last' }).getByRole('option')).toHaveCount(3);
  await picture(page, 'find-empty-1500-light');
  await page.keyboard.press('Escape');

  await find(page, 'nothing-is-called-so');
  await expect(page.getByTestId('palette-nothing')).toContainText('Nothing is called "nothing-is-called-so".');
  await picture(page, 'find-nothing-1500-light');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('palette')).toBeVisible();
  expect(errors).toEqual([]);
  await close();
});

test('thousands of nodes are looked through in the engine', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo', 'healthy', '--nodes', '1000'] });
  await expect(page.getByTestId('cluster')).toContainText('1,000 nodes', { timeout: 90_000 });
  await find(page, '@7');
  await expect(options(page)).toHaveCount(30);
  await expect(page.getByTestId('palette')).toContainText(/\d+ more: write more of the name/);
  await picture(page, 'find-thousand-1280-light');
  expect(errors).toEqual([]);
  await close();
});

test('keys: F6 goes through the window, F5 looks, single letters can be switched off', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo'], width: 1600, height: 900 });
  await expectCard(page, 'kubelet', 'ok');
  const region = () => page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('data-region'));
  const seen = new Set<string>();
  for (let turn = 0; turn < 4; turn++) {
    await page.keyboard.press('F6');
    seen.add((await region()) ?? 'none');
  }
  expect([...seen].sort()).toEqual(['inspector', 'rail', 'strip', 'view']);
  await page.keyboard.press('l');
  await expect(page.getByTestId('list')).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByTestId('list')).toBeHidden();
  await find(page, '>settings');
  await page.keyboard.press('Enter');
  await page.getByTestId('letter-keys').click({ force: true });
  await expect(page.getByTestId('letter-keys')).not.toBeChecked();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('>map');
  await page.keyboard.press('Enter');
  await expectCard(page, 'kubelet', 'ok');
  await page.keyboard.press('F6');
  await page.keyboard.press('l');
  await page.keyboard.press('?');
  await expect(page.getByTestId('list')).toBeHidden();
  await expect(page.getByTestId('keys')).toBeHidden();
  await page.keyboard.press('F1');
  await expect(page.getByTestId('keys')).toBeVisible();
  await expect(page.getByRole('dialog')).toContainText('switched off in the settings');
  await picture(page, 'keys-switched-off-1600-light');
  expect(errors).toEqual([]);
  await close();
});

test('at 200 % the rail is a menu, the list comes first, and find is there', async () => {
  const { app, page, errors, close } = await openApp({ words: ['--demo'] });
  await expectCard(page, 'kubelet', 'ok');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  await expect(page.getByTestId('list')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeHidden();
  await wholePicture(app, 'zoomed-list-1280-light');
  await expectAccessible(page);
  await find(page, 'prom');
  await expect(options(page).first()).toBeVisible();
  await wholePicture(app, 'zoomed-find-1280-light');
  await page.keyboard.press('Escape');
  await page.getByTestId('rail-menu').click();
  await page.getByRole('menuitem', { name: 'Map' }).click();
  await expect(page.getByTestId('list')).toBeHidden();
  await wholePicture(app, 'zoomed-map-1280-light');
  expect(errors).toEqual([]);
  await close();
});

test('the text is drawn with the font that came with the app', async () => {
  const { page, close } = await openApp({ words: ['--demo'] });
  await expectCard(page, 'kubelet', 'ok');
  const fonts = await page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].filter((font) => font.status === 'loaded').map((font) => font.family.replaceAll('"', ''));
  });
  expect(fonts).toContain('Inter Variable');
  await close();
});
