import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { expectCard, openApp, picture } from '../support/app';
import { hopscope } from '../support/commandLine';
import { pictures } from '../support/looks';

/** Recorded for so long: one look at everything, a scrape or two, and a cut core pipeline all along. */
const SECONDS = 40;
/** A machine that does much else beside it computes its moments slowly. */
const PATIENCE_MS = 60_000;
/** At 60 times a recording that went on would be over. */
const STANDS_MS = 1_000;

let folder: string;
let whole: string;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-recordings-'));
  whole = path.join(folder, 'night.hopscope');
  await hopscope(['record', '--demo', 'metrics-server-down', '--for', `${SECONDS}s`, '-o', whole]);
});

test.afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const position = (page: Page) => page.getByTestId('replay-position');
const shownMs = async (page: Page) => Number(await position(page).inputValue());
const beginningOf = async (page: Page) => Number(await position(page).getAttribute('min'));
const endOf = async (page: Page) => Number(await position(page).getAttribute('max'));
const stands = (page: Page) => expect(position(page)).toHaveAttribute('aria-valuetext', /, paused$/, { timeout: PATIENCE_MS });

/** As from the file manager: the page's own script could not name a path. */
async function drop(page: Page, file: string): Promise<void> {
  const client = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await client.send('Input.dispatchDragEvent', { type, x: 400, y: 400, data: { items: [], files: [file], dragOperationsMask: 1 } });
  await client.detach();
}

/** From the beginning: over the slider stands what was found, in words too; a key and a click lead to where it began, and there it is found. */
async function findingsLead(page: Page): Promise<void> {
  const mark = page.getByTestId('replay-finding').first();
  await expect(mark).toHaveAttribute('data-severity', 'error');
  await mark.hover();
  await expect(page.getByTestId('replay-finding-tip')).toContainText('metrics-server');
  await picture(page, 'recording-findings-1280-light');
  await expect(page.getByTestId('replay-findings-table')).toContainText('Deployment/kube-system/metrics-server');
  await expectAccessible(page, '[data-testid="replay"]');
  await page.keyboard.press('n');
  await expect.poll(async () => (await shownMs(page)) - (await beginningOf(page)), { timeout: PATIENCE_MS }).toBeGreaterThan(1_000);
  await stands(page);
  await expectCard(page, 'metrics-server', 'broken');
  await position(page).focus();
  await page.keyboard.press('Home');
  await expect.poll(async () => (await shownMs(page)) - (await beginningOf(page)), { timeout: PATIENCE_MS }).toBeLessThan(1_000);
  await stands(page);
  await mark.click();
  await expect.poll(async () => (await shownMs(page)) - (await beginningOf(page)), { timeout: PATIENCE_MS }).toBeGreaterThan(1_000);
  await stands(page);
}

test('a recording is played, sought through by keys and pointer, and stays open when what is dropped on it is none', async () => {
  test.setTimeout(300_000);
  const { page, errors, close } = await openApp({ words: ['--recording', whole] });
  await expectCard(page, 'metrics-server', 'broken');
  await expect(page.getByTestId('clock')).toContainText('recording, ');
  await expect(page.getByTestId('replay-whole')).toHaveText('whole');
  await expect(page.getByTestId('replay-span')).toContainText(/\d\d:\d\d:\d\d to \d\d:\d\d:\d\d, /);
  await picture(page, 'recording-playing-1280-light');

  await page.getByTestId('replay-play').click();
  await stands(page);
  await page.getByTestId('replay-speed-60').click();
  await expect(page.getByTestId('replay-speed-60')).toHaveAttribute('aria-pressed', 'true', { timeout: PATIENCE_MS });
  const stoodMs = await shownMs(page);
  await page.waitForTimeout(STANDS_MS);
  expect(await shownMs(page)).toBe(stoodMs);

  await page.getByTestId('replay-play').click();
  await expect.poll(async () => (await endOf(page)) - (await shownMs(page)), { timeout: PATIENCE_MS }).toBeLessThan(1_000);
  await stands(page);
  await expectCard(page, 'metrics-server', 'broken');

  await position(page).focus();
  await page.keyboard.press('Home');
  await expect.poll(async () => (await shownMs(page)) - (await beginningOf(page)), { timeout: PATIENCE_MS }).toBeLessThan(1_000);
  await stands(page);
  await findingsLead(page);
  await position(page).focus();
  await page.keyboard.press('PageUp');
  await expect.poll(async () => (await shownMs(page)) - (await beginningOf(page)), { timeout: PATIENCE_MS }).toBeGreaterThan(2_000);
  await stands(page);
  await expectCard(page, 'metrics-server', 'broken');

  await page.keyboard.press('Space');
  await expect(position(page)).toHaveAttribute('aria-valuetext', /, playing$/, { timeout: PATIENCE_MS });
  await page.keyboard.press('Space');
  await stands(page);

  const foreign = path.join(folder, 'notes.hopscope');
  fs.writeFileSync(foreign, 'not a recording at all');
  await drop(page, foreign);
  await expect(page.getByTestId('banner-notice')).toContainText('notes.hopscope', { timeout: PATIENCE_MS });
  await expect(page.getByTestId('replay-of')).toBeVisible();

  const cut = path.join(folder, 'cut.hopscope');
  fs.writeFileSync(cut, fs.readFileSync(whole).subarray(0, -200));
  await drop(page, cut);
  await expect(page.getByTestId('replay-whole')).toContainText('not whole', { timeout: PATIENCE_MS });
  await expectCard(page, 'metrics-server', 'broken');
  expect(errors).toEqual([]);
  await close();
});

test('the cluster that is open is recorded from the window, and opened from there', async () => {
  test.setTimeout(300_000);
  const { app, page, errors, close } = await openApp({ words: ['--demo', 'metrics-server-down'] });
  await expectCard(page, 'metrics-server', 'broken');
  const file = path.join(folder, 'from-the-window.hopscope');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath, bookmark: '' });
  }, file);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('Record this cluster');
  await page.keyboard.press('Enter');
  await page.getByTestId('recording-names').fill('hopscope-demo');
  await picture(page, 'recording-ask-1280-light');
  await page.getByTestId('recording-preview').click();
  const preview = page.getByTestId('preview');
  await expect(preview).toContainText('places are hidden in them', { timeout: PATIENCE_MS });
  await page.getByTestId('preview-find').fill('/version');
  await preview.locator('summary').first().click();
  await expect(preview.locator('.hs-code')).toContainText('gitVersion');
  await page.getByTestId('preview-find').fill('hopscope-demo');
  await expect(preview).toContainText('Nothing that is shown holds it.');
  await page.getByTestId('preview-find').fill('/api/v1/pods');
  await preview.locator('summary').first().click();
  await pictures(page, 'recording-preview-1280');
  await page.keyboard.press('Escape');
  await expect(preview).toHaveCount(0);
  await expect(page.getByTestId('recording-preview')).toBeFocused();
  await page.getByTestId('recording-names').press('Enter');
  await expect(page.getByTestId('recording-state')).toHaveText('Recording');
  await expect(page.getByTestId('recording-name')).toHaveText('to from-the-window.hopscope');
  await expect(page.getByTestId('recording-so-far')).toContainText(/since \d\d:\d\d:\d\d, (1\d|[2-9]\d) s · [\d,]+ answers/, {
    timeout: PATIENCE_MS,
  });
  await picture(page, 'recording-made-1280-light');

  await page.getByTestId('recording-end').click();
  await expect(page.getByTestId('recording-state')).toHaveText('Recorded', { timeout: PATIENCE_MS });
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  await page.getByTestId('recording-open').click();
  await expect(page.getByTestId('replay-whole')).toHaveText('whole', { timeout: PATIENCE_MS });
  await expect(page.getByTestId('replay-of')).toContainText('of hidden-');
  await expect(page.getByTestId('recording')).toHaveCount(0);
  await expectCard(page, 'metrics-server', 'broken');

  await page.getByTestId('rail-clusters').click();
  const row = page.getByTestId('recording-row');
  await expect(row).toContainText('from-the-window.hopscope');
  await expect(row).toContainText('today');
  fs.renameSync(file, `${file}.elsewhere`);
  await page.getByTestId('rail-map').click();
  await page.getByTestId('rail-clusters').click();
  await expect(row).toContainText('not there any more');
  await picture(page, 'recording-missing-1280-light');
  await row.click();
  await expect(page.getByTestId('banner-notice')).toContainText('from-the-window.hopscope', { timeout: PATIENCE_MS });
  await expect(page.getByTestId('replay-of')).toBeVisible();
  expect(errors).toEqual([]);
  await close();
});
