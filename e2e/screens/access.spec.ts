import { expect, test } from '@playwright/test';
import { expectCard, openApp } from '../support/app';
import { takeScreen } from './takeScreen';

test.setTimeout(300_000);

/** Five looks at each cAdvisor: steps enough for a spread. */
const SEEN_FOR_MS = 75_000;

test('who may read what', async () => {
  const { app, page, close } = await openApp({ words: ['--demo'] });
  await expectCard(page, 'prometheus', 'ok');
  await page.keyboard.press('8');
  await page.getByTestId('try-metrics-resource').click();
  await expect(page.getByTestId('tried')).toHaveAttribute('data-state', 'answered');
  await takeScreen(app, page, 'access');
  await page.getByTestId('access-tab-accounts').click();
  await page.getByTestId('manifest-scrape-kubelets').click();
  await takeScreen(app, page, 'access-accounts');
  await page.getByTestId('access-tab-housekeeping').click();
  await page.waitForTimeout(SEEN_FOR_MS);
  await takeScreen(app, page, 'access-housekeeping');
  await close();
});
