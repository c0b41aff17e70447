import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import Database from 'libsql';
import { expectAccessible } from '../support/accessibility';
import { card, expectCard, openApp, picture } from '../support/app';

test('history is kept when the user says so, is there after a restart, and is gone when it is deleted', async () => {
  test.setTimeout(240_000);
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-history-'));
  const open = () => openApp({ words: ['--demo'], env: { XDG_CONFIG_HOME: home } });
  const first = await open();
  const folder = path.join(await first.app.evaluate(({ app }) => app.getPath('userData')), 'history');
  await expectCard(first.page, 'metrics-server', 'ok');
  expect(fs.existsSync(folder)).toBe(false);
  await first.page.getByTestId('rail-settings').click();
  await expect(first.page.getByTestId('delete-history')).toBeDisabled();
  await first.page.getByTestId('keep-history').click({ force: true });
  await expect(first.page.getByTestId('keep-history')).toBeChecked();
  await expect.poll(() => sizeOf(folder), { timeout: 60_000 }).toBeGreaterThan(50_000);
  await openCharts(first.page);
  // Three looks at it, 15 s apart.
  await expect(line(first.page)).toHaveAttribute('d', /L.*L/, { timeout: 90_000 });
  const seenMs = Date.now();
  await expect.poll(() => writtenMs(folder), { timeout: 15_000 }).toBeGreaterThan(seenMs);
  await first.close();

  const second = await open();
  await openCharts(second.page);
  // Of this session there would be one look.
  await expect(line(second.page)).toHaveAttribute('d', /L.*L/, { timeout: 12_000 });
  await picture(second.page, 'history-charts-1280-light');
  await expect(second.page.getByTestId('banner-notice')).toHaveCount(0);
  await second.page.getByTestId('rail-settings').click();
  await expect(second.page.getByTestId('delete-history')).toBeEnabled();
  await second.page.getByTestId('keep-history').scrollIntoViewIfNeeded();
  await picture(second.page, 'settings-history-1280-light');
  await expectAccessible(second.page);
  await goToFirstSession(second.page);
  await second.close();
  setBack(folder, 3 * 3_600_000);

  const third = await open();
  await goToEarlierHour(third.page);
  await third.page.getByTestId('rail-settings').click();
  const before = sizeOf(folder);
  await third.page.getByTestId('delete-history').click();
  await expect.poll(() => sizeOf(folder), { timeout: 30_000 }).toBeLessThan(before);
  await expect(third.page.getByTestId('strip-earlier')).toHaveCount(0, { timeout: 15_000 });
  expect([...first.errors, ...second.errors, ...third.errors]).toEqual([]);
  await third.close();
  fs.rmSync(home, { recursive: true, force: true });
});

/** The strip has both sessions; a moment of the one before is shown. */
async function goToFirstSession(page: Page): Promise<void> {
  await page.getByTestId('rail-map').click();
  await expect(page.getByTestId('strip-session')).toHaveCount(2, { timeout: 15_000 });
  await page.getByTestId('strip-lane').focus();
  await page.keyboard.press('Home');
  await expect(page.getByTestId('held-clock')).toBeVisible();
  await expect(page.getByTestId('strip-lane')).toHaveAttribute('aria-valuetext', /^\d\d:\d\d:\d\d\. core: /);
  await picture(page, 'history-strip-1280-light');
  await page.getByTestId('go-live').click();
  await expect(page.getByTestId('held-clock')).toHaveCount(0);
}

/** As if all that is kept were so much older. */
function setBack(folder: string, byMs: number): void {
  for (const name of fs.readdirSync(folder).filter((each) => each.endsWith('.db'))) {
    const db = new Database(path.join(folder, name));
    // The engine of the window that was closed may still be writing its last.
    db.exec('pragma busy_timeout = 10000');
    db.exec(`update moment set at_ms = at_ms - ${byMs}; update session set began_ms = began_ms - ${byMs}, ended_ms = ended_ms - ${byMs}`);
    db.close();
  }
}

/** Hours ago there was a session: the strip goes there, and the window with it. */
async function goToEarlierHour(page: Page): Promise<void> {
  await expectCard(page, 'metrics-server', 'ok');
  await page.getByTestId('strip-earlier').click();
  await expect(page.getByTestId('strip-span')).toHaveText(/^\d\d:\d\d to \d\d:\d\d$/);
  await page.getByTestId('strip-lane').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByTestId('held-clock')).toBeVisible();
  await expectCard(page, 'metrics-server', 'ok');
  await picture(page, 'history-earlier-1280-light');
  await expectAccessible(page);
  await page.getByTestId('go-live').click();
  await expect(page.getByTestId('strip-span')).toHaveText(/^Last /);
}

async function openCharts(page: Page): Promise<void> {
  await page.getByTestId('rail-map').click();
  await expectCard(page, 'prometheus', 'ok');
  await card(page, 'prometheus').click();
  await page.getByRole('tab', { name: /Charts/ }).click();
}

const line = (page: Page) => page.getByTestId('chart-samples').locator('path.recharts-line-curve').first();

/** When something was written last. */
function writtenMs(folder: string): number {
  return Math.max(...fs.readdirSync(folder).map((name) => fs.statSync(path.join(folder, name)).mtimeMs));
}

function sizeOf(folder: string): number {
  return fs.existsSync(folder) ? fs.readdirSync(folder).reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0) : 0;
}
