import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
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
  const before = sizeOf(folder);
  await second.page.getByTestId('delete-history').click();
  await expect.poll(() => sizeOf(folder), { timeout: 30_000 }).toBeLessThan(before);
  expect([...first.errors, ...second.errors]).toEqual([]);
  await second.close();
  fs.rmSync(home, { recursive: true, force: true });
});

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
