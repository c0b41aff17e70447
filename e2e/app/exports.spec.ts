import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { expectCard, type OpenApp, openApp, picture } from '../support/app';

/** The whole of it has to be looked at before there is something to save. */
const PATIENCE_MS = 180_000;

let folder: string;
test.beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-saved-'));
});
test.afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** The system's dialog answers by itself, as a user who keeps the name, and takes note of it. Undefined: who cancels. */
async function answerDialog(app: ElectronApplication, to: string | undefined): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    const answer = async (...given: readonly unknown[]) => {
      const options = given[given.length - 1];
      const wanted = typeof options === 'object' && options !== null && 'defaultPath' in options ? String(options.defaultPath) : '';
      const name = wanted.slice(wanted.lastIndexOf('/') + 1);
      return chosen === undefined ? { canceled: true, filePath: '' } : { canceled: false, filePath: `${chosen}/${name}` };
    };
    Object.assign(dialog, { showSaveDialog: answer });
  }, to);
}

/** The one file that is there, once the window has said that it is saved. */
async function saved(page: Page, ending: string): Promise<Buffer> {
  const file = () => fs.readdirSync(folder).find((name) => name.endsWith(ending)) ?? '';
  await expect.poll(file, { timeout: PATIENCE_MS }).not.toBe('');
  await expect(page.getByTestId('banner-notice')).toContainText(`${file()} is saved.`);
  expect(fs.statSync(path.join(folder, file())).mode & 0o077).toBe(0);
  return fs.readFileSync(path.join(folder, file()));
}

/** Width and height as the PNG's IHDR has them (RFC 2083, 11.2.2). */
function sizeOf(png: Buffer): { readonly width: number; readonly height: number } {
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

async function choose(page: Page, choice: string): Promise<void> {
  await page.keyboard.press('Control+e');
  await page.getByTestId(`export-${choice}`).click();
  await expect(page.getByTestId('exports')).toBeHidden();
}

async function opened(words: readonly string[]): Promise<OpenApp> {
  const all = await openApp({ words });
  await answerDialog(all.app, folder);
  return all;
}

test('the map is saved as it is found: SVG with the broken part, PNG as large as it stands on the screen, alerts that would have fired', async () => {
  test.setTimeout(2 * PATIENCE_MS);
  const { app, page, errors, close } = await opened(['--demo', 'ksm-down']);
  await expectCard(page, 'kube-state-metrics', 'broken', PATIENCE_MS);
  await page.getByTestId('tool-export').click();
  await expect(page.getByTestId('exports')).toBeVisible();
  await picture(page, 'exports-1280-light');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('exports')).toBeHidden();

  await choose(page, 'svg');
  const svg = (await saved(page, '.svg')).toString();
  expect(svg).toMatch(/^<svg [\s\S]*<title>kube-state-metrics: broken: /);

  await choose(page, 'png');
  const png = await saved(page, '.png');
  const box = await page.locator('.hs-map').boundingBox();
  const ratio = await page.evaluate(() => devicePixelRatio);
  expect(Math.abs(sizeOf(png).width - (box?.width ?? 0) * ratio)).toBeLessThanOrEqual(2);
  expect(Math.abs(sizeOf(png).height - (box?.height ?? 0) * ratio)).toBeLessThanOrEqual(2);
  // One colour would be a few hundred bytes.
  expect(png.length).toBeGreaterThan(20_000);
  await expect(page.getByTestId('tool-export')).toBeVisible();

  await choose(page, 'rules');
  expect((await saved(page, '.yaml')).toString()).toContain('alert: HopscopeComponentNotRunning');

  await answerDialog(app, undefined);
  await choose(page, 'mermaid');
  await expect(page.getByTestId('banner-notice')).toBeHidden();
  await answerDialog(app, path.join(folder, 'none'));
  await choose(page, 'html');
  await expect(page.getByTestId('banner-notice')).toContainText('The folder is not there any more.', { timeout: PATIENCE_MS });
  await expect(page.getByTestId('banner-notice')).not.toContainText(folder);
  expect(errors).toEqual([]);
  await close();
});

/** Every form of what stands there, by its menu: the SVG and the rows of the CSV. */
async function savedByMenu(page: Page, place: string): Promise<{ readonly svg: string; readonly rows: readonly string[] }> {
  const part = page.getByTestId(place);
  const menu = async (form: string) => {
    await part.click({ button: 'right', position: { x: 500, y: 60 } });
    await expect(page.getByTestId('save-menu').getByRole('menuitem')).toHaveText(['Save as PNG…', 'Save as SVG…', 'Save as CSV…']);
    await page.getByTestId(`save-${form}`).click();
    const content = await saved(page, `.${form}`);
    fs.mkdirSync('out/pictures', { recursive: true });
    fs.writeFileSync(`out/pictures/${place}.${form}`, content);
    for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name));
    return content;
  };
  const box = await part.boundingBox();
  const png = await menu('png');
  expect(Math.abs(sizeOf(png).width - (box?.width ?? 0) * (await page.evaluate(() => devicePixelRatio)))).toBeLessThanOrEqual(2);
  const svg = (await menu('svg')).toString();
  const rows = (await menu('csv')).toString().trimEnd().split('\r\n');
  // The file stands alone: nothing of the page's style sheet, and each pattern that it names is in it.
  expect(svg).not.toMatch(/var\(--|class="/);
  for (const [, id] of svg.matchAll(/url\((?:&quot;|")?#([\w-]+)/g)) expect(svg).toContain(`<pattern id="${id}"`);
  return { svg, rows };
}

test('the lanes of gaps and the picture of blind spots as PNG, SVG and CSV', async () => {
  test.setTimeout(2 * PATIENCE_MS);
  const { page, errors, close } = await opened(['--demo', 'kubelet-slow']);
  await expect(page.getByTestId('card-kubelet')).toBeVisible({ timeout: PATIENCE_MS });
  await page.keyboard.press('3');
  await expect(page.getByTestId('gap-rows').getByRole('option').first()).toBeVisible({ timeout: PATIENCE_MS });
  const gaps = await savedByMenu(page, 'gap-rows');
  expect(gaps.svg).toMatch(/>Longest<[\s\S]*>\d+ targets<[\s\S]*>Scrape gaps by /);
  expect(gaps.rows[0]).toBe('Target,Job,From,To,Missed,Cause');
  expect(gaps.rows.join()).toContain(',too slow');
  expect(gaps.svg).toMatch(/too slow</);

  await page.keyboard.press('4');
  await expect(page.getByTestId('blind-lost').first()).toBeVisible({ timeout: PATIENCE_MS });
  const blind = await savedByMenu(page, 'blind-picture');
  expect(blind.svg).toMatch(/url\(#hs-hatch-unseen\)/);
  expect(blind.rows[0]).toBe('Signal,Container,Value,From,To,Kept or lost,Chance to be seen');
  expect(blind.rows.join()).toContain('never seen');
  expect(errors).toEqual([]);
  await close();
});

test('a chart as PNG, SVG and CSV, a table by its menu', async () => {
  test.setTimeout(2 * PATIENCE_MS);
  const { page, errors, close } = await opened(['--demo', 'healthy']);
  await expectCard(page, 'kubelet', 'ok', PATIENCE_MS);
  await page.getByTestId('card-kubelet').click();
  await page.getByRole('tab', { name: 'Charts' }).click();
  const chart = page.locator('figure.hs-chart').first();
  await expect(chart.locator('.recharts-line-curve').first()).toBeVisible({ timeout: PATIENCE_MS });
  await chart.getByRole('button', { name: /^Table/ }).click();

  await chart.getByTestId('chart-save-csv').click();
  const [head = '', ...rows] = (await saved(page, '.csv')).toString().trimEnd().split('\r\n');
  expect(head).toMatch(/^Time,/);
  for (const row of rows) expect(row).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z,/);
  fs.rmSync(path.join(folder, fs.readdirSync(folder).find((name) => name.endsWith('.csv')) ?? ''));

  await chart.getByTestId('chart-save-svg').click();
  const svg = (await saved(page, '.svg')).toString();
  expect(svg).toMatch(/^<svg [\s\S]*<path [^>]*stroke="rgb\([\d, ]+\)"/);
  expect(svg).not.toMatch(/var\(--|class="/);
  fs.mkdirSync('out/pictures', { recursive: true });
  fs.writeFileSync('out/pictures/chart.svg', svg);

  await chart.getByTestId('chart-save-png').click();
  const png = await saved(page, '.png');
  expect(sizeOf(png).width).toBeGreaterThan(250);
  fs.writeFileSync('out/pictures/chart.png', png);

  await page.keyboard.press('l');
  await page.getByTestId('list-hops').locator('tbody tr').first().click({ button: 'right' });
  await expect(page.getByTestId('save-menu').getByRole('menuitem')).toHaveText(['Save as CSV…']);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('save-menu')).toBeHidden();
  await page
    .getByTestId('list-hops')
    .getByRole('button', { name: /kubelet/ })
    .first()
    .focus();
  await page.keyboard.press('Shift+F10');
  await page.keyboard.press('Enter');
  expect((await saved(page, '.csv')).toString()).toMatch(/^From,To,/);
  expect(errors).toEqual([]);
  await close();
});
