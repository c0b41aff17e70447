import { expect, test } from '@playwright/test';
import { expectCard, openApp } from '../support/app';
import { takeScreen } from './takeScreen';

test.setTimeout(300_000);

/** Two pods of the CronJob come and go meanwhile. */
const SEEN_FOR_MS = 130_000;

test('pods against their scrapes', async () => {
  const { app, page, close } = await openApp({ words: ['--demo'] });
  await expectCard(page, 'prometheus', 'ok');
  await page.keyboard.press('4');
  await page.waitForTimeout(SEEN_FOR_MS);
  await page.getByTestId('blind-search').fill('burst');
  await expect(page.getByTestId('blind-pod').first()).toContainText('demo/burst-');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('blind-picture')).toHaveAttribute('aria-label', /demo\/burst-/);
  await takeScreen(app, page, 'blind-spots');
  await close();
});
