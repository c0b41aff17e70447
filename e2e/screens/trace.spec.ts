import { expect, test } from '@playwright/test';
import { expectCard, openApp } from '../support/app';
import { takeScreen } from './takeScreen';

test.setTimeout(420_000);

/** Some syncs of the HPA: a distribution has more than one bar, and Prometheus all of a dashboard's five minutes. */
const SEEN_FOR_MS = 200_000;

test('one number at every hop', async () => {
  const { app, page, close } = await openApp({ words: ['--demo'] });
  await expectCard(page, 'prometheus', 'ok');
  await page.keyboard.press('5');
  await expect(page.getByTestId('trace-lag')).toHaveAttribute('data-measured', 'true', { timeout: 120_000 });
  await page.waitForTimeout(SEEN_FOR_MS);
  await takeScreen(app, page, 'trace');
  await close();
});
